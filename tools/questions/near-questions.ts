import { recipes } from '../recipes/recipes.ts'
import { pluralOf } from './say.ts'
import { kinds } from './things/kinds.ts'
import { alike, stem } from './words/stem.ts'
import { stopWords } from './words/stop-words.ts'

/** Questions near to one that is not clear, at most three: each of them is answered when it is taken. */
export function nearQuestions(question: string): string[] {
  const asked = stemsOf(question)
  const ranked = candidates
    .map((candidate) => ({ ...candidate, score: likeness(asked, candidate.stems) }))
    .toSorted((a, b) => b.score - a.score)
  const found: string[] = []
  const topics = new Set<string>()
  for (const { text, topic, score } of ranked) {
    if (found.length === 3 || (score === 0 && found.length > 0)) break
    if (score === 0 || topics.has(topic)) continue
    topics.add(topic)
    found.push(text)
  }
  return [...found, ...usual.filter((text) => !found.includes(text))].slice(0, 3)
}

const usual = [
  'What is wrong right now?',
  'Which alarms are firing, and since when?',
  'How much did we spend last month?',
]

/** Periods make no two questions alike. */
const times =
  /^(?:last|this|next|months?|weeks?|days?|hours?|years?|today|yesterday|compare\w*|operations?|operational|metrics?|baseline)$/

interface Candidate {
  text: string
  topic: string
  stems: readonly string[]
}

const stemsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [])
    .filter((word) => !stopWords.has(word) && !times.test(word))
    .map(stem)

const candidates: readonly Candidate[] = [
  ...recipes.flatMap(({ name, about, questions }) =>
    questions.slice(0, 3).map((text) => candidate(text, name, about)),
  ),
  ...kinds.map((kind) => candidate(`Which ${pluralOf(kind)} are there?`, kind.noun)),
]

function candidate(text: string, topic: string, about = ''): Candidate {
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`
  return { text: sentence, topic, stems: stemsOf(`${text} ${about}`) }
}

/** The share of words that both have, of all that either has. */
function likeness(asked: readonly string[], stems: readonly string[]): number {
  const shared = asked.filter((one) => stems.some((other) => alike(one, other))).length
  return shared / (asked.length + stems.length - shared || 1)
}
