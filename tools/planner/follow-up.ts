import { readSlots } from './slots.ts'
import { takePeriod } from './time.ts'
import { contentWords } from './vocabulary.ts'

/**
 * The whole question that a follow-up means: `and in eu-west-1?` is the previous question with
 * another region. What it does not name again stays; a question of its own stays as it is.
 */
export function followUp(question: string, previous: string | undefined): string {
  if (previous === undefined || !opening.test(question)) return question
  const said = partsOf(question.replace(opening, ' '))
  const before = partsOf(previous)
  const alone = nameOf(said.rest, before)
  const names = alone.length > 0 ? alone : said.names
  const subject = names === said.names ? said.rest.replace(nameLike, ' ') : ''
  const isNewSubject = contentWords(subject).some((word) => !placeholders.has(word))
  return join(isNewSubject ? { ...said, names: [] } : withName(before, names), {
    where: said.where ?? before.where,
    period: said.period ?? before.period,
    narrowed: isNewSubject ? undefined : (said.narrowed ?? before.narrowed),
  })
}

/** `and`, `what about`, `only`: with these a question leans on the one before it. */
const opening =
  /^\s*(?:(?:ok(?:ay)?|now|then|but|so),? )?(?:and|also|what about|how about|only|just|same(?: for| in)?|now|but|or)\b,?\s*/i

/** What stands for the things that were asked about. */
const placeholders = new Set(['one', 'same', 'only', 'again'])

interface Parts {
  /** Without the parts below. */
  rest: string
  names: readonly string[]
  /** `in eu-west-1`. */
  where: string | undefined
  period: string | undefined
  /** A state or a tag, as `only running`. */
  narrowed: string | undefined
}

function partsOf(question: string): Parts {
  const { rest: untimed, period } = takePeriod(question.trim().replace(/[?!.]+$/, ''))
  const { region } = readSlots(untimed)
  const names = [...untimed.matchAll(nameLike)]
    .map(([name]) => name)
    .filter((name) => !isRegion(name))
  const state = narrowing.exec(untimed)?.[0]
  const rest = (region === undefined ? untimed : withoutRegion(untimed)).replace(narrowing, ' ')
  return { rest: rest.trim(), names, where: whereOf(region), period, narrowed: state }
}

const nameLike = /\barn:aws\S+|\b[a-z\d]+(?:[-_./][a-z\d]+)+\b/gi
const narrowing =
  /\b(?:running|stopped|pending|terminated|unattached|attached|failed|firing)\b|\b(?:without|with) an? \S+ tag\b|\btagged \S+/i

const isRegion = (name: string) => readSlots(name).region !== undefined

const whereOf = (region: string | string[] | undefined): string | undefined => {
  if (region === undefined) return undefined
  return region === 'all' ? 'in all regions' : `in ${[region].flat().join(' and ')}`
}

/** `in us-east-1 and Ireland` goes as a whole. */
const withoutRegion = (question: string): string =>
  question
    .replace(/[\w-]+/g, (word) => (isRegion(word) ? mark : word))
    .replace(/\b(?:all|every|any) (?:the )?(?:enabled )?regions?\b/gi, mark)
    .replace(
      new RegExp(`,? *(?:\\b(?:in|across|for) )?${mark}(?:,? *(?:and |or )?${mark})*`, 'g'),
      '',
    )

const mark = '\u0000'

/** A word alone is a name where the question before had one, as `alice`; a plural is a subject. */
function nameOf(rest: string, before: Parts): string[] {
  const words = rest.match(/[\w-]+/g) ?? []
  const [word] = words
  const isName = words.length === 1 && word !== undefined && !/s$/.test(word)
  return isName && namesIn(before).length > 0 ? [word] : []
}

const namesIn = ({ names, rest }: Parts): readonly string[] =>
  names.length > 0 ? names : readSlots(rest).names.map(({ name }) => name)

function withName(before: Parts, names: readonly string[]): Parts {
  const [name] = names
  const [old] = namesIn(before)
  if (name === undefined) return before
  const rest = old === undefined ? `${before.rest} ${name}` : before.rest.replace(old, name)
  return { ...before, rest }
}

function join(
  { rest }: Parts,
  { where, period, narrowed }: Pick<Parts, 'where' | 'period' | 'narrowed'>,
): string {
  return [rest, narrowed, where, period]
    .filter((part) => part !== undefined && part !== '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
}
