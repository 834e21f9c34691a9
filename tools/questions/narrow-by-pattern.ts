import { type Condition, having } from './lens/condition.ts'
import { picking } from './narrow.ts'
import type { Thing } from './things/list-things.ts'
import type { NamePattern } from './words/name-pattern.ts'

/** Those whose names are spelt as a question says. */
export function patternCondition(
  things: readonly Thing[],
  { how, text, denied }: NamePattern,
): Condition {
  const isSo = (name: string) =>
    how === 'start'
      ? name.startsWith(text)
      : how === 'end'
        ? name.endsWith(text)
        : name.includes(text)
  const kept = things.filter(
    ({ name, names }) =>
      [name, ...names.slice(0, 1)].some((each) => isSo(each.toLowerCase())) !== denied,
  )
  const verb = denied ? `does not ${how}` : `${how}s`
  return {
    ...picking(kept, things),
    said: having(`a name that ${verb} ${how === 'contain' ? '' : 'with '}“${text}”`),
  }
}
