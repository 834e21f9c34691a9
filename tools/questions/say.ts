import type { Json } from '../json.ts'
import { said as bounded, counted, listed } from '../recipes/evidence/wording.ts'
import type { Condition } from './lens/condition.ts'
import { type Field, isScalar } from './lens/fields.ts'
import type { Seen } from './lens/seen.ts'
import { short } from './things/identity.ts'
import type { Kind } from './things/kind.ts'
import type { Thing } from './things/list-things.ts'
import { camelWords } from './words/stem.ts'

export interface Told {
  kind: Pick<Kind, 'noun' | 'plural'>
  /** What holds. */
  kept: readonly Thing[]
  /** How many hold it, where only the first of them are shown. */
  meant?: number
  /** Of how many. */
  all: number
  /** Those of them that do not hold it, where it is asked of all. */
  others?: readonly Thing[]
  seen: Seen
  asked: string
  /** The question: of all of them it is a yes where all hold it. */
  question?: string
  /** `in eu-west-1`, or nothing. */
  where: string
}

export const pluralOf = ({ noun, plural }: Pick<Kind, 'noun' | 'plural'>): string =>
  plural ??
  (/[^aeiou]y$/.test(noun)
    ? `${noun.slice(0, -1)}ies`
    : /(?:s|x|ch|sh)$/.test(noun)
      ? `${noun}es`
      : `${noun}s`)

/** `are all …`, `does every …`, `are our …s`: of each of them. */
export const asksOfAll =
  /^(?:so |and |but )?(?:(?:are|do|have|were|did|can) (?:all|both|(?:our|my) (?=[a-z]+s (?!(?:for|in|of|with|that|which|on|from|behind|named|called|tagged)\b))|the (?=(?:[a-z]+ )?[a-z]+[^s\W]s (?:of|in|on|behind|for|from)\b))|(?:is|does|has|was|did|can) (?:every|each)|(?:is|are|do|does|have|has|was|were|did) (?!there\b|any\b).* (?:for|on|in|by|at|of|with|across) (?:all|every|each|both) (?!regions?\b|accounts?\b|environments?\b|zones?\b))\b/i

/** Whether the last that was asked is asked of each: `are both still active?` of those before. */
export function asksOfEach(question: string): boolean {
  const last = question.slice(question.lastIndexOf(';') + 1).trim()
  const isOfThose = /^(?:so |and |but )?(?:are|do|have|were) (?:they|those|these|both)\b/i.test(
    last,
  )
  return asksOfAll.test(last) || (isOfThose && last !== question.trim())
}

/** The answer in one line: how many of how many, under which conditions, and which. */
export function tell(told: Told): string {
  const { kind, kept, meant, all, seen, asked, question = '', where, others = [] } = told
  const plural = pluralOf(kind)
  const among = seen.among ?? []
  const wanted = seen.conditions.filter((one) => !among.includes(one))
  const of = `${among.length === 0 ? '' : ` that${conditionsSaid(among, all)}`}${where}`
  const conditions = conditionsSaid(wanted, kept.length)
  // Where all conditions say of which it is asked, what was asked of them holds already.
  const isAsked = wanted.length > 0 || among.length === 0
  const isOfSome = isAsked && asksOfEach(question) && (meant ?? kept.length) < all
  const holds = kept.length === 0 ? 'No: ' : isOfSome ? 'Not all: ' : 'Yes: '
  // Of all of them nothing is affirmed where nothing was looked for.
  const isOpen = seen.conditions.length === 0 && asksOfEach(question)
  const yes = asked === 'yesno' && !isOpen ? holds : ''
  if (kept.length === 0) {
    const none =
      all === 0
        ? `There are no ${plural}${of}.`
        : `None of ${counted(all, kind.noun, plural)}${of}${conditions}.`
    return cap(`${yes}${yes === '' ? none : lower(none)}`)
  }
  const isCut = meant !== undefined && meant > kept.length && seen.conditions.length > 0
  if (isCut) {
    const those = `${counted(meant, kind.noun, plural)}${where} that${conditionsSaid(seen.conditions, meant)}`
    return cap(`${yes}**${kept.length} of ${those}**: ${namesSaid(kept, seen)}.`)
  }
  const count =
    seen.conditions.length === 0 || kept.length === all
      ? counted(kept.length, kind.noun, plural)
      : `${kept.length.toLocaleString('en-US')} of ${counted(all, kind.noun, plural)}`
  const isWhole =
    seen.conditions.length === 0 && seen.order === undefined && seen.columns.length === 0
  const names = isWhole && kept.length > 5 ? placesSaid(kept) : namesSaid(kept, seen)
  return cap(
    `${yes}**${count}**${of}${conditions}${names === '' ? '' : `: ${names}`}.${othersSaid(others, seen)}`,
  )
}

/** Which of them are not so, with what they have instead: who asks of all wants those. */
function othersSaid(others: readonly Thing[], { conditions, among = [] }: Seen): string {
  if (others.length === 0) return ''
  const columns = conditions
    .filter((one) => !among.includes(one) && one.field.type !== 'boolean')
    .map(({ field }) => field)
  const names = namesSaid(others, { conditions: [], columns, unused: [] })
  return ` Not so: ${names}.`
}

/** `13 in us-east-1 and 7 in eu-west-1`, where they are in several. */
function placesSaid(kept: readonly Thing[]): string {
  const places = Map.groupBy(kept, ({ region }) => region)
  if (places.size < 2) return ''
  return listed(
    [...places].map(([region, of]) => `${of.length} in ${region}`),
    4,
  )
}

/** `who` and what was asked of each, in as far as they fit in a sentence. */
function namesSaid(kept: readonly Thing[], { columns, conditions }: Seen): string {
  // What something is not leaves open what it is.
  const decided = new Set(
    conditions.flatMap(({ field, denied, test }) => (denied && test.is === 'oneOf' ? [] : [field])),
  )
  const told = columns
    .filter((field) => !decided.has(field) || field.type === 'date' || field.type === 'number')
    .slice(0, 2)
  const regions = new Set(kept.map(({ region }) => region))
  const each = kept.map(({ name, region, item }) => {
    const values = told.map((field) => valueSaid(field, item)).filter((value) => value !== '')
    const place = regions.size > 1 && region !== 'global' ? [region] : []
    const beside = [...values, ...place]
    return `${bounded(name, 80)}${beside.length === 0 ? '' : ` (${beside.join(', ')})`}`
  })
  return listed(each, 12)
}

export function valueSaid(field: Field, item: Json): string {
  const values = field.of(item).filter(isScalar)
  if (field.type === 'date')
    return values
      .slice(0, 1)
      .map((value) => dayOf(value))
      .join('')
  return bounded(
    values
      .slice(0, 3)
      .map((value) =>
        typeof value === 'number' && /bytes$/i.test(field.name)
          ? sizeSaid(value)
          : /(?:seconds|messageretentionperiod)$/i.test(field.name) && Number(value) >= 0
            ? lengthSaid(Number(value))
            : typeof value === 'number' && ofDays.test(field.name)
              ? `${value} day${value === 1 ? '' : 's'}`
              : (policySaid(value) ?? shortImage(String(value))),
      )
      .join(', '),
    100,
  )
}

/** A small policy in words: `dead letter target order-events-dlq, max receive count 3`. */
function policySaid(value: Json): string | undefined {
  if (typeof value !== 'string' || !/^\{.*\}$/s.test(value)) return undefined
  const entries = entriesOf(value)
  const isSmall = entries.length > 0 && entries.length <= 4
  return isSmall && entries.every(([, one]) => isScalar(one))
    ? entries
        .map(
          ([name, one]) =>
            `${camelWords(name.replace(/Arn$/, '')).join(' ')} ${short(String(one))}`,
        )
        .join(', ')
    : undefined
}

function entriesOf(text: string): [string, Json][] {
  try {
    return Object.entries(JSON.parse(text))
  } catch {
    return []
  }
}

/** Members whose number is one of days. */
const ofDays = /(?:days|backupretentionperiod|insightsretentionperiod)$/i

/** `2 hours 59 minutes` in place of 10769: the two largest parts. */
function lengthSaid(seconds: number): string {
  const parts = [
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
    [1, 'second'],
  ] as const
  let left = Math.round(seconds)
  const said = parts.flatMap(([each, unit]) => {
    const many = Math.floor(left / each)
    left -= many * each
    return many === 0 ? [] : [`${many} ${unit}${many === 1 ? '' : 's'}`]
  })
  return said.slice(0, 2).join(' ') || '0 seconds'
}

/** `5.8 TB`; what is small stays exact. */
function sizeSaid(bytes: number): string {
  const step = Math.floor(Math.log10(Math.max(bytes, 1)) / 3)
  const value = bytes / 1000 ** step
  return step === 0 ? `${bytes} bytes` : `${Number(value.toPrecision(3))} ${' kMGTP'[step]}B`
}

/** Of a container image the repository and its tag: the registry is the same for all. */
const shortImage = (value: string) =>
  /^[\w.-]+\.amazonaws\.com\/[\w./-]+[:@]/.test(value)
    ? value.slice(value.lastIndexOf('/') + 1)
    : value

const dayOf = (value: Json): string => {
  const time =
    typeof value === 'number'
      ? new Date(value > 1e11 ? value : value * 1000)
      : new Date(String(value))
  return Number.isNaN(time.getTime())
    ? String(value)
    : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** ` are stopped and have Env prod`, for one or many. */
export function conditionsSaid(conditions: readonly Condition[], count: number): string {
  if (conditions.length === 0) return ''
  const one = count === 1
  const none = count === 0
  const adjectives = conditions.flatMap(({ said }) => ('adjective' in said ? [said.adjective] : []))
  const having = conditions.flatMap(({ said }) => ('having' in said ? [said.having] : []))
  const parts = [
    ...(adjectives.length === 0
      ? []
      : [`${one || none ? 'is' : 'are'} ${adjectives.join(' and ')}`]),
    ...having.map((what) => `${one || none ? 'has' : 'have'} ${what}`),
  ]
  return ` ${parts.join(' and ')}`
}

const cap = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** A member in words: `BucketVersioning.Status` is its bucket versioning status. */
export const fieldSaid = ({ name }: Pick<Field, 'name'>): string =>
  name.startsWith('tag ')
    ? name
    : name === 'NotAfter'
      ? 'expiry'
      : [...new Set(name.split('.').slice(-2).flatMap(camelWords))].join(' ')
