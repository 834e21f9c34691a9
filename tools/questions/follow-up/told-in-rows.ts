import { camelWords, stem } from '../words/stem.ts'
import type { Resolved, Row, Shown } from './shown.ts'

/**
 * `whose are they?`, `when were they last used?`, `who opened it?`: what a recipe has told of each of its rows
 * in a column of its own is said of each, and not asked again. Undefined where no column says it.
 */
export function toldInRows(text: string, shown: Shown): Resolved | undefined {
  const { call, rows } = shown
  if (call?.operation.startsWith('recipe:') !== true) return undefined
  // How many it was, was told with what failed.
  const counted = howMany.test(text) ? (shown.said ?? '').split('\n').slice(0, 3).join(' ') : ''
  if (counted !== '' && /^recipe:(?:failed_runs|metrics)$/.test(call.operation))
    return { question: text, said: counted, isTold: true }
  if (notOfRows.test(call.operation)) return undefined
  const asked = asks.find(({ says }) => says.test(text))
  const inWords = toldInWords(text, shown)
  if (inWords !== undefined) return { question: text, said: inWords, isTold: true }
  if (asked === undefined || rows.length === 0 || rows.length > most) return undefined
  const word = asked.says.exec(text)?.[1]?.toLowerCase() ?? ''
  const member = memberOf(rows, asked.column(word))
  if (member === undefined) return undefined
  const told = rows.map((row) => ({ row, value: readable(row.members?.[member] ?? '', member) }))
  // What holds of none says nothing.
  if (told.every(({ value }) => value === '')) return undefined
  return { question: text, said: asSaid(told, member), isTold: true }
}

/**
 * `when will it be forced on analytics-db?`: the part of what a row says in which each word of the question stands,
 * of the row that it names, or of the only one.
 */
function toldInWords(text: string, { rows }: Shown): string | undefined {
  const named = rows.filter(({ name }) => speaksOf(text, name))
  const [row, ...others] = named.length > 0 ? named : rows
  if (row === undefined || others.length > 0 || !asksFact.test(text)) return undefined
  const words = (
    text
      .replace(row.name, ' ')
      .toLowerCase()
      .match(/[a-z]{3,}/g) ?? []
  )
    .filter((word) => !small.test(word))
    .map(stem)
  if (words.length === 0 || words.length > 3) return undefined
  const parts = Object.entries(row.members ?? {})
    .filter(([member]) => !/^(?:evidence|name|kind|region)$/i.test(member))
    .flatMap(([, value]) => value.split(/;\s+/))
  const told = parts.find((part) => {
    const said = new Set((part.toLowerCase().match(/[a-z]{3,}/g) ?? []).map(stem))
    return / /.test(part) && words.every((word) => said.has(word))
  })
  return told === undefined ? undefined : `**${nameOf(row)}**: ${told}.`
}

const speaksOf = (text: string, name: string) =>
  new RegExp(`(?<![\\w.-])${RegExp.escape(name)}(?![\\w-])`).test(text)

const asksFact =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|now|then)\b,? *)*(?:when|until when|by when|what|on (?:what|which) day|how (?:soon|long)|is|will|does|has|was)\b/i

/** What says nothing of the row. */
const small =
  /^(?:and|but|the|that|this|when|until|what|which|how|soon|long|will|does|did|has|have|was|were|for|its|they|them|those|these|happen\w*|there|then|database|on|be|of|is|are|day|again|exactly)$/

function asSaid(told: readonly { row: Row; value: string }[], member: string): string {
  const each = told.map(({ row, value }) =>
    value === '' ? `${nameOf(row)}: not told` : `${nameOf(row)}: **${value}**`,
  )
  const [only, ...others] = new Set(told.map(({ value }) => value))
  if (told.length === 1 || others.length > 0)
    return each.length === 1
      ? `${each[0]}${ofColumn(member)}.`
      : each.map((line) => `- ${line}`).join('\n')
  return `**${only}**${ofColumn(member)}, of ${told.map(({ row }) => nameOf(row)).join(', ')}.`
}

/** A moment to the minute, a number of days as one. */
const readable = (value: string, member: string) =>
  /days$/i.test(member) && /^\d+$/.test(value)
    ? `${Number(value).toLocaleString('en-US')} days`
    : /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)
      ? `${value.slice(0, 16).replace('T', ' ')} UTC`
      : value

const ofColumn = (member: string) => ` (${camelWords(member).join(' ')})`

const nameOf = ({ name, noun }: Row) => `${noun} ${name}`.trim()

const most = 15

/** Rows of these are of what was done and paid, and are told of in other ways. */
const notOfRows =
  /^recipe:(?:recent_changes|cost|spend_by_service|bill_increase|metrics|database_load|overview|connections|service_errors)$/

/** The one column that is called so, in any of the rows. */
function memberOf(rows: readonly Row[], called: RegExp): string | undefined {
  const members = new Set(rows.flatMap(({ members = {} }) => Object.keys(members)))
  const found = [...members].filter((member) => called.test(camelWords(member).join(' ')))
  return found.length === 1 ? found[0] : found.find((one) => /^(?:user|who|owner)$/i.test(one))
}

interface Ask {
  /** Its first group is what is asked of: `used`. */
  says: RegExp
  column: (word: string) => RegExp
}

const lead = '^\\W*(?:(?:and|but|so|ok(?:ay)?|now|then|also)\\b,? *)*'
const them =
  '(?:they|them|those|these|it|that|each(?: of (?:them|those|these))?|(?:those|these|the) \\w+)'

const asks: readonly Ask[] = [
  {
    says: new RegExp(
      `${lead}(?:whose(?: \\w+)? (?:is|are) ${them}|who(?:m)? (?:do|does) ${them} belong to|which (?:user|person)s? (?:do|does|has|have|is|are) .*${them}.*|(?:by )?who(?:m)?(?: (?:has|have|was|is|did|are))*(?: (open|start|launch|creat|trigger|cause|caus)\\w*)?(?: ${them})?(?: (?:by|up))?)\\W*$`,
      'i',
    ),
    column: (word) =>
      word === '' ? /^(?:user|who|owner|by)$/i : new RegExp(`^(?:who|user|${word}\\w* ?by)$`, 'i'),
  },
  {
    says: new RegExp(
      `${lead}(?:when|since when|how long ago|what time|on which day|until when)(?: exactly)? (?:is|are|was|were|did|do|does|has|have|will)(?: ${them})?(?: (?:last|first|be|been|all|each|get|got|it|most recently))* (us|creat|made|rotat|chang|modif|expir|push|start|scan|fail|end)\\w*(?: (?:last|up|exactly))?\\W*$`,
      'i',
    ),
    column: (word) => columnsOf[word] ?? new RegExp(`\\b${word}\\w*`, 'i'),
  },
  {
    says: new RegExp(`${lead}how (old) (?:is|are) ${them}\\W*$`, 'i'),
    column: () => /^age\b|\bage days$/i,
  },
  {
    says: new RegExp(`${lead}(last use)d?(?: when)?(?:,? (?:by )?each(?: of them)?)?\\W*$`, 'i'),
    column: () => /^last us/i,
  },
]

const howMany =
  /^\W*(?:(?:and|but|so)\b,? *)*how many(?: (?:times|failed|failures|errors|were there|was it))*\W*$/i

const columnsOf: Readonly<Record<string, RegExp>> = {
  us: /^last us/i,
  creat: /^creat/i,
  made: /^creat/i,
  rotat: /^last rotated/i,
  chang: /^(?:last )?(?:changed|modified)/i,
  modif: /^(?:last )?(?:changed|modified)/i,
  expir: /^(?:day|expir|support ends)/i,
  end: /^(?:day|ends|support ends)/i,
  start: /^(?:since|started|began)/i,
  fail: /^(?:time|failed|since|last)/i,
}
