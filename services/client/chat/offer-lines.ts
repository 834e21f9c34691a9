import { type Look, paint } from '../render/look.ts'
import { wrapped } from '../render/wrapped.ts'

/** Questions with the numbers that ask them; one that is too long goes on under its own words. */
export function offerLines(offered: readonly string[], look: Look): string[] {
  return offered.flatMap((question, at) =>
    wrapped([{ text: question, styles: [] }], { ...look, columns: look.columns - 2 }).map(
      (line, row) => paint(look, ['dim'], `${row === 0 ? at + 1 : ' '} ${line}`),
    ),
  )
}
