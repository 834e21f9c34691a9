import { isObject } from '../lens/fields.ts'
import { listThings } from '../things/list-things.ts'
import { type Around, type Connection, connections, type Ends } from './connections.ts'

interface FromSources {
  found: Connection[]
  /** Which queues those are. */
  told: string
}

/**
 * What reads a queue of dead letters is mostly nothing: who is to handle them reads the queue that they come
 * from. Undefined where no queue sends what fails to the ones that are meant, or nothing reads those.
 */
export async function throughSources(
  from: Ends,
  ends: readonly Ends[],
  around: Around,
): Promise<FromSources | undefined> {
  const [end] = ends
  if (from.kind.noun !== 'function' || end?.kind.noun !== 'queue') return undefined
  const { things: queues } = await listThings(end.kind, { ...around, names: [] })
  const sources = queues.filter(({ item }) => {
    const policy = isObject(item) ? JSON.stringify(item.RedrivePolicy ?? '') : ''
    return end.things.some(
      ({ name }) => policy.includes(`:${name}\\"`) || policy.includes(`:${name}"`),
    )
  })
  if (sources.length === 0) return undefined
  const found = await connections(from, { kind: end.kind, things: sources }, around)
  const names = [...new Set(sources.map(({ name }) => name))].join(', ')
  const targets = [...new Set(end.things.map(({ name }) => name))].join(', ')
  return found.length === 0
    ? undefined
    : { found, told: `connected with ${names}, which sends what fails to ${targets}` }
}
