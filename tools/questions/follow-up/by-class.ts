import { isObject } from '../lens/fields.ts'
import type { Thing } from '../things/list-things.ts'

/** Which of a few things costs most (or least) as far as their classes tell: of one family, size is price. */
export function byClass(things: readonly Thing[], descending: boolean): string | undefined {
  const sized = things.flatMap(({ name, item }) => {
    const text = isObject(item) ? (item.DBInstanceClass ?? item.InstanceType) : undefined
    const [, family, size] = /^(?:db\.)?([a-z][\w-]*)\.([\w]+)$/.exec(String(text ?? '')) ?? []
    return family === undefined || size === undefined
      ? []
      : [{ name, text: String(text), family, weight: weightOf(size) }]
  })
  const families = new Set(sized.map(({ family }) => family))
  const isComparable =
    sized.length === things.length &&
    sized.length > 1 &&
    families.size === 1 &&
    sized.every(({ weight }) => weight > 0)
  const notKnown =
    'What each costs is not known, as Cost Explorer does not tell costs by single things.'
  if (!isComparable) return undefined
  const [first, ...rest] = sized.toSorted((a, b) => (b.weight - a.weight) * (descending ? 1 : -1))
  if (first === undefined) return undefined
  const others = rest.map(({ name, text }) => `${name} (${text})`).join(', ')
  if (rest[0]?.weight === first.weight)
    return `By their classes none is ${descending ? 'more expensive' : 'cheaper'}: ${first.name} (${first.text}), ${others}. ${notKnown}`
  return `By its class **${first.name}** (${first.text}) is ${descending ? 'the more expensive' : 'the cheaper'} one, beside ${others}. ${notKnown}`
}

/** In a family each size costs twice the one before it. */
function weightOf(size: string): number {
  const [, times, word] = /^(\d*)(nano|micro|small|medium|large|xlarge)$/.exec(size) ?? []
  const base = { nano: 0.25, micro: 0.5, small: 1, medium: 2, large: 4, xlarge: 8 }[word ?? '']
  return base === undefined ? 0 : base * (times ? Number(times) : 1)
}
