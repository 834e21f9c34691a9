import { isRecord, type Json } from '../../json.ts'
import type { Plan, Word } from '../plan.ts'
import { isDenied } from '../words/negation.ts'
import { camelWords } from '../words/stem.ts'
import type { Field } from './fields.ts'

/** A member that a question calls by its whole name, with a value that it has where one follows. */
export interface Phrase {
  field: Field
  at: number
  length: number
  /** As the question says it. */
  said: string
  values?: readonly Json[]
  denied: boolean
}

/** `health status is not healthy`, `running count`, `Env tag prod`: the longest names first. */
export function phrasesSaid({ question }: Plan, fields: readonly Field[], items: readonly Json[]) {
  const found: Phrase[] = []
  const labelled = fields
    .flatMap((field) => labelsOf(field).map((words) => ({ field, words })))
    .toSorted((a, b) => b.words.length - a.words.length || a.field.depth - b.field.depth)
  for (const { field, words } of labelled) {
    const values = valuesOf(field, items)
    const phrase =
      phraseOf(question, { field, words, values }) ??
      linkOf(question, { field, words, values }, items)
    if (phrase !== undefined && !found.some((one) => overlaps(one, phrase))) found.push(phrase)
  }
  return found
}

/** Words of the plan that stand within a phrase. */
export const wordsWithin = ({ at, length }: Phrase, words: readonly Word[]): Word[] =>
  words.filter((word) => word.at >= at && word.at < at + length)

const overlaps = (one: Phrase, other: Phrase) =>
  one.at < other.at + other.length && other.at < one.at + one.length

function labelsOf({ name, type }: Field): string[][] {
  const tag = /^tag (.+)$/.exec(name)?.[1]
  if (tag !== undefined) return [[tag, 'tag']]
  if (type === 'date') return []
  const words = camelWords(name.slice(name.lastIndexOf('.') + 1))
  return words.length === 0 || words.length > 5 ? [] : [words]
}

const valuesOf = (field: Field, items: readonly Json[]): string[] =>
  field.type !== 'text'
    ? []
    : [...new Set(items.flatMap(field.of))].filter(
        (value): value is string =>
          typeof value === 'string' &&
          value.length > 0 &&
          (value.length <= 40 || value.startsWith('arn:')),
      )

const lastOf = (arn: string) => arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1)

/** An item's own ARN ends in a name that another of its members has, and leads to nothing else. */
const isOwn = (field: Field, items: readonly Json[]): boolean =>
  items.every((item) => {
    const [arn] = field.of(item)
    return (
      typeof arn !== 'string' ||
      (isRecord(item) &&
        Object.values(item).some(
          (value) => typeof value === 'string' && value !== arn && lastOf(value) === lastOf(arn),
        ))
    )
  })

/** “The prod cluster”, of services whose `clusterArn` ends in that: what an ARN leads to goes by its last part. */
function linkOf(
  question: string,
  { field, words, values }: { field: Field; words: readonly string[]; values: readonly string[] },
  items: readonly Json[],
): Phrase | undefined {
  const arns = values.filter((value) => value.startsWith('arn:'))
  if (words.length < 2 || words.at(-1) !== 'arn' || field.depth > 1 || arns.length === 0)
    return undefined
  const label = words
    .slice(0, -1)
    .map((word) => RegExp.escape(word))
    .join('[ _-]?')
  const last = [...new Set(arns.map(lastOf))]
    .toSorted((a, b) => b.length - a.length)
    .map((one) => RegExp.escape(one))
    .join('|')
  const match = new RegExp(
    `(?<![\\w-])(?:${label} ["']?(?<after>${last})["']?|["']?(?<before>${last})["']? ${label})(?![\\w-]|[./:]\\w)`,
    'i',
  ).exec(question)
  if (match === null || isOwn(field, items)) return undefined
  const wanted = (match.groups?.after ?? match.groups?.before ?? '').toLowerCase()
  return {
    field,
    at: match.index,
    length: match[0].length,
    said: `${words.slice(0, -1).join(' ')} ${wanted}`,
    values: arns.filter((arn) => lastOf(arn).toLowerCase() === wanted),
    denied: isDenied(question, match.index, 0),
  }
}

function phraseOf(
  question: string,
  { field, words, values }: { field: Field; words: readonly string[]; values: readonly string[] },
): Phrase | undefined {
  const label = words.map((word) => RegExp.escape(word)).join('[ _-]?')
  const value = values
    .toSorted((a, b) => b.length - a.length)
    .map((one) => RegExp.escape(one))
    .join('|')
  const start = `(?<![\\w-])${label}s?(?![\\w-])`
  if (value !== '') {
    const pattern = new RegExp(
      `${start}(?:(?: (?:is|are|was|of|equals?|set to|being|as|=|:))* ?(not |n't |other than )? ?["']?(${value})["']?)(?![\\w-]|[./:]\\w)`,
      'i',
    )
    const match = pattern.exec(question)
    const [said, not, wanted = ''] = match ?? []
    if (match !== null && said !== undefined)
      return {
        field,
        at: match.index,
        length: said.length,
        said: `${words.join(' ')} ${wanted}`,
        values: values.filter((one) => one.toLowerCase() === wanted.toLowerCase()),
        denied: (not !== undefined) !== isDenied(question, match.index, 0),
      }
  }
  // One word alone may be anything.
  if (words.length < 2 || /^(?:tag|id|name)$/.test(words.at(-1) ?? '')) return undefined
  const match = new RegExp(start, 'i').exec(question)
  return match === null
    ? undefined
    : {
        field,
        at: match.index,
        length: match[0].length,
        said: match[0].toLowerCase(),
        denied: isDenied(question, match.index, match[0].length),
      }
}
