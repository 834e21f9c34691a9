import { type Look, paint } from './look.ts'

/** A model's thoughts on one line, however long they are: that there were some, and how many. */
export function foldedThoughts(look: Look) {
  let words = 0
  let startedAt = 0
  let isInWord = false
  return {
    take(text: string): void {
      if (startedAt === 0) startedAt = performance.now()
      for (const piece of text.split(/(\s+)/)) {
        if (piece === '') continue
        const isWord = piece.trim() !== ''
        if (isWord && !isInWord) words += 1
        isInWord = isWord
      }
    },
    /** Once they have ended; undefined where there were none. */
    folded(): string | undefined {
      if (startedAt === 0) return undefined
      const seconds = Math.round((performance.now() - startedAt) / 1_000)
      const line = `${look.symbols.ellipsis} thought for ${seconds} s, ${words.toLocaleString('en-US')} words`
      words = 0
      startedAt = 0
      isInWord = false
      return paint(look, ['dim'], line)
    },
  }
}
