import { isRecord } from '../json.ts'
import { judged, level } from './names.ts'

/** What a request tells of the values in its answer. */
export interface Known {
  /** Tag keys that look secret: a group's values are given as `key$value`. */
  names: readonly string[]
  /** The answer is a list of values of one such key. */
  listed: boolean
}

/** The secret names that a request asks about; undefined where there are none. */
export function knownFrom(input: Readonly<Record<string, unknown>>): Known | undefined {
  const listed = typeof input.TagKey === 'string' && isSecret(input.TagKey)
  const groups: unknown[] = Array.isArray(input.GroupBy) ? input.GroupBy : []
  const names = groups.flatMap((group) =>
    isRecord(group) && typeof group.Key === 'string' && isSecret(group.Key) ? [group.Key] : [],
  )
  return listed || names.length > 0 ? { names, listed } : undefined
}

const isSecret = (name: string) => judged(name).level >= level.weak
