/** What an answer states of things and figures, in its order: sentences, items and rows, in fewer words. */
export function factsIn(answer: string): string[] {
  const facts: string[] = []
  let heads: readonly string[] = []
  let before: readonly string[] = []
  // What may be typed is no fact.
  for (const line of answer.replace(/```[\s\S]*?(?:```|$)/g, '').split('\n')) {
    const cells = cellsOf(line)
    if (cells === undefined) {
      heads = []
      facts.push(...sentencesOf(line))
    } else if (cells.every((cell) => /^:?-+:?$/.test(cell))) {
      heads = before
      facts.pop()
    } else {
      facts.push(rowOf(cells, heads))
    }
    before = cells ?? []
  }
  return [...new Set(facts.filter(isFact).map(inFewerWords))]
}

function cellsOf(line: string): string[] | undefined {
  const row = /^\s*\|(.*)\|\s*$/.exec(line)?.[1]
  return row?.split(/(?<!\\)\|/).map((cell) => cell.trim())
}

/** What is a number alone says what it is of. */
const rowOf = (cells: readonly string[], heads: readonly string[]): string =>
  cells
    .map((cell, at) => (/^[\d.,%$ ]+$/.test(cell) && heads[at] ? `${heads[at]} ${cell}` : cell))
    .filter((cell) => cell !== '')
    .join(', ')

const sentencesOf = (line: string): string[] =>
  line
    .replace(/^\s*(?:[-*+•]|\d+[.)]|#+|>)\s+/, '')
    .split(/(?<=[.!?])\s+(?=[^\p{Ll}\s])/u)
    .filter((sentence) => sentence.trim() !== '')

/** Something is named in it, or counted. */
const isFact = (text: string): boolean =>
  /\d|`[^`]+`|\*\*[^*]+\*\*|\p{L}[-_./@:]\p{L}|\p{Ll}\p{Lu}|(?<=[^.!?:]\s)\p{Lu}\p{L}/u.test(text)

function inFewerWords(text: string): string {
  return text
    .replace(/\*\*|__|`/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(filling, '')
    .replace(/\s+/g, ' ')
    .replace(/[.;]\s*$/, '')
    .trim()
}

/** Words without which a note is as clear; none that denies, compares or relates. */
const filling =
  /\b(?:an?|the|is|are|was|were|been|has|have|had|this|these|those|there|also|currently|which|that|it|its)\b(?![-_/.]\S)/gi
