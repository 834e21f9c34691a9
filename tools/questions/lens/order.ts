import type { Json } from '../../json.ts'
import type { Plan, Word } from '../plan.ts'
import { dateField } from './dates.ts'
import { type Field, timeOf } from './fields.ts'
import { membersSaid, wordsOf } from './match-members.ts'
import type { Seen } from './seen.ts'
import { sizeField } from './sizes.ts'

export function orderOf(
  plan: Plan,
  fields: readonly Field[],
  named: readonly Field[],
): Seen['order'] {
  const order = plan.order ?? behindSaid(plan, fields)
  if (order === undefined) return undefined
  const { descending } = order
  const sortable = fields.filter(({ type, many }) => !many && type !== 'list')
  const numeric = sortable.filter(({ type }) => type === 'number')
  // The tasks of a service are what its running count counts.
  const meant = plan.kinds[0]?.kind.means?.[behindMost(plan.question).replace(/s$/, '')]
  const field = (() => {
    if (order.by === 'age')
      return ageMeasured(plan, fields) ?? ageCounted(numeric) ?? dateField(plan, fields, named)
    const most = /^(?:most|least|fewest|more|fewer)\b/i.test(order.said)
    if (order.by === undefined || order.by === 'time')
      return (
        (order.by === 'time' ? ageMeasured(plan, fields) : undefined) ??
        (most && meant !== undefined
          ? membersSaid(wordsOf(meant), numeric)[0]?.field
          : undefined) ??
        named.find(
          ({ type, many }) => !many && (type === 'number' || (type === 'date' && !most)),
        ) ??
        (most ? membersSaid(wordsOf(behindMost(plan.question)), numeric)[0]?.field : undefined) ??
        (/\b(?:space|storage|data)\b/i.test(plan.question) ? sizeField(numeric) : undefined) ??
        (order.by === 'time' ? dateField(plan, fields, named) : undefined)
      )
    const byName = membersSaid(wordsOf(order.by), sortable)[0]?.field
    // What the list is to be sorted by goes before what it was narrowed by.
    const isSorted = /^(?:sort|order|rank|arrang)/i.test(order.said)
    const own = order.by === 'size' ? sizeField(numeric) : byName
    return (
      (isSorted ? own : undefined) ??
      named.find(({ type, many }) => !many && type === 'number') ??
      (order.by === 'size' ? sizeField(numeric) : undefined) ??
      // “The busiest” is none by a word in its name.
      (order.cut && byName?.type === 'text' ? undefined : byName) ??
      (/name/i.test(order.by)
        ? sortable.find(({ name }) => /name$|identifier$/i.test(name))
        : /\b(?:age|date|created|time)\b/.test(order.by)
          ? dateField(plan, fields)
          : undefined)
    )
  })()
  if (field !== undefined && order.by === 'age' && field.type === 'number')
    return { field, descending: !descending }
  // What was longest not touched, or longest in its state, is what was touched first; what is longest to come is last.
  const isAgo = order.by === 'time' && field?.type === 'date' && !isToCome(field)
  if (field?.name === 'OldestMessageSeconds') return { field, descending: true }
  return field === undefined ? undefined : { field, descending: isAgo ? !descending : descending }
}

/** “Log groups by stored size”: by an amount things are put in order, and not in groups. */
function behindSaid(
  { question, kinds: [main], group }: Plan,
  fields: readonly Field[],
): Plan['order'] {
  if (main === undefined || group !== undefined) return undefined
  const rest = question.slice(main.at + main.said.length)
  const [said, name = ''] =
    /^ by (?:the |their )?([a-z][a-z -]{2,40}?)(?= *[?.!]*$)/i.exec(rest) ?? []
  if (said === undefined) return undefined
  const own = wordsOf(name)
  const numeric = fields.filter(({ type, many }) => type === 'number' && !many)
  const field = membersSaid(own, numeric, { least: own.length })[0]?.field
  const isSized = field === undefined && /\bsize$/i.test(name) && sizeField(numeric) !== undefined
  if (field === undefined && !isSized) return undefined
  const at = main.at + main.said.length
  return { by: isSized ? 'size' : name.toLowerCase(), descending: true, cut: false, said, at }
}

/** The oldest message is that of the longest wait, where that was measured. */
export const ageMeasured = ({ question }: Plan, fields: readonly Field[]) =>
  /\boldest (?:message|item)|\blongest\b.*\bwait|\bwait\w*\b.*\blongest\b/i.test(question)
    ? fields.find(({ name, type }) => type === 'number' && /^oldest/i.test(name))
    : undefined

/** Of what tells its age as a number of days. */
const ageCounted = (numeric: readonly Field[]) =>
  numeric.find(({ name }) => /^age(?:days|hours)?$/i.test(name))

/** `items` of “the most items”. */
const behindMost = (question: string) =>
  /\b(?:most|least|fewest|more|fewer) ([\w-]+)/i.exec(question)?.[1]?.toLowerCase() ?? ''

const isToCome = ({ name }: Field) =>
  /notafter|expir|valid(?:to|until)|end(?:date|time)$/i.test(name)

/** “How many databases by subnet group”, “volumes by volume type”: whatever member it is that stands at the end. */
export function groupSaid(
  { question, words, asked }: Plan,
  fields: readonly Field[],
): { field: Field; words: readonly Word[] } | undefined {
  const [said = '', name = ''] =
    /\b(?:by|per) (?:the |their )?([a-z][a-z -]{2,40}?)(?= *[?.!]*$)/i.exec(question) ?? []
  if (name === '' || !(asked === 'count' || counts.test(question) || isBreakdown(question)))
    return undefined
  const own = wordsOf(name)
  const [found] = membersSaid(
    own,
    fields.filter(({ type, many }) => !many && type !== 'list'),
    { least: own.length },
  )
  const at = question.lastIndexOf(said)
  return found && { field: found.field, words: words.filter((word) => word.at >= at) }
}

/** “Buckets by versioning status” alone counts them by it; what was done by somebody, and what is ranked, is no group. */
const isBreakdown = (question: string): boolean =>
  /^(?:(?:show|list|give)(?: me)? )?(?:(?:all|the|my|our) )*[\w -]{2,40}? by [a-z -]+[?.!]*$/i.test(
    question,
  ) &&
  !/\w+(?:ed|n|nt|ade) by |\bby (?:the |their )?(?:size|age|name|cost|price|date|time|usage|number|count)\b|\b(?:top|bottom|who|which|what|is|are|does|do)\b/i.test(
    question,
  )

const counts = /\b(?:number of|count|group|split|break ?down|broken down|distribution)\b/i

export function groupField(said: string, fields: readonly Field[]): Field | undefined {
  return membersSaid(
    wordsOf(said),
    fields.filter(({ type, many }) => !many && type !== 'list'),
  )[0]?.field
}

/** Things in the order asked; those without the member come last. */
export function ordered<T extends { item: Json }>(things: readonly T[], { order }: Seen): T[] {
  if (order === undefined) return [...things]
  const { field, descending } = order
  const key = ({ item }: T): number | string => {
    const [value] = field.of(item)
    if (field.type === 'date') return timeOf(value) ?? Number.NaN
    return field.type === 'number' ? Number(value ?? Number.NaN) : String(value ?? '')
  }
  return things.toSorted((a, b) => {
    const [one, other] = [key(a), key(b)]
    if (Number.isNaN(one)) return 1
    if (Number.isNaN(other)) return -1
    return (one < other ? -1 : one > other ? 1 : 0) * (descending ? -1 : 1)
  })
}
