import { jsonBytes } from '../../json.ts'
import type { NameFailure } from '../../tool.ts'

/**
 * Each name that failed, with all that is said of the first of its kind; where that is too much,
 * with its code alone, and in the end as a number of how many more there are.
 */
export function failuresWithin(failures: readonly NameFailure[], most: number): NameFailure[] {
  const seen = new Set<string>()
  const once = failures.map(({ hint, ...failure }): NameFailure => {
    const isNew = hint !== undefined && !seen.has(hint)
    if (hint !== undefined) seen.add(hint)
    return isNew ? { ...failure, hint } : failure
  })
  if (jsonBytes(once) <= most) return once
  const kinds = new Set<string>()
  const short = once.map(({ message, ...failure }): NameFailure => {
    const isNew = !kinds.has(failure.code)
    kinds.add(failure.code)
    return { ...failure, message: isNew ? message : '' }
  })
  let left = most
  const shown = short.filter((failure) => {
    left -= jsonBytes(failure) + 1
    return left >= 0
  })
  const more = failures.length - shown.length
  const [first] = failures
  if (more === 0 || first === undefined) return shown
  return [...shown, { code: first.code, message: `${more} names more failed.` }]
}
