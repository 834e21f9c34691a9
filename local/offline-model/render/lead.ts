import { isToldOf, type ShownResult } from './tool-result.ts'
import { nounOf, plural } from './words.ts'

/** The first line of a list: how many of what, and where; regions with nothing in a few words. */
export function lead({
  operation,
  regions,
  empty_regions,
  understood,
  summary,
}: ShownResult): string {
  const answered = regions.filter(({ status }) => status !== 'error')
  const full = answered.filter(({ items }) => items.length > 0)
  const empty = [
    ...answered.filter(({ items }) => items.length === 0).map(({ region }) => region),
    ...empty_regions,
  ]
  if (summary !== undefined) {
    const cut = full.find(({ truncated }) => truncated)?.hint
    return [summary, cut, understood && `*Understood as: ${understood}.*`]
      .filter((part) => part !== undefined)
      .join('\n\n')
  }
  const count = full.reduce((sum, { items }) => sum + items.length, 0)
  const isCut = full.some(({ truncated }) => truncated)
  const noun = nounOf(operation)
  const plan = understood === undefined ? '' : ` (${understood})`
  const told = answered.filter(isToldOf)
  if (count === 0 && told.length > 0)
    return `**${capitalised(noun)}**${inRegions(told.map(({ region }) => region))}${plan}`
  if (count === 0) return `No ${plural(noun, 2)}${inRegions(empty)}${plan}.`
  // What is one by its nature is named, not counted.
  if (count === 1 && isOne(operation))
    return `**${capitalised(noun)}**${inRegions(full.map(({ region }) => region))}${plan}`
  const many = `**${count} ${plural(noun, count)}**`
  const where = inRegions(full.map(({ region }) => region))
  const rest = empty.length === 0 ? '' : `; none${inRegions(empty, { others: true })}`
  const more = isCut ? ' These are the first, there are more: narrow the question.' : ''
  return `${many}${where}${plan}${rest}.${more}`
}

const isOne = (operation = '') => /:Get(?!CostAnd)[A-Za-z]*[^sa]$/.test(operation)

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Three at most by name. */
function inRegions(regions: readonly string[], { others = false } = {}): string {
  const names = [...new Set(regions)].filter((name) => name !== 'global')
  if (names.length === 0) return ''
  return names.length > 3
    ? ` in ${names.length} ${others ? 'other ' : ''}regions`
    : ` in ${joined(names)}`
}

const joined = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
