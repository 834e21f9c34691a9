import type { Paging } from '../catalogue/catalogue.ts'
import { isRecord, type Json, jsonBytes } from '../json.ts'
import { type About, aboutOf, addAbout, withoutSums } from './about.ts'
import { type DescribedFailure, failureOf } from './failure-of.ts'
import type { FoundOperation } from './find-operation.ts'
import { itemsOf } from './items.ts'
import type { Position } from './next-token.ts'
import type { Page } from './pages.ts'

export interface Collected {
  items: Json[]
  /** Where to go on after each of the items. */
  after: Position[]
  /** What AWS said beside the items. */
  about: About
  /** How many pages were read, and how many bytes the items are, as counted. */
  pages: number
  bytes: number
  /** Where to go on after all of them; absent where there is no more. */
  end?: Position
  /** What broke off the collecting after some pages. */
  failure?: DescribedFailure
  /** There is more, but no way to it: AWS says so, or goes round in circles with its tokens. */
  cutOff?: 'no way on' | 'in circles'
  /** There is none of the configuration asked for: AWS's code, '' where its answer is empty. */
  absent?: string
}

interface Request {
  found: Pick<FoundOperation, 'service' | 'name' | 'operation'>
  input: Readonly<Record<string, unknown>>
  start: Position
  maxItems: number
  maxBytes: number
  /** An item counts for no more than this, as it will be shortened to it. */
  countedBytes?: number
  signal: AbortSignal
  send: (input: Record<string, unknown>) => Promise<Page>
}

/**
 * Items page after page, until there are enough. A failure after the first page keeps what there
 * is, be it nothing but the position: a search may go through many pages without finding.
 */
export async function collect(request: Request): Promise<Collected> {
  const { start, maxItems, found } = request
  const collected: Collected = { items: [], after: [], about: {}, pages: 0, bytes: 0 }
  const seen = new Set([JSON.stringify(start.tokens)])
  let position = start
  try {
    for (;;) {
      const size = pageSize(request, position)
      position = { ...position, ...(size.page === undefined ? {} : { page: size.page }) }
      const input = { ...request.input, ...size.input, ...position.tokens }
      const page = await request.send(input)
      collected.pages += 1
      if (page.absent !== undefined) return { ...collected, absent: page.absent }
      takeAbout(collected, page, { found, input, skip: position.skip })
      const full = takeItems(collected, page, { request, position })
      if (full) return { ...collected, end: collected.after.at(-1) ?? position }
      const next = nextTokens(page.raw, found, { before: position.tokens, seen })
      if (next.tokens === undefined) return { ...collected, ...next }
      const skip = Math.max(0, position.skip - itemsOf(page.output, found.operation).length)
      position = { ...position, tokens: next.tokens, skip }
      moveLast(collected, position)
      if (collected.items.length >= maxItems || request.signal.aborted) {
        return { ...collected, end: position }
      }
    }
  } catch (error) {
    if (collected.pages === 0) throw error
    return { ...collected, end: position, failure: await failureOf(error, found) }
  }
}

function takeAbout(
  collected: Collected,
  { output }: Page,
  { found, input, skip }: { found: Request['found']; input: Record<string, unknown>; skip: number },
): void {
  const page = aboutOf(output, found, input)
  const isBegun = skip > 0 && collected.pages === 1
  collected.about = addAbout(collected.about, isBegun ? withoutSums(page, found) : page, found)
}

interface Taking {
  request: Request
  position: Position
}

/** Takes what fits of a page; true where something of it is left. */
function takeItems(collected: Collected, page: Page, { request, position }: Taking): boolean {
  const { maxItems, maxBytes, countedBytes = maxBytes, found } = request
  const fresh = itemsOf(page.output, found.operation).slice(position.skip)
  for (const [index, item] of fresh.entries()) {
    const bytes = Math.min(jsonBytes(item), countedBytes) + 1
    const none = collected.items.length === 0
    const tooMany = collected.items.length >= maxItems
    if (tooMany || (collected.bytes + bytes > maxBytes && !none)) return true
    collected.bytes += bytes
    collected.items.push(item)
    collected.after.push({ ...position, skip: position.skip + index + 1 })
  }
  return false
}

/** After the last item of a page comes the next page, not the end of this one. */
function moveLast({ after }: Collected, position: Position): void {
  if (after.length > 0) after[after.length - 1] = position
}

interface Next {
  tokens?: Record<string, unknown>
  cutOff?: 'no way on' | 'in circles'
}

function nextTokens(
  raw: Record<string, unknown>,
  { name, operation: { paging } }: Request['found'],
  { before, seen }: { before: Record<string, unknown>; seen: Set<string> },
): Next {
  const tokens = tokensOf(raw, paging)
  if (tokens === undefined) return saysMore(raw) ? { cutOff: 'no way on' } : {}
  const text = JSON.stringify(tokens)
  if (endsWithSameToken.has(name) && text === JSON.stringify(before)) return {}
  if (seen.has(text)) return { cutOff: 'in circles' }
  seen.add(text)
  return { tokens }
}

/** Where AWS means the end by the token that it was given; elsewhere that would be a circle. */
const endsWithSameToken: ReadonlySet<string> = new Set(['GetLogEvents'])

function tokensOf(
  raw: Record<string, unknown>,
  paging: Paging | undefined,
): Record<string, unknown> | undefined {
  if (paging === undefined || saysNoMore(raw)) return
  const found = Object.entries(paging.tokens).map(([input, path]) => [input, valueAt(raw, path)])
  const tokens = Object.fromEntries(found.filter(([, token]) => isToken(token)))
  return Object.keys(tokens).length === 0 ? undefined : tokens
}

const isToken = (value: unknown) => value !== undefined && value !== null && value !== ''

/** At `DistributionList.NextMarker`, or of the last entry: `Tags[-1].Key`. */
const valueAt = (raw: unknown, path: string): unknown =>
  path.split(/\.|(?=\[-1\])/).reduce((at, name) => {
    if (name === '[-1]') return Array.isArray(at) ? at.at(-1) : undefined
    return isRecord(at) ? at[name] : undefined
  }, raw)

const saysNoMore = (raw: Record<string, unknown>): boolean =>
  Object.entries(raw).some(([name, value]) => value === false && saysWhetherMore.test(name))

const saysWhetherMore = /^(is_?truncated|has_?more.*)$/i

/** `IsTruncated`, `AdditionalRoutesAvailable`, `HasMoreResults`: AWS has a word of its own each time. */
const saysMore = (raw: Record<string, unknown>): boolean =>
  Object.entries(raw).some(([name, value]) => value === true && saysThereIsMore.test(name))

const saysThereIsMore = /^(is_?truncated|has_?more.*|(additional|more).*available)$/i

/** A page no larger than needed; none where the caller names things or sets the size. */
function pageSize({ found, input, maxItems }: Request, position: Position) {
  const { operation } = found
  const { size, page: most, least = 1 } = operation.paging ?? {}
  if (size === undefined || most === undefined || size in input) return { input: {} }
  // EC2 and others refuse a page size beside a list of ids.
  if (Object.values(input).some(isTextList)) return { input: {} }
  // Items to skip are counted in pages as they were.
  const same = position.skip > 0 ? position.page : undefined
  const page = same ?? Math.min(most, Math.max(least, maxItems))
  const type = operation.parameters?.[size]
  return { page, input: { [size]: type === 'string' ? String(page) : page } }
}

const isTextList = (value: unknown) =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string')
