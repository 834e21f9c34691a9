/** Where in a text the first of some words begins, from there on, in any letter case; -1 for nowhere. */
export type WordSearch = (text: string, from?: number) => number

/**
 * Several times as fast as an expression of all of them: each three letters are looked up in a table.
 * With `foreign`, whatever is not ASCII counts as one of them.
 */
export function wordSearch(words: readonly string[], foreign = false): WordSearch {
  const byStart = new Map<number, string[]>()
  /** 1 where a word begins so; small enough to stay near the processor. */
  const isStart = new Uint8Array(1 << 15)
  for (const word of words) {
    for (const third of word.length > 2 ? [word.charCodeAt(2)] : fives) {
      const key = keyOf(word.charCodeAt(0), word.charCodeAt(1), third)
      isStart[key] = 1
      byStart.set(key, [...(byStart.get(key) ?? []), word])
    }
  }
  const wordAt = (text: string, start: number, key: number): boolean => {
    for (const word of byStart.get(key) ?? []) if (isAt(text, start, word)) return true
    return false
  }
  return (text, from = 0) => {
    let key = 0
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      if (foreign && code > 127) return at
      key = ((key << 5) | (code & 31)) & 0x7fff
      if (isStart[key] === 1 && at - 2 >= from && wordAt(text, at - 2, key)) return at - 2
    }
    // A word of two letters at the end, with nothing after it.
    const start = Math.max(from, text.length - 2)
    return isStart[(key << 5) & 0x7fff] === 1 && wordAt(text, start, (key << 5) & 0x7fff)
      ? start
      : -1
  }
}

const fives = Array.from({ length: 32 }, (_, index) => index)

/** Five bits of each letter: the same for both cases. */
const keyOf = (a: number, b: number, c: number): number =>
  ((a & 31) << 10) | ((b & 31) << 5) | (c & 31)

function isAt(text: string, start: number, word: string): boolean {
  for (let at = 0; at < word.length; at += 1) {
    if ((text.charCodeAt(start + at) | 32) !== (word.charCodeAt(at) | 32)) return false
  }
  return true
}
