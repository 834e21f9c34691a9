import { type Plan, readPlan } from '../plan.ts'

/** A thing that a question tells by what is true of it alone: “the load balancer with the most targets”. */
export interface InnerThing {
  /** Its words in the question. */
  said: string
  noun: string
  /** What is to be asked to find out which it is. */
  asked: string
}

/** Such a thing of another kind than the one that is asked for. */
export function innerThing(question: string, now: Date): InnerThing | undefined {
  const { kinds }: Plan = readPlan(question, now)
  const [main] = kinds
  if (main === undefined) return undefined
  for (const { said, kind, at } of kinds.slice(1)) {
    if (kind.list === main.kind.list || /s$/.test(said)) continue
    const before = new RegExp(`\\b(?:the|our) (${superlative})(?: (?:[\\w-]+ ){0,2})?$`, 'i').exec(
      question.slice(0, at),
    )
    const after =
      /^ (?:with|that has|which has|having) (?:the )?(?:most|fewest|least|highest|lowest|biggest|largest|oldest|newest) [\w-]+(?: [\w-]+)??(?= (?:live|run|sit|use|belong|in|is|are|does|do|has|have|attached|connected)\b|[?.!]*$)/i.exec(
        question.slice(at + said.length),
      )
    if (before !== null) {
      const phrase = question.slice(before.index, at + said.length)
      return {
        said: phrase,
        noun: said,
        asked: `which ${said} is ${plainly(phrase.slice(0, -said.length).trim())}`,
      }
    }
    if (after !== null && /\bthe (?:[\w-]+ )?$/i.test(question.slice(0, at))) {
      const start = /\bthe (?:[\w-]+ )?$/i.exec(question.slice(0, at))?.index ?? at
      const phrase = question.slice(start, at + said.length + after[0].length)
      return {
        said: phrase,
        noun: said,
        asked: `which ${said} has${after[0].replace(/^ (?:with|that has|which has|having)/, '')}`,
      }
    }
  }
  return undefined
}

const superlative =
  'oldest|newest|latest|biggest|largest|smallest|busiest|quietest|slowest|fastest|fullest|emptiest|youngest|most recent|most recently created|longest[- ]running|quieter|busier|bigger|smaller|larger|older|newer|slower|faster|most expensive|cheapest'

/** Of two as of several. */
const plainly = (text: string) =>
  text
    .replace(/\bquieter|quietest\b/i, 'least busy')
    .replace(/\bbusier|busiest\b/i, 'most busy')
    .replace(/\b(big|larg|small|old|new|slow|fast)(g?)er\b/i, '$1$2est')
