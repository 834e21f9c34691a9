import type { Json } from '../json.ts'
import { counted, listed } from '../recipes/evidence/wording.ts'
import { type Field, isScalar } from './lens/fields.ts'
import type { Seen } from './lens/seen.ts'
import { bytesIn } from './lens/sizes.ts'
import { totalOf } from './lens/totals.ts'
import { conditionsSaid, fieldSaid, pluralOf } from './say.ts'
import type { Kind } from './things/kind.ts'
import type { Thing } from './things/list-things.ts'

interface Grouping {
  kind: Pick<Kind, 'noun' | 'plural'>
  which: 'most' | 'fewest' | undefined
  /** The question asks how many as well as how much. */
  isCounted?: boolean
}

/** How many (or how much) of each: the largest first, by its name where only that was asked for. */
export function groupSaid(
  { group, conditions, total }: Seen,
  kept: readonly Thing[],
  { kind, which, isCounted = false }: Grouping,
): string | undefined {
  if (group === undefined) return undefined
  const groups = Map.groupBy(kept, ({ item }) => {
    const [value] = group.of(item).filter(isScalar)
    return value === undefined ? 'none' : String(value)
  })
  const sizeOf = (of: readonly Thing[]) =>
    total === undefined ? of.length : (totalOf(total, itemsOf(of)) ?? 0)
  const sorted = [...groups].toSorted((a, b) => sizeOf(b[1]) - sizeOf(a[1]))
  const told = sorted.map(
    ([value, of]) =>
      `${value} ${total === undefined ? of.length : `${isCounted ? `${of.length} with ` : ''}${amountSaid(total.field, sizeOf(of))}`}`,
  )
  const what = total === undefined ? '' : `${fieldSaid(total.field)} of `
  const all = `${what}${kept.length} ${pluralOf(kind)}${conditionsSaid(conditions, kept.length)} by ${fieldSaid(group)}: ${told.join(', ')}.`
  const named = sorted.filter(([value]) => value !== 'none')
  const best = which === 'fewest' ? named.at(-1) : named[0]
  if (which === undefined || best === undefined) return all
  const same = named.filter(([, of]) => of.length === best[1].length).map(([value]) => value)
  return `**${listed(same, 5)}** ${same.length === 1 ? 'has' : 'have'} the ${which}: ${counted(best[1].length, kind.noun, pluralOf(kind))}${same.length === 1 ? '' : ' each'}.\n\n${all}`
}

interface Summing {
  kind: Pick<Kind, 'noun' | 'plural'>
  where: string
  question: string
}

/** The sum or average over the things that were asked for. */
export function totalSaid(
  { total, conditions }: Seen,
  kept: readonly Thing[],
  { kind, where, question }: Summing,
): string | undefined {
  if (total === undefined || kept.length === 0) return undefined
  const amount = totalOf(total, itemsOf(kept))
  if (amount === undefined) return undefined
  const { field, average } = total
  const having = kept.filter(({ item }) => field.of(item).some(isScalar))
  const lacking =
    having.length === kept.length
      ? ''
      : ` ${kept.length - having.length} of them have no ${fieldSaid(field)}.`
  const of = `${counted(having.length, kind.noun, pluralOf(kind))}${where}${conditionsSaid(
    conditions,
    having.length,
  )
    .replace(/^ (?:is|are) /, ' that are ')
    .replace(/^ (?:has|have) /, ' with ')}`
  const each = having
    .toSorted((a, b) => Number(field.of(b.item)[0]) - Number(field.of(a.item)[0]))
    .map(({ name, item }) => `${name} ${amountSaid(field, Number(field.of(item)[0]))}`)
  return `**${amountSaid(field, amount, question)}** ${average ? 'on average' : 'in all'}: the ${fieldSaid(field)} of ${of}, of which the largest: ${listed(each.slice(0, 5), 5)}.${lacking}`
}

/** In the unit that AWS counts it in, and in a larger one where it is much; in the one that was asked for. */
function amountSaid(field: Field, value: number, question = ''): string {
  const scale = bytesIn(field)
  const rounded = Number(value.toFixed(value < 100 ? 2 : 0))
  if (scale === 1 && !/bytes|codesize/i.test(field.name)) return rounded.toLocaleString('en-US')
  const bytes = value * scale
  const unit = { 1: 'bytes', [1024 ** 2]: 'MiB', [1024 ** 3]: 'GiB' }[scale] ?? ''
  const own = scale === 1 ? undefined : `${rounded.toLocaleString('en-US')} ${unit}`
  const asked = /\b(?:in|how many) ([kmgtp]i?b|(?:giga|tera|mega|peta)bytes)\b/i.exec(question)?.[1]
  if (own === undefined) return inUnits(bytes, asked)
  if (asked !== undefined) return `${inUnits(bytes, asked)}`
  const step = scale === 1024 ** 3 ? 'TiB' : 'GiB'
  const larger = Number((value / 1024).toPrecision(3))
  return question !== '' && value >= 1024 ? `${own} (${larger} ${step})` : own
}

/** `10.4 TB (9.5 TiB)`. */
function inUnits(bytes: number, asked: string | undefined): string {
  const step =
    asked === undefined ? stepOf(bytes, 1000) : 'bkmgtp'.indexOf(asked[0]?.toLowerCase() ?? 'b')
  if (step === 0) return `${Math.round(bytes)} bytes`
  const letter = 'bkMGTP'[step]
  const [decimal, binary] = [1000, 1024].map((base) =>
    Number((bytes / base ** step).toPrecision(4)).toLocaleString('en-US'),
  )
  return `${decimal} ${letter}B (${binary} ${letter}iB)`
}

const stepOf = (bytes: number, base: number) =>
  Math.min(5, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(base)))

const itemsOf = (things: readonly Thing[]): Json[] => things.map(({ item }) => item)

/** “What percentage of our buckets”: the part that was kept, or that the first has of what all have. */
export const asksShare = (question: string): boolean => shareWords.test(question)

const shareWords =
  /\b(?:percent(?:age)?s?|proportion|fraction|what share|share of|per ?cent|in %)\b|%/i

/** Words that ask for a part rather than say anything of the things. */
export const isShareWord = (word: string): boolean =>
  /^(?:percent(?:age)?s?|proportion|fraction|share|per|cent|everything|stored|total|%)$/.test(word)

export function shareSaid(
  { kept, all, seen }: { kept: readonly Thing[]; all: readonly Thing[]; seen: Seen },
  kind: Pick<Kind, 'noun' | 'plural'>,
): string | undefined {
  const { order, first, conditions } = seen
  if (order !== undefined && first !== undefined && order.field.type === 'number') {
    const sum = (things: readonly Thing[]) =>
      things.reduce((total, { item }) => total + Number(order.field.of(item)[0] ?? 0), 0)
    const total = sum(all)
    return total === 0
      ? undefined
      : `That is **${percent(sum(kept), total)}** of the ${fieldSaid(order.field)} of all ${counted(all.length, kind.noun, pluralOf(kind))} (${amountSaid(order.field, total)}).`
  }
  return conditions.length === 0 || all.length === 0
    ? undefined
    : `That is **${percent(kept.length, all.length)}** of ${counted(all.length, kind.noun, pluralOf(kind))}.`
}

const percent = (part: number, whole: number) => `${Number(((100 * part) / whole).toFixed(1))} %`
