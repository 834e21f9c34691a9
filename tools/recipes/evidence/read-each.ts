import { inParallel } from '../../executor/in-parallel.ts'
import { ToolError } from '../../tool-error.ts'
import type { Item, Place } from '../recipe.ts'
import { counted, whyMissed } from './wording.ts'

interface Each<T> {
  operation: string
  parameters: (thing: T) => Record<string, unknown>
  /** What the things are, for what is missed: `bucket`. */
  noun: string
}

type Reading = Pick<Place, 'read' | 'missed' | 'isLate'>

/**
 * One read for each of many things, a few at a time, as many as the time allows. What is not
 * configured of a thing (no policy, no password) is an empty list; a thing that is gone meanwhile is
 * absent; one that could not be looked at is absent, and missed.
 */
export async function readEach<T>(
  place: Reading,
  things: readonly T[],
  { operation, parameters, noun }: Each<T>,
): Promise<Map<T, Item[]>> {
  const found = new Map<T, Item[]>()
  const failures: ToolError[] = []
  let gone = 0
  const read = async (thing: T) => {
    if (place.isLate() || isHopeless(found, failures)) return
    try {
      found.set(thing, await place.read(operation, parameters(thing)))
    } catch (error) {
      if (!(error instanceof ToolError)) throw error
      if (error.code === 'not_found') gone += 1
      else failures.push(error)
    }
  }
  await inParallel(things, atOnce, read)
  const left = things.length - found.size - gone
  if (left > 0) {
    const of = things.length === 1 ? `the ${noun}` : `${left} of ${counted(things.length, noun)}`
    place.missed(`${operation} of ${of}`, whyOf(failures))
  }
  return found
}

const atOnce = 10

/** Where nothing but refusals come, the next thousand would be refused as well. */
const isHopeless = (found: ReadonlyMap<unknown, unknown>, failures: readonly ToolError[]) =>
  found.size === 0 &&
  failures.length >= 20 &&
  failures.every(({ code }) => code === 'access_denied' || code === 'data_access_off')

function whyOf([first]: readonly ToolError[]): string {
  if (first === undefined) return 'The time was up before.'
  return whyMissed(first)
}
