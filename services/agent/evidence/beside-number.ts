import type { WrittenNumber } from './numbers.ts'
import { stem, wordsOf } from './words.ts'

/** `3 of 6 tasks`: `of`, `6`. */
export const nextOf = (text: string, { index, text: number }: WrittenNumber): string[] => {
  const after = text.slice(index + number.length, index + number.length + 40)
  return wordsOf(/^[^.;:()]*/.exec(after)?.[0] ?? '')
    .slice(0, 2)
    .map(stem)
}

export function wordsAround(text: string, { index, text: number }: WrittenNumber): string[] {
  const before = text.slice(Math.max(0, index - 30), index)
  const after = text.slice(index + number.length, index + number.length + 45)
  return [...wordsOf(before).slice(-3), ...wordsOf(after).slice(0, 5)].map(stem)
}
