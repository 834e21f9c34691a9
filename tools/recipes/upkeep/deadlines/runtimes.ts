import type { Place } from '../../recipe.ts'
import { runtimesOf } from '../old-runtimes.ts'
import type { Deadline } from './deadline.ts'

/** Functions by the end of support of their runtimes. */
export async function runtimeDeadlines({ tryRead, now }: Place): Promise<Deadline[]> {
  const functions = (await tryRead('lambda:ListFunctions')) ?? []
  return runtimesOf(functions, now).map(({ name, runtime, end, days }) => ({
    kind: 'function',
    name,
    day: end,
    days,
    what: `end of support of the runtime ${runtime}`,
  }))
}
