import type { Place } from '../../stacks/place.ts'
import type { Planned } from './planned-resources.ts'

/** What somebody has to be allowed, who looks at resources of a kind or changes them. */
export interface Need {
  /** The same name stands for the same actions and conditions: needs of several resources become one. */
  sid: string
  actions: readonly string[]
  on: readonly string[]
  when?: Condition
  /** Makes, changes or deletes; a preview goes without it. */
  changes: boolean
}

export type Condition = Record<string, Record<string, string | readonly string[]>>

/** What a need is told by: the resource, and where it is. */
export interface Asked {
  inputs: Planned['inputs']
  place: Place
  /** That of the stack's configuration, which every role has to have. */
  boundary: string | undefined
  /** Of a role of the program, by its name: others name it without its path. */
  roleArn: (name: unknown) => string
}

export const looks = (sid: string, actions: string[], on: readonly string[]): Need => ({
  sid,
  actions,
  on,
  changes: false,
})

export const changes = (
  sid: string,
  actions: string[],
  on: readonly string[],
  when?: Condition,
): Need => ({ sid, actions, on, changes: true, ...(when !== undefined && { when }) })

/** Use of a key in the caller's name, by a service alone. */
export function throughService(
  sid: string,
  service: string,
  actions: string[],
  { inputs, place }: Pick<Asked, 'inputs' | 'place'>,
  input = 'kmsKeyArn',
): Need[] {
  const key = inputs[input]
  if (key === undefined) return []
  return [
    changes(sid, actions, [String(key)], {
      StringEquals: { 'kms:ViaService': `${service}.${place.region}.amazonaws.com` },
    }),
  ]
}
