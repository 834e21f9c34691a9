import { fullName } from '../../catalogue/catalogue.ts'
import { isService, type Service } from '../../catalogue/services.ts'
import { findOperation } from '../../executor/find-operation.ts'
import { listingOf } from '../../executor/for-each/listing.ts'
import type { Period } from '../time/period.ts'
import { readPeriod } from '../time/take-period.ts'
import { stem } from '../words/stem.ts'
import { type Filled, fillParameters, nounsOfId } from './fill-parameters.ts'
import { type Candidate, searchOperations } from './search-operations.ts'
import { readSlots, type Slots, words } from './slots.ts'
import { nameWords } from './vocabulary.ts'

/** One operation that a question names, with what it says of the parameters. */
export interface FoundCall {
  service: Service
  operation: string
  parameters: Record<string, unknown>
  region?: string | string[]
  query?: string
  /** The operation's nouns as roots: `db`, `subnet`, `group`. */
  nouns: readonly string[]
  /** Words of the question that nothing in the call stands for. */
  left: readonly string[]
}

/**
 * The operation that answers a question by its name: a search over the catalogue, for the many
 * kinds of things that have no entry of their own; undefined where no operation is surely meant.
 */
export async function findCall(
  question: string,
  { services, now, each = false }: Among,
): Promise<FoundCall | undefined> {
  const fits = await findFits(question, services.filter(isService), now)
  const [best] = fits
  if (best === undefined || !isNamed(best)) return undefined
  const { service, name, filled } = best
  const [parameter, ...others] = filled.missing
  if (parameter !== undefined) {
    const isListed = each && others.length === 0 && (await isListable(best, parameter))
    if (!isListed) return undefined
    filled.parameters[parameter] = 'all'
  }
  const { region } = readSlots(question)
  return {
    service,
    operation: name,
    parameters: filled.parameters,
    ...(region === undefined ? {} : { region }),
    ...(filled.query === undefined ? {} : { query: filled.query }),
    nouns: nameWords(name).nouns,
    left: notNarrowed(question, best),
  }
}

interface Among {
  services: readonly string[]
  now: Date
  /** What is needed and not named may be each of what there is: the crawls of every crawler. */
  each?: boolean
}

async function isListable({ service, name }: Fit, parameter: string): Promise<boolean> {
  const found = await findOperation(fullName(service, name), [service])
  return (await listingOf(found, parameter)) !== undefined
}

interface Fit extends Candidate {
  filled: Filled
}

/** By the question's words; where they say less than an id in it, by what the id is of. */
async function findFits(question: string, services: readonly Service[], now: Date): Promise<Fit[]> {
  const slots = readSlots(question)
  const period = readPeriod(question, now)
  const about = slots.rest
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
const isNamed = ({ named, understood }: Fit): boolean => named === 1 && understood >= 0.3

const isClear = (fit: Fit): boolean => isNamed(fit) && fit.filled.missing.length === 0

/** What was not understood may have been meant to narrow: the reader must know that it did not. */
function notNarrowed(question: string, { unknown, filled }: Fit): string[] {
  const { rest, state } = readSlots(question)
  const said = words(rest).filter((word) => word !== state && unknown.includes(stem(word)))
  return [...said, ...filled.left]
}
