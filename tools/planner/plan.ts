import { fullName } from '../catalogue/catalogue.ts'
import { isService, type Service } from '../catalogue/services.ts'
import { changeRequest } from './change-request.ts'
import { type Filled, fillParameters, nounsOfId } from './fill.ts'
import { type Candidate, searchOperations } from './search.ts'
import { readSlots, type Slots, words } from './slots.ts'
import { type Period, readPeriod } from './time.ts'
import { stem } from './vocabulary.ts'

/** What a question comes to: one call, or the nearest operations where it is not clear. */
export type Plan =
  | {
      kind: 'call'
      service: Service
      operation: string
      parameters: Record<string, unknown>
      region?: string | string[]
      query?: string
      /** Nothing of the question is left that may have meant more than this call. */
      sure: boolean
      /** Where it is not sure, the next nearest: another may have been meant. */
      others: Suggestion[]
      notice?: string
    }
  | {
      kind: 'unclear'
      /** The service of the best suggestion. */
      service?: Service
      /** Best first; none where nothing of these services is near. */
      suggestions: Suggestion[]
      message: string
      notice?: string
    }

interface Suggestion {
  operation: string
  description: string
  parameters: string[]
}

/**
 * The call that answers a question in plain English, without a language model: a search over the
 * catalogue, and what the question names put into parameters. Asked to change something, it reads
 * the state of the thing instead, and its notice says so.
 */
export async function plan(
  question: string,
  { services, now }: { services: readonly string[]; now: Date },
): Promise<Plan> {
  const verb = changeRequest(question)
  const readsOnly = verb === undefined ? [] : [`This only reads: it cannot ${verb} anything.`]
  const [best, ...others] = await findFits(question, verb, services.filter(isService), now)
  if (best !== undefined && isClear(best)) {
    const { service, name, filled } = best
    const { region } = readSlots(question)
    const left = notNarrowed(question, best)
    const sure = left.length === 0 && verb === undefined
    const instead = verb === undefined ? [] : ['Here is the current state instead.']
    return {
      kind: 'call',
      service,
      operation: name,
      parameters: filled.parameters,
      ...(region === undefined ? {} : { region }),
      ...(filled.query === undefined ? {} : { query: filled.query }),
      sure,
      others: sure ? [] : others.slice(0, 2).map(suggestion),
      ...noticeOf([...readsOnly, ...instead, ...left]),
    }
  }
  const nearest = [best, ...others].filter((candidate) => candidate !== undefined).slice(0, 3)
  return {
    kind: 'unclear',
    ...(best === undefined ? {} : { service: best.service }),
    ...noticeOf(readsOnly),
    ...unclear(nearest),
  }
}

interface Fit extends Candidate {
  filled: Filled
}

/** By the question's words; where they say less than an id in it, by what the id is of. */
async function findFits(
  question: string,
  verb: string | undefined,
  services: readonly Service[],
  now: Date,
): Promise<Fit[]> {
  const slots = readSlots(question)
  const period = readPeriod(question, now)
  const about = verb === undefined ? slots.rest : withoutVerb(slots.rest, verb)
  const fits = rankByFit(await searchOperations(about, services), slots, period)
  const [best] = fits
  if (
    slots.ids.length === 0 ||
    (best !== undefined && isClear(best) && best.filled.left.length === 0)
  ) {
    return fits
  }
  const nouns = slots.ids.map(nounsOfId).join(' ')
  return rankByFit(await searchOperations(`${about} ${nouns}`, services), slots, period)
}

function rankByFit(found: Candidate[], slots: Slots, period: Period | undefined): Fit[] {
  return found
    .map((candidate) => {
      const filled = fillParameters(candidate.name, candidate.operation, slots, period)
      const score =
        candidate.score - 0.35 * filled.missing.length + 0.3 * Math.min(filled.placed, 2)
      return { ...candidate, filled, score }
    })
    .toSorted((a, b) => b.score - a.score)
}

/** A margin over the next best is no measure of confidence; that the question names the thing is. */
function isClear({ named, understood, filled }: Fit): boolean {
  return named === 1 && understood >= 0.3 && filled.missing.length === 0
}

function unclear(nearest: readonly Fit[]) {
  const [best] = nearest
  const suggestions = nearest.map(suggestion)
  if (best === undefined) {
    return { suggestions, message: 'Nothing that these tools can read is near to this question.' }
  }
  if (best.named === 1 && best.filled.missing.length > 0) {
    const missing = best.filled.missing.join(', ')
    return { suggestions, message: `${fullName(best.service, best.name)} also needs ${missing}.` }
  }
  return { suggestions, message: 'It is not clear which of these the question asks for.' }
}

const suggestion = ({ service, name, operation }: Fit): Suggestion => ({
  operation: fullName(service, name),
  description: operation.description,
  parameters: Object.keys(operation.parameters ?? {}),
})

const noticeOf = (notices: readonly string[]) =>
  notices.length === 0 ? {} : { notice: notices.join(' ') }

/** What was not understood may have been meant to narrow: the reader must know that it did not. */
function notNarrowed(question: string, { unknown, filled }: Fit): string[] {
  const { rest, state } = readSlots(question)
  const verb = changeRequest(question)
  const said = words(rest).filter(
    (word) => word !== verb && word !== state && unknown.includes(stem(word)),
  )
  const all = [...said, ...filled.left]
  if (all.length === 0) return []
  return [`Not narrowed by “${all.join(' ')}”: the planner does not know what that means here.`]
}

function withoutVerb(question: string, verb: string): string {
  return question.replace(new RegExp(`\\b${verb.replace(' ', '\\s+')}\\b`, 'i'), ' ')
}
