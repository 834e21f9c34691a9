import type { Evidence } from '../../agent/events.ts'
import { type Look, paint } from './look.ts'
import { oneLine } from './one-line.ts'

/**
 * The lines of an answer that say what nothing backs, once more and with that marked: what is printed
 * cannot be taken back. Long ones are cut around it; without colours brackets mark.
 */
export function markedLines(
  answer: string,
  { unbacked }: Pick<Evidence, 'unbacked'>,
  look: Look,
): string[] {
  const texts = unbacked.map(({ text }) => oneLine(text, 200)).filter((text) => text !== '')
  const lines = answer.split('\n').map((line) => unmarked(oneLine(line, 5_000)))
  const found = lines.flatMap((line) => {
    const at = texts.map((text) => placeOf(line, text)).filter((place) => place !== undefined)
    return at.length === 0 ? [] : [marked(line, at, look)]
  })
  const more = found.length - mostLines
  return more > 0
    ? [...found.slice(0, mostLines), `  ${look.symbols.ellipsis} ${more} more lines`]
    : found
}

const mostLines = 6
const around = 60

interface Place {
  from: number
  to: number
}

/** As a word of its own: not the 3 of 13. */
function placeOf(line: string, text: string): Place | undefined {
  for (let from = line.indexOf(text); from !== -1; from = line.indexOf(text, from + 1)) {
    const to = from + text.length
    const isWithin = (at: number, inner: number) =>
      /[\p{L}\p{N}]/u.test(line.charAt(at)) && /[\p{L}\p{N}]/u.test(line.charAt(inner))
    if (!isWithin(from - 1, from) && !isWithin(to, to - 1)) return { from, to }
  }
  return undefined
}

function marked(line: string, places: readonly Place[], look: Look): string {
  const [first = { from: 0, to: 0 }] = places.toSorted((one, other) => one.from - other.from)
  const begin = first.from > around ? first.from - around : 0
  const end = Math.min(line.length, first.to + around)
  let text = begin > 0 ? look.symbols.ellipsis : ''
  let at = begin
  for (const { from, to } of places.toSorted((one, other) => one.from - other.from)) {
    if (from < at || to > end) continue
    const word = line.slice(from, to)
    const mark = look.colours
      ? paint(look, ['yellow'], `${word} [not backed]`)
      : `[not backed: ${word}]`
    text += line.slice(at, from) + mark
    at = to
  }
  return `  ${text}${line.slice(at, end)}${end < line.length ? look.symbols.ellipsis : ''}`
}

/** Without what Markdown marks with: the line is read, and not set again. */
const unmarked = (line: string) =>
  line
    .replace(/\*\*|`|^#{1,6} |^\|\s*|\s*\|$/g, '')
    .replaceAll(/\s*\|\s*/g, '  ')
    .trim()
