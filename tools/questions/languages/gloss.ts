import { pluralOf } from '../say.ts'
import { de } from './de.ts'
import { es } from './es.ts'
import { forms, tidied } from './forms.ts'
import { fr } from './fr.ts'
import type { Glosses } from './glosses.ts'
import { goingOn } from './going-on.ts'
import { type Language, languageOf } from './language.ts'
import { nouns } from './nouns.ts'
import { columnOf } from './rows.ts'
import { settings } from './settings.ts'
import { smallWords } from './small-words.ts'
import { times } from './times.ts'
import { verbs } from './verbs.ts'

/** A question of another language in English words, one by one: enough to read a plan from. */
export function gloss(text: string, language: Language): string | undefined {
  const glosses = wordsOf(language)
  return glosses?.reduce(
    (said, [pattern, english]) => said.replace(pattern, english),
    (language === 'de' ? apart(text) : text).replace(/[¿¡]/g, '').replace(/’/g, "'"),
  )
}

/** `AWS-Config-Regeln`: words put together, not a thing's name. */
const apart = (text: string): string => text.replace(/(?<=[\p{L}\d])-(?=\p{Lu}\p{Ll})/gu, ' ')

/**
 * A text in English words, where it is in a language of which these are known; what is too short to
 * tell is in that of the text before it.
 */
export function inEnglish(text: string, before = ''): string {
  const language = languageOf(text) ?? languageOf(before)
  return language === undefined
    ? text
    : (gloss(before === '' ? text : goingOn(text, language), language) ?? text)
}

/** Made when a question of the language first comes. */
function wordsOf(language: Language): readonly Gloss[] | undefined {
  const known = made.get(language)
  if (known !== undefined) return known
  const glosses = dictionaryOf(language)?.map(
    ([pattern, english]): Gloss => [
      new RegExp(
        `(?<![${letters}\\d./_-])(?:${lettersOf(pattern)})(?![${letters}\\d_]|[-./][${letters}\\d])`,
        'gi',
      ),
      english,
    ],
  )
  if (glosses !== undefined) made.set(language, glosses)
  return glosses
}

/** How its sentences are built, then what they speak of, then what is left. */
function dictionaryOf(language: Language): Glosses | undefined {
  const own = dictionaries[language]
  return own === undefined
    ? undefined
    : [
        ...columnOf(times, language),
        ...columnOf(settings, language),
        ...(forms[language] ?? []),
        ...columnOf(nouns, language, (noun) => pluralOf({ noun })),
        ...(language === 'de' ? [] : [ofService, elided]),
        ...own,
        ...columnOf(verbs, language),
        ...columnOf(smallWords, language),
        [' +', ' '],
        ...tidied,
      ]
}

const services =
  'ACM|Athena|Backup|CloudFormation|CloudFront|CloudTrail|CloudWatch|CodeBuild|CodePipeline|DynamoDB|EBS|EC2|ECR|ECS|EFS|EKS|ElastiCache|EventBridge|Fargate|Glue|IAM|Kinesis|KMS|Lambda|RDS|Redshift|Route ?53|S3|SageMaker|Secrets Manager|SNS|SQS|SSM|Step Functions|VPC'

/** `instances de RDS`, `alarmas CloudWatch`: in English the service stands first. */
const ofService = [
  `(${[...new Set(nouns.flatMap(([noun]) => [pluralOf({ noun }), noun]))].join('|')}) (?:de |d'|del |des |du )?(${services})`,
  '$2 $1',
] as const

/** `l'instance`: its article is a word of its own. */
const elided = [
  "([ldst])'((?!un|an|internet|ext|entre)[\\p{L}\\d](?:[\\p{L}\\d_./-]*[\\p{L}\\d])?)",
  "$1' $2",
] as const

/** Those of these languages: the classes of Unicode take hundreds of patterns seconds to be made. */
const letters = 'A-Za-zÀ-ÖØ-öø-ÿŒœ'

const lettersOf = (pattern: string): string =>
  pattern.replace(/\[[^\]]*\]|\\p\{L\}/g, (part) =>
    part.startsWith('[') ? part.replaceAll('\\p{L}', letters) : `[${letters}]`,
  )

type Gloss = readonly [pattern: RegExp, english: string]
const made = new Map<Language, readonly Gloss[]>()

const dictionaries: Readonly<Partial<Record<Language, Glosses>>> = { es, de, fr }
