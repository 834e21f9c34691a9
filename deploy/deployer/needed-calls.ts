import type { Place } from '../../stacks/place.ts'
import type { Condition } from './need.ts'
import { needsOf } from './needs.ts'
import type { Planned } from './planned-resources.ts'

/** A call that deploying makes, as IAM's simulator takes it. */
export interface NeededCall {
  action: string
  resources: readonly string[]
  context: readonly { key: string; type: 'string'; values: readonly string[] }[]
}

/** Every action, with all that it is needed on, and what a call of it brings along. */
export function neededCalls(resources: readonly Planned[], place: Place): NeededCall[] {
  return needsOf(resources, place).flatMap(({ actions, on, when = {} }) =>
    actions.map((action) => ({
      action: one(action),
      resources: on.map((resource) => (resource === '*' ? resource : one(resource))),
      context: contextOf(when),
    })),
  )
}

/** One name that a pattern stands for. */
const one = (pattern: string) => pattern.replaceAll('?', '0').replaceAll('*', '1')

const contextOf = (when: Condition): NeededCall['context'] =>
  Object.values(when).flatMap((keys) =>
    Object.entries(keys).map(([key, value]) => ({
      key,
      type: 'string' as const,
      values: [one(typeof value === 'string' ? value : (value[0] ?? ''))],
    })),
  )
