/** What an answer states of things and figures, in its order: sentences, items and rows, in fewer words. */
export function factsIn(answer: string): string[] {
  const facts: string[] = []
  let heads: readonly string[] = []
  let before: readonly string[] = []
  // What may be typed is no fact.
  const lines = answer.replace(/```[\s\S]*?(?:```|$)/g, '').split('\n')
  for (const [at, line] of lines.entries()) {
    const cells = cellsOf(line)
    if (cells === undefined) {
      heads = []
      const sentences = sentencesOf(line)
      const isLead = leads.test(line) && isListed(lines.slice(at + 1))
      facts.push(
        ...sentences.filter((one, of) => isFact(one) || (isLead && of === sentences.length - 1)),
      )
    } else if (cells.every((cell) => /^:?-+:?$/.test(cell))) {
      heads = before
      // What was taken for a row.
      if (isFact(rowOf(before, []))) facts.pop()
    } else {
      facts.push(...[rowOf(cells, heads)].filter(isFact))
    }
    before = cells ?? []
  }
  return [...new Set(facts.map(inFewerWords))].filter((fact) => fact !== '')
}

/** Without it nobody knows what the items of its list have in common. */
const leads = /:\W*$|^\s*#/

function isListed(after: readonly string[]): boolean {
  const next = after.find((line) => line.trim() !== '') ?? ''
  return /^\s*(?:[-*+•]\s|\d+[.)]\s|\|)/.test(next)
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
  /\d|`[^`]+`|\*\*[^*]+\*\*|\p{L}[-_./@:]+\p{L}|\p{Ll}\p{Lu}|(?<=[^.!?:]\s)\p{Lu}\p{L}/u.test(text)

/** What is quoted stays as it is: it is a name, whatever its letters would be in a sentence. */
export function inFewerWords(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .split(/`([^`]*)`/)
    .map((part, at) => (at % 2 === 1 ? part : withoutFilling(part)))
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/[.;]\s*$/, '')
    .trim()
}

const withoutFilling = (text: string): string =>
  text
    .replace(/\*\*|(?<!\w)__|__(?!\w)/g, '')
    .replace(/`/g, '')
    .replace(filling, '')

/** Words without which a note is as clear; none that denies, compares or relates, and no part of a name. */
const words =
  'the|is|are|was|were|been|has|have|had|this|these|those|there|also|currently|which|that|it|its'
const first = words.replaceAll(/\b\p{Ll}/gu, (letter) => letter.toUpperCase())
const filling = new RegExp(
  `(?<![\\p{L}\\d\\-_/.:@#=+])(?:${words}|an?(?=\\s+(?!and\\b|or\\b|is\\b|has\\b)\\p{L}))(?![\\p{L}\\d'’]|[-_/.:@=+]\\S)|^\\s*(?:${first})(?=\\s)`,
  'gu',
)
