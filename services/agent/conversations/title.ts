import { stripVTControlCharacters } from 'node:util'

/** One line of at most 80 characters, without anything that could steer a terminal. */
export function titleOf(text: string): string {
  const lines = stripVTControlCharacters(text.toWellFormed())
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.replace(unprintable, ' ').replace(/\s+/g, ' ').trim())
  const line = lines.find((line) => line !== '') ?? 'Untitled'
  return Array.from(line).slice(0, 80).join('').trim()
}

/** Controls, and those that turn the direction of text. */
const unprintable = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu
