import type { Claim } from './claims.ts'
import { spelledNumbersIn } from './numbers.ts'
import type { Statement } from './statements.ts'

/** What an answer itself lists behind a count: it must be so many. */
export type OwnList = 'agrees' | 'contradicts' | undefined

const naming = new Set(['id', 'arn', 'name', 'address'])

/** Of each count, by the claims of the whole answer. */
export function ownLists(
  claims: readonly Claim[],
  statements: readonly Statement[],
): (claim: Claim) => OwnList {
  const starts = new Map<Statement, Set<number>>()
  for (const { statement, kind, index } of claims) {
    if (naming.has(kind)) starts.set(statement, (starts.get(statement) ?? new Set()).add(index))
  }
  const items = Map.groupBy(
    statements.filter(({ isItem }) => isItem),
    ({ block }) => block,
  )
  return (claim) => {
    const listed = below(claim, items)
    // `three are on old runtimes (a and b):` above three items.
    return listed === 'agrees' ? listed : (inline(claim, starts.get(claim.statement)) ?? listed)
  }
}

/** `3 queues are full: a, b and 1 more`; each part begins with a name. */
function inline({ statement, number }: Claim, starts: ReadonlySet<number> | undefined): OwnList {
  if (number === undefined || starts === undefined || statement.cells !== undefined)
    return undefined
  if (number.unit !== 'none') return undefined
  const { text } = statement
  if (/\bof (?:the |your |all )?$/i.test(text.slice(0, number.index))) return undefined
  const from = number.index + number.text.length
  if (/^ (?:more|others?)\b/.test(text.slice(from))) return undefined
  const lead = /^\)?(?: of (?:the |your |all )?\d+)?[^:;,.()\d]*(?:: | \()/.exec(text.slice(from))
  const lead2 = lead ?? /^(?: of (?:the |your |all )?\d+)?[^:;.()]{0,90}: /.exec(text.slice(from))
  if (lead2 === null) return areListed(text, { from, starts, size: number.value })
  const begin = from + lead2[0].length
  const isInBrackets = lead2[0].endsWith('(')
  const parts = partsOf(text, begin, isInBrackets)
  let size = 0
  // Single words beside one that is a name.
  const areAlone =
    !isInBrackets &&
    parts.some(({ index }) => starts.has(index)) &&
    parts.every(({ words }) => /^[a-z][\w.@:/-]*(?: \([^()]*\))?$/.test(words))
  for (const { index, words } of parts) {
    const more = /^(?:and )?(\d+) (?:more|others?)\b/.exec(words)?.[1]
    if (more !== undefined) size += Number(more)
    else if (starts.has(index) || isCalled(words, { index, starts }) || areAlone) size += 1
    else return undefined
  }
  if (parts.length === 1 && !/^[\w./@:-]+(?: \([^)]*\))?$/.test(parts[0]?.words ?? ''))
    return undefined
  if (parts.length === 0) return undefined
  // `four instances (g5.12xlarge)`: what they are.
  if (parts.length === 1 && isInBrackets && number.value > 1) return undefined
  if (/\b(?:among|such as|including|e\.g|for example|like)\b|…/.test(lead2[0])) return undefined
  if (size === number.value) return 'agrees'
  // `a-1 to -4`, and `a ended 3 days ago and b …`, which tells of some.
  // `ten buckets, two of them in eu-west-1: a and b`: the list is that of the other count.
  const between = lead2[0].replace(/^\)?(?: of (?:the |your |all )?\w+)?/, '').replace(measured, '')
  if (/ \d+ /.test(between) || spelledNumbersIn(between).length > 0) return undefined
  const isRange = parts.some(({ words }) => /\d(?: to |–| - )-?\d/.test(words))
  const isOfSome =
    size < number.value &&
    parts.some(
      ({ words }) =>
        /^[^\s(]+(?: \([^)]*\))?(?: [a-z'’]+){2}/.test(words) && !/^\S+ of \S+$/.test(words),
    )
  return isRange || isOfSome ? undefined : 'contradicts'
}

/** `older than 365 days`: it counts none of what is listed. */
const measured =
  /\b(?:than|over|under|within|(?:the )?(?:last|past|next)) \d[\d,]* (?:minutes|hours|days|weeks|months|years)\b/g

/** `Claude Sonnet 4.6 (anthropic.claude-sonnet-4-6)`: what it is called comes before its id. */
const isCalled = (
  words: string,
  { index, starts }: { index: number; starts: ReadonlySet<number> },
): boolean =>
  /^[A-Z][\w.]*(?: [\w.]+)* \([^()]+\)$/.test(words) && starts.has(index + words.indexOf('(') + 1)

interface Listing {
  from: number
  starts: ReadonlySet<number>
  size: number
}

/** `The two search nodes are a at 10.0.0.1 and b at 10.0.0.2`. */
function areListed(text: string, { from, starts, size }: Listing): OwnList {
  const lead = /^ [^:;,.()]{0,40}\b(?:are|were) ["“]?/.exec(text.slice(from))
  if (lead === null || !starts.has(from + lead[0].length)) return undefined
  const parts = partsOf(text, from + lead[0].length, false)
  return parts.length === size && parts.every(({ index }) => starts.has(index))
    ? 'agrees'
    : undefined
}

function partsOf(text: string, begin: number, isInBrackets: boolean) {
  const parts: { index: number; words: string }[] = []
  let depth = 0
  let start = begin
  const end = (at: number) => {
    const words = text.slice(start, at)
    if (words.trim() !== '') parts.push({ index: start + words.search(/\S/), words: words.trim() })
  }
  for (let at = begin; at <= text.length; at += 1) {
    const sign = text.charAt(at)
    if (sign === '(') depth += 1
    if (sign === ')') depth -= 1
    const isOver =
      at === text.length ||
      (isInBrackets && depth < 0) ||
      (depth === 0 && /^[.;](?:\s|$)/.test(text.slice(at, at + 2)))
    if (isOver) {
      end(at)
      break
    }
    if (depth !== 0) continue
    const mark = /^(?:, and |, | and )/.exec(text.slice(at, at + 6))?.[0]
    if (mark === undefined) continue
    end(at)
    start = at + mark.length
    at = start - 1
  }
  return parts
}

/** `In us-east-2 (4):`, an item above items of its own. */
function nested(
  { statement, number }: Pick<Claim, 'statement' | 'number'>,
  items: readonly Statement[],
): OwnList {
  if (!/\(\d+\):$|^[^:]*\d[^:]*:$/.test(statement.text.trim())) return undefined
  const own = items.slice(items.indexOf(statement) + 1)
  const end = own.findIndex(({ text }) => /:$/.test(text.trim()))
  const size = (end === -1 ? own : own.slice(0, end)).length
  if (size === number?.value) return 'agrees'
  return size > 0 && /\(\d+\):$/.test(statement.text.trim()) ? 'contradicts' : undefined
}

/** A table's own heading says how many rows it has; what introduces a list may do so. */
function below(
  { statement, number }: Claim,
  items: ReadonlyMap<number, readonly Statement[]>,
): OwnList {
  if (number === undefined || statement.cells !== undefined) return undefined
  if (statement.isItem) return nested({ statement, number }, items.get(statement.block) ?? [])
  const some = items.get(statement.block) ?? items.get(statement.block + 1) ?? []
  // What introduces items of its own is none of them.
  const size = some.filter(({ text }) => !/:$/.test(text.trim())).length
  // What introduces a list with several counts: one of them is its length.
  if (/:$/.test(statement.text.trim()) && size > 1 && size === number.value) return 'agrees'
  const isHeading = /^[^.:;|]{2,60} \(\d+\)$/.test(statement.text.trim())
  const isLead =
    !/\b(?:over|across|of|from|for|in|by|within|than) (?:the )?$/i.test(
      statement.text.slice(0, number.index),
    ) &&
    /:$/.test(statement.text.trim()) &&
    [...statement.text.matchAll(/\d+/g)].length === 1 &&
    !spelledNumbersIn(statement.text).some(({ value, text }) => value > 1 && text !== number.text)
  if (!isHeading && !isLead) return undefined
  if (size === number.value) return 'agrees'
  return size > 0 && (size > number.value || isLead) ? 'contradicts' : undefined
}
