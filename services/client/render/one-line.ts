import { stripControls } from '../strip-controls.ts'

/** Text from outside on one line of at most `most` characters. */
export function oneLine(text: string, most: number): string {
  const clean = stripControls(text.slice(0, most * 8))
    .replace(/\s+/g, ' ')
    .trim()
  return clean.length > most ? `${clean.slice(0, most - 3)}...` : clean
}
