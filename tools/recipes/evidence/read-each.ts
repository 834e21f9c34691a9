import { inParallel } from '../../executor/in-parallel.ts'
import { ToolError } from '../../tool-error.ts'
import type { Ask, Item } from '../recipe.ts'
import { counted } from './wording.ts'

interface Each<T> {
  operation: string
  parameters: (thing: T) => Record<string, unknown>
  /** What the things are, for a note: `bucket`. */
  noun: string
  most?: number
}

/**
 * One read for each of many things, a few at a time. What AWS does not know of a thing (no policy,
 * no password) is an empty list; a thing whose read fails is absent, and one note says how many.
 */
export async function readEach<T>(
  ask: Pick<Ask, 'read' | 'note'>,
  things: readonly T[],
  { operation, parameters, noun, most = 300 }: Each<T>,
): Promise<Map<T, Item[]>> {
  const found = new Map<T, Item[]>()
  const failures: ToolError[] = []
  const read = async (thing: T) => {
    try {
      found.set(thing, await ask.read(operation, parameters(thing)))
    } catch (error) {
      if (!(error instanceof ToolError)) throw error
      if (error.code === 'not_found') found.set(thing, [])
      else failures.push(error)
    }
  }
  await inParallel(things.slice(0, most), atOnce, read)
  noteGaps(ask, { operation, noun, left: things.length - most, failures })
  return found
}

const atOnce = 8

interface Gaps {
  operation: string
  noun: string
  left: number
  failures: readonly ToolError[]
}

function noteGaps({ note }: Pick<Ask, 'note'>, { operation, noun, left, failures }: Gaps): void {
  const [first] = failures
  if (first !== undefined) {
    const hint = first.details.hint === undefined ? '' : ` ${first.details.hint}`
    const of = counted(failures.length, noun)
    note(`Not looked at for ${of}: ${operation}. ${first.message}.${hint}`)
  }
  if (left > 0) note(`Not looked at for ${counted(left, noun)} more, which are over the limit.`)
}
