import { ordinals, quoted } from './meant.ts'
import type { Row, Shown } from './shown.ts'

/** `the last two`, `the second and third one`, `both`: the rows of those numbers. */
export function severalOf(
  text: string,
  { rows }: Shown,
): { text: string; rows: Row[] } | undefined {
  const found = phrase(text, rows)
  if (found === undefined || found.rows.length === 0) return undefined
  const noun = nounOf(found.rows)
  const names = found.rows.map(({ name }) => quoted(name)).join(', ')
  const subject = `${noun} ${names}`.trim()
  const rest = text.replace(found.said, '').replace(/^[\s,:;-]+|[\s?!.]+$/g, '')
  if (/^(?:and|only|just|show|list|show me|give me)?$/i.test(rest))
    return { text: `list ${subject}`, rows: found.rows }
  const [, verb, tail] =
    /^(?:and )?(is|are|was|were|do|does|did|has|have|can|could) (?:they|it|these|those|both)(?: both| all)? (.+)$/i.exec(
      rest,
    ) ?? []
  if (verb !== undefined) return { text: `${verb} ${subject} ${tail}?`, rows: found.rows }
  const named = text.replace(new RegExp(`(?:of )?${RegExp.escape(found.said)}`, 'i'), (said) =>
    /^of /i.test(said) ? `of ${subject}` : subject,
  )
  return { text: named.replace(/,? \b(?:do|are) they\b/i, ''), rows: found.rows }
}

const counts = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

function phrase(text: string, rows: readonly Row[]) {
  const [said, end = '', many = ''] = ofEnd.exec(text) ?? []
  if (said !== undefined) {
    const count = Number.isNaN(Number(many)) ? counts.indexOf(many.toLowerCase()) : Number(many)
    if (count < 2 || count > mostSeveral || count > rows.length) return undefined
    return { said, rows: /first/i.test(end) ? rows.slice(0, count) : rows.slice(-count) }
  }
  const [pair, one = '', other = ''] = twoOf.exec(text) ?? []
  if (pair !== undefined)
    return { said: pair, rows: [one, other].flatMap((each) => at(each, rows)) }
  const [both] = /^\W*(?:and )?both(?: of them)?\b|\bboth of them\b/i.exec(text) ?? []
  return both !== undefined && rows.length === 2 ? { said: both, rows: [...rows] } : undefined
}

const at = (said: string, rows: readonly Row[]): Row[] => {
  const digits = /\d+/.exec(said)?.[0]
  const place = digits === undefined ? ordinals.indexOf(said.toLowerCase()) : Number(digits) - 1
  const row = /last/i.test(said) ? rows.at(-1) : rows[place]
  return row === undefined ? [] : [row]
}

const mostSeveral = 8

const ofEnd =
  /\b(?:the )?(first|last|final|bottom) (\d|two|three|four|five|six|seven|eight)(?: (?:ones?|of (?:them|those|these)|rows|items))?(?! ?(?:minutes?|hours?|days?|weeks?|months?|quarters?|years?)\b)(?=$|[ ,.?!:;])/i

const place = `(?:${ordinals.join('|')}|last|\\d{1,2}(?:st|nd|rd|th))`
const twoOf = new RegExp(
  `\\b(?:the )?(${place}|(?:number |#)\\d{1,2})(?: one)? and (?:the )?(${place}|#?\\d{1,2})(?: ones?)?(?=$|[ ,.?!:;])`,
  'i',
)

function nounOf(rows: readonly Row[]): string {
  const nouns = new Set(rows.map(({ noun }) => noun))
  const [noun = ''] = nouns
  return nouns.size === 1 ? noun : ''
}
