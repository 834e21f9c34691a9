/** The candidates most like `word`, best first; those with next to nothing in common left out. */
export function nearest(word: string, candidates: Iterable<string>, count: number): string[] {
  const likeness = likenessTo(word)
  return [...candidates]
    .map((candidate) => ({ candidate, likeness: likeness(candidate) }))
    .filter(({ likeness }) => likeness > 0.3)
    .sort((a, b) => b.likeness - a.likeness || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, count)
    .map(({ candidate }) => candidate)
}

/** `did you mean X?` where one is near, else nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const [best] = nearest(word, candidates, 1)
  return best === undefined ? '' : ` Did you mean ${best}?`
}

/** How alike two are, of none (0) to the same (1): of their pairs of letters, those that both have, twice. */
function likenessTo(word: string): (candidate: string) => number {
  // Of each pair, in which word it was seen last. Thousands are compared for one refused name, so that no sets are made.
  const seen = new Uint32Array(alphabet * alphabet)
  const wanted = new Set<number>()
  forEachPair(word, (pair) => wanted.add(pair))
  let turn = 0
  return (candidate) => {
    turn += 1
    let size = 0
    let shared = 0
    forEachPair(candidate, (pair) => {
      if (seen[pair] === turn) return
      seen[pair] = turn
      size += 1
      if (wanted.has(pair)) shared += 1
    })
    return (2 * shared) / (wanted.size + size)
  }
}

/** a to z, the digits, and the ends of a word. */
const alphabet = 37
const end = 36

function forEachPair(word: string, take: (pair: number) => void): void {
  let before = end
  for (let at = 0; at < Math.min(word.length, 100); at++) {
    const letter = letterOf(word.charCodeAt(at))
    if (letter === undefined) continue
    take(before * alphabet + letter)
    before = letter
  }
  take(before * alphabet + end)
}

function letterOf(code: number): number | undefined {
  if (code >= 97 && code <= 122) return code - 97
  if (code >= 65 && code <= 90) return code - 65
  return code >= 48 && code <= 57 ? code - 22 : undefined
}
