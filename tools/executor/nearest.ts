/** The candidates most like `word`, best first; those with next to nothing in common left out. */
export function nearest(word: string, candidates: Iterable<string>, count: number): string[] {
  const wanted = pairs(word)
  return [...candidates]
    .map((candidate) => ({ candidate, likeness: likeness(wanted, pairs(candidate)) }))
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

const pairs = (word: string): Set<string> => {
  const letters = `^${word
    .slice(0, 100)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')}$`
  return new Set(Array.from(letters.slice(1), (letter, at) => letters.charAt(at) + letter))
}

const likeness = (a: Set<string>, b: Set<string>): number =>
  (2 * a.intersection(b).size) / (a.size + b.size)
