import stringWidth from 'string-width'
import { graphemes } from './graphemes.ts'

/** Columns that a text takes: escape sequences none, East Asian characters and emoji two. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length
  return remembered.get(text) ?? remember(text, stringWidth(text))
}

/** Measuring takes microseconds, and what is not ASCII comes again: marks, characters, words. */
const remembered = new Map<string, number>()

function remember(text: string, width: number): number {
  if (remembered.size >= 2_000) remembered.clear()
  if (text.length <= 20) remembered.set(text, width)
  return width
}

/** What a reader takes for characters, so that none is cut in two. */
export function characters(text: string): string[] {
  return Array.from(graphemes(text), ({ segment }) => segment)
}

/** `text` in at most `most` columns, with `ellipsis` for what is left out. */
export function cutTo(text: string, most: number, ellipsis: string): string {
  if (displayWidth(text) <= most) return text
  let left = most - displayWidth(ellipsis)
  const kept = characters(text).filter((character) => {
    left -= displayWidth(character)
    return left >= 0
  })
  return `${kept.join('')}${ellipsis}`
}

export function padTo(text: string, width: number, shown = displayWidth(text)): string {
  return `${text}${' '.repeat(Math.max(0, width - shown))}`
}

/** A line may break after it: scripts that are written without spaces, and the space of no width. */
export const breakableAfter = /[\u200b\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\uff01-\uff60]/u
