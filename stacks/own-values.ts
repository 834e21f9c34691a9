import { nearest } from '../tools/executor/nearest.ts'

/**
 * The values under the project's name, without it; `aws:region` and the like are not ours. Throws for
 * a name that is nearly the project's: what stands under it would be looked at by nobody.
 */
export function ownValues(all: Record<string, unknown>, project: string): Record<string, unknown> {
  const split = Object.entries(all).map(([key, value]) => ({
    namespace: key.slice(0, key.indexOf(':')),
    key: key.slice(key.indexOf(':') + 1),
    value,
  }))
  const [astray] = split.filter(
    ({ namespace }) => namespace !== project && nearest(namespace, [project], 1).length > 0,
  )
  if (astray !== undefined) {
    const { namespace, key } = astray
    throw new Error(`${namespace}:${key}: is of no project here: did you mean ${project}:${key}?`)
  }
  return Object.fromEntries(
    split.flatMap(({ namespace, key, value }) => (namespace === project ? [[key, value]] : [])),
  )
}
