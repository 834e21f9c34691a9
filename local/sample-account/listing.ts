import type { Answer, Input, Output, Place } from './answer.ts'
import { text, texts } from './answer.ts'
import { SampleAccountError } from './error.ts'
import { type Paging, page, paging } from './paging.ts'

interface Listing<T extends Output> {
  /** The output's member that holds the list. */
  as: string
  from: (at: Place, input: Input) => readonly T[]
  /** An input list of ids; one that is not found is AWS's error. */
  ids?: Ids
  /** What the call itself asks for, beside its ids. */
  where?: (item: T, input: Input, at: Place) => boolean
  /** What the list shows of an item; the item itself if left out. */
  show?: (item: T) => unknown
  paging?: Paging
  /** Members that the output always has. */
  beside?: (at: Place, input: Input) => Output
}

interface Ids {
  input: string
  /** The member of an item that the ids name; the first that an item has, where there are several. */
  member: string | readonly string[]
  /** Absent: ids that are not found are left out without a word, as some services do. */
  missing?: { name: string; message: (id: string) => string; status?: number }
}

/** The usual way of a List or Describe call: the ids asked for, then conditions, then a page. */
export function listing<T extends Output>(options: Listing<T>): Answer {
  const { as, from, ids, where, show, beside } = options
  return (input, at) => {
    const all = from(at, input)
    const named = ids ? pick(all, texts(input, ids.input), ids) : all
    const wanted = where ? named.filter((item) => where(item, input, at)) : named
    const { items, rest } = page(wanted, input, options.paging ?? paging.nextToken)
    return { [as]: show ? items.map(show) : items, ...rest, ...beside?.(at, input) }
  }
}

function pick<T extends Output>(all: readonly T[], wanted: string[], ids: Ids): readonly T[] {
  if (wanted.length === 0) return all
  const members = [ids.member].flat()
  const named = (id: string) => (item: T) => members.some((member) => item[member] === id)
  const absent = wanted.find((id) => !all.some(named(id)))
  if (absent !== undefined && ids.missing) throw notFound(absent, ids.missing)
  return all.filter((item) => wanted.some((id) => named(id)(item)))
}

function notFound(id: string, { name, message, status }: NonNullable<Ids['missing']>) {
  return new SampleAccountError(name, { message: message(id), ...(status && { status }) })
}

/** The one item that the input names, or AWS's error. Names and ARNs are both taken. */
export function find<T extends Output>(
  items: readonly T[],
  wanted: string | undefined,
  { by, missing }: { by: readonly string[]; missing: NonNullable<Ids['missing']> },
): T {
  const found = items.find((item) => wanted !== undefined && by.some((m) => item[m] === wanted))
  if (!found) throw notFound(wanted ?? '', missing)
  return found
}

/** A condition on one optional input member: absent, it holds for all. */
export function equals(member: string, of = member) {
  return (item: Output, input: Input) => {
    const wanted = text(input, member)
    return wanted === undefined || item[of] === wanted
  }
}

/** As `equals`, for members that name a prefix. */
export function startsWith(member: string, of: string) {
  return (item: Output, input: Input) => String(item[of]).startsWith(text(input, member) ?? '')
}
