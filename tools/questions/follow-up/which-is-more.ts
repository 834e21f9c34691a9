import { quoted, strictly } from './meant.ts'
import type { Resolved, Shown } from './shown.ts'
import { stepsOf } from './steps.ts'

/** `which is more?`, `which one is busier?` after the same was asked of two: both are held against each other. */
export function whichIsMore(text: string, shown: Shown): Resolved | undefined {
  const { before } = shown
  if (before === undefined || !comparing.test(text)) return undefined
  const [one, other] = [partOf(before), partOf(shown)]
  if (one === undefined || other === undefined || one.of === other.of) return undefined
  if (one.operation !== other.operation && !(isOfFigures(one) && isOfFigures(other)))
    return undefined
  if (other.operation === 'recipe:cost')
    return { question: `what costs us more${daysOf(shown)}, ${one.of} or ${other.of}?` }
  const step = stepsOf(shown.question)[0] ?? ''
  const both = step.replace(strictly(other.of), `${strictly(one.of)}, ${strictly(other.of)}`)
  return both === step ? undefined : { question: both }
}

const comparing =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|now)\b,? *)*(?:which|who|what)(?: one| of (?:them|the two|those))?(?: (?:is|was|costs?|has|had|does|of|the|two|uses?))* (?:more|most|less|bigger|biggest|busier|busiest|higher|highest|lower|larger|largest|cheaper|dearer|pricier|slower|faster|fuller|more \w+|worse|better)(?: (?:one|expensive|busy|loaded|traffic|of the two))?\W*$/i

interface Part {
  operation: string
  of: string
}

const isOfFigures = ({ operation }: Part) => /^recipe:(?:metrics|database_load)$/.test(operation)

/** Which one thing, or service of the bill, an answer was of. */
function partOf({ call }: Shown): Part | undefined {
  const { service, name } = call?.parameters ?? {}
  const operation = call?.operation ?? ''
  if (operation === 'recipe:cost' && typeof service === 'string')
    return { operation, of: quoted(service) }
  return isOfFigures({ operation, of: '' }) && typeof name === 'string' && !name.includes(',')
    ? { operation, of: name }
    : undefined
}

function daysOf({ call }: Shown): string {
  const { start, end } = Object(call?.parameters?.period) as { start?: unknown; end?: unknown }
  if (typeof start !== 'string' || typeof end !== 'string') return ''
  const last = new Date(Date.parse(end) - 1).toISOString().slice(0, 10)
  return ` from ${start.slice(0, 10)} to ${last}`
}
