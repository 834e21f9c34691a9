import type { Operation, Paging } from '../catalogue/catalogue.ts'
import { isRecord, type Json, jsonBytes } from '../json.ts'
import { itemsOf } from './items.ts'
import type { Position } from './next-token.ts'

export interface Collected {
  items: Json[]
  /** Where to go on after each of the items. */
  after: Position[]
  /** Where to go on after all of them; absent where there is no more. */
  end?: Position
  /** What broke off the collecting after some items. */
  failure?: unknown
  /** AWS says that there is more, but gives no way to it. */
  cutOff?: boolean
}

/** One page as AWS gives it (tokens), and as it may be shown. */
export interface Page {
  raw: Record<string, unknown>
  output: Json
}

interface Request {
  operation: Operation
  input: Readonly<Record<string, unknown>>
  start: Position
  maxItems: number
  maxBytes: number
  signal: AbortSignal
  send: (input: Record<string, unknown>) => Promise<Page>
}

/** Items page after page, until there are enough; a failure keeps what there is. */
export async function collect(request: Request): Promise<Collected> {
  const { start, maxItems, operation } = request
  const collected: Collected = { items: [], after: [] }
  let position = start
  try {
    for (;;) {
      const size = pageSize(request, position)
      position = { ...position, ...(size.page === undefined ? {} : { page: size.page }) }
      const page = await request.send({ ...request.input, ...size.input, ...position.tokens })
      const full = takeItems(collected, page, { request, position })
      if (full) return { ...collected, end: collected.after.at(-1) ?? position }
      const tokens = nextTokens(page.raw, operation.paging, position.tokens)
      if (tokens === undefined) return { ...collected, ...noToken(page.raw) }
      const skip = Math.max(0, position.skip - itemsOf(page.output, operation).length)
      position = { ...position, tokens, skip }
      moveLast(collected, position)
      if (collected.items.length >= maxItems || request.signal.aborted) {
        return { ...collected, end: position }
      }
    }
  } catch (failure) {
    if (collected.items.length === 0) throw failure
    return { ...collected, end: position, failure }
  }
}

interface Taking {
  request: Request
  position: Position
}

/** Takes what fits of a page; true where something of it is left. */
function takeItems(collected: Collected, page: Page, { request, position }: Taking): boolean {
  const { maxItems, maxBytes, operation } = request
  const fresh = itemsOf(page.output, operation).slice(position.skip)
  let bytes = jsonBytes(collected.items)
  for (const [index, item] of fresh.entries()) {
    bytes += jsonBytes(item) + 1
    const none = collected.items.length === 0
    if (collected.items.length >= maxItems || (bytes > maxBytes && !none)) return true
    collected.items.push(item)
    collected.after.push({ ...position, skip: position.skip + index + 1 })
  }
  return false
}

/** After the last item of a page comes the next page, not the end of this one. */
function moveLast({ after }: Collected, position: Position): void {
  if (after.length > 0) after[after.length - 1] = position
}

function nextTokens(
  raw: Record<string, unknown>,
  paging: Paging | undefined,
  before: Record<string, unknown>,
): Record<string, unknown> | undefined {
  if (paging === undefined || raw.IsTruncated === false || raw.isTruncated === false) return
  const found = Object.entries(paging.tokens).map(([input, path]) => [input, valueAt(raw, path)])
  const tokens = Object.fromEntries(found.filter(([, token]) => isToken(token)))
  // CloudWatch Logs gives the same token again at the end.
  const same = JSON.stringify(tokens) === JSON.stringify(before)
  return Object.keys(tokens).length === 0 || same ? undefined : tokens
}

const isToken = (value: unknown) => value !== undefined && value !== null && value !== ''

const valueAt = (raw: unknown, path: string): unknown =>
  path.split('.').reduce((at, name) => (isRecord(at) ? at[name] : undefined), raw)

const noToken = (raw: Record<string, unknown>) =>
  raw.IsTruncated === true || raw.isTruncated === true ? { cutOff: true } : {}

/** A page no larger than needed; none where the caller names things or sets the size. */
function pageSize({ operation, input, maxItems }: Request, position: Position) {
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
