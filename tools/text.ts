import { isRecord } from './json.ts'

/**
 * The beginning of a text, of at most `most` UTF-16 units and whole characters: neither half of an
 * emoji nor a letter without its accents, which strict JSON parsers and terminals choke on.
 */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text
  if (plainLetter.test(text.slice(most - 1, most + 1))) return text.slice(0, most)
  const from = Math.max(0, most - lookBack)
  const around = characters.segment(text.slice(from, most + lookBack))
  const start = from + (around.containing(most - from)?.index ?? most - from)
  // A character longer than any that people write is cut where it is still well-formed.
  return text.slice(0, start > from || from === 0 ? start : most).toWellFormed()
}

/** Without what was cut, an ellipsis in its place. */
export const ellipsis = (text: string, most: number): string =>
  text.length <= most ? text : `${cutText(text, most - 1)}…`

/** All texts of a JSON value without halves of characters: a result says again what it was asked. */
export function wellFormed(value: unknown, levels = mostLevels): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (levels === 0) return value
  if (Array.isArray(value)) return value.map((entry) => wellFormed(entry, levels - 1))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.toWellFormed(),
      wellFormed(member, levels - 1),
    ]),
  )
}

/** What is nested deeper is refused wherever it is looked at. */
const mostLevels = 50

const plainLetter = /^[\x20-\x7e]{2}$/
/** As long as families of emoji and stacked accents are. */
const lookBack = 64
const characters = new Intl.Segmenter('en')
