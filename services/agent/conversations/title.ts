import { stripVTControlCharacters } from 'node:util'

/** One line of at most 80 characters, without anything that could steer a terminal. */
export function titleOf(text: string): string {
  const lines = stripVTControlCharacters(text.toWellFormed())
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.replace(unseen, '').replace(unprintable, ' ').replace(/\s+/g, ' ').trim())
  const line = lines.find((line) => line !== '') ?? 'Untitled'
  return Array.from(line).slice(0, 80).join('').trim()
}

/** Controls, and those that turn the direction of text. */
const unprintable = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu

/**
 * What is written and not seen: marks, blanks without width, and the letters of U+E0000 that only a
 * program reads. What joins letters and emoji is none.
 */
const unseen =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu
