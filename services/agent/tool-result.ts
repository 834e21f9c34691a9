import * as z from 'zod'
import { charge } from './event-parts.ts'
import type { Charge } from './events.ts'
import { parseJson, sizeOf } from './json.ts'
import { beginningOf, beginningWithin, wellFormed } from './text.ts'

/** What a tool call came to, for the model and the client alike; `result` is plain JSON, bounded. */
export interface ToolOutcome {
  status: 'ok' | 'partial' | 'error'
  /** One line for a person: `9 items of ec2:DescribeVpcs from us-east-1`, or what went wrong. */
  summary: string
  /** True where `result` holds less than the tool returned. */
  truncated: boolean
  result: Json
  /** What AWS bills for it, where it bills something. */
  charges?: readonly Charge[]
  /** It was refused for want of budget, or nobody knows what it was billed. */
  budget?: 'short' | 'unknown'
}

export type Json = z.infer<typeof json>

/** The outcome of a tool's answer as it came over MCP: text, most often a tool result as JSON. */
export function toolOutcome(text: string, isError: boolean): ToolOutcome {
  const value = wellFormed(json.safeParse(parseJson(text)).data ?? text)
  const data = toolData.safeParse(value).data
  const { result, truncated } = bounded(value, outcomeBytes)
  const status = data?.status ?? (isError ? 'error' : 'ok')
  const { charges } = data ?? {}
  return {
    ...{ status, summary: summary(data, status, text), truncated, result },
    ...(charges !== undefined && { charges }),
    ...(isShort(data) && { budget: 'short' }),
    // What is no tool result and an error is the gateway's word: the tool may have run.
    ...(data === undefined && isError && { budget: 'unknown' }),
  }
}

const isShort = (data: ToolData | undefined): boolean =>
  [data, ...(data?.regions ?? [])].some((part) => part?.code === 'budget_spent')

/** An outcome of a call that no tool answered. */
export function failedOutcome(code: string, message: string): ToolOutcome {
  const result = { status: 'error', code, message }
  return { status: 'error', summary: message, truncated: false, result }
}

/** As `failedOutcome`, of a call of which nobody heard how it ended. */
export function lostOutcome(code: string, message: string): ToolOutcome {
  return { ...failedOutcome(code, message), budget: 'unknown' }
}

/**
 * `value` in at most about `maxBytes` of JSON. Items of a tool result are dropped whole, last ones
 * first, and what is left says so; of any other value stays the beginning of its text.
 */
export function bounded(value: Json, maxBytes: number): { result: Json; truncated: boolean } {
  if (sizeOf(value) <= maxBytes) return { result: value, truncated: false }
  const data = toolData.safeParse(value).data
  if (data?.regions !== undefined) {
    const regions = fewerItems(data.regions, maxBytes - sizeOf({ ...data, regions: [] }))
    const result = json.parse({ ...data, regions })
    if (sizeOf(result) <= maxBytes) return { result, truncated: true }
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const beginning = beginningWithin(text, maxBytes)
  return { result: { truncated: true, hint: cutHint, beginning }, truncated: true }
}

/** What a model reads of a result. The key says whose words these are; JSON lets none step out. */
export function untrusted(result: Json): Json {
  return { untrusted_aws_data: result }
}

/** The result within what `untrusted` made; another value is its own. */
export function untrustedData(value: Json): Json {
  return z.object({ untrusted_aws_data: json }).safeParse(value).data?.untrusted_aws_data ?? value
}

/** More than the tool handler ever lets through, 32 kB: this is for other targets of a gateway. */
const outcomeBytes = 40_000
const cutHint = 'Cut to fit. Narrow with parameters, project with query, or lower max_items.'

/** Not looked into: it comes out of JSON, and large results would keep everybody waiting. */
export const json = z.custom<z.core.util.JSONType>((value) => value !== undefined)
const regionData = z.looseObject({
  region: z.string(),
  status: z.string().optional(),
  items: z.array(json).optional(),
  /** In the form that a model reads: items as rows of a table. */
  rows: z.array(json).optional(),
  truncated: z.boolean().optional(),
  about: z.record(z.string(), json).optional(),
  failures: z.array(json).optional(),
  code: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
})
const toolData = z.looseObject({
  status: z.enum(['ok', 'partial', 'error']),
  operation: z.string().optional(),
  message: z.string().optional(),
  code: z.string().optional().catch(undefined),
  charges: z.array(charge).optional().catch(undefined),
  regions: z.array(regionData).optional(),
  empty_regions: z.array(z.string()).optional(),
})
type RegionData = z.infer<typeof regionData>
type ToolData = z.infer<typeof toolData>

/** Each region keeps the items that fit its share, and the position that it had come to. */
function fewerItems(regions: readonly RegionData[], maxBytes: number): RegionData[] {
  let left = maxBytes
  return regions.map((region, index) => {
    const share = left / (regions.length - index)
    const fitted = sizeOf(region) < share ? region : cutRegion(region, share)
    left -= sizeOf(fitted) + 1
    return fitted
  })
}

function cutRegion(region: RegionData, maxBytes: number): RegionData {
  const list = region.rows === undefined ? 'items' : 'rows'
  const hint = region.next_token === undefined ? cutHint : `${cutHint} next_token goes on after it.`
  const empty = { ...region, [list]: [], truncated: true, hint }
  return { ...empty, [list]: itemsWithin(region[list] ?? [], maxBytes - sizeOf(empty) - 1) }
}

function itemsWithin(items: readonly Json[], maxBytes: number): Json[] {
  let left = maxBytes
  const firstOver = items.findIndex((item) => {
    left -= sizeOf(item) + 1
    return left < 0
  })
  return items.slice(0, firstOver === -1 ? items.length : firstOver)
}

function summary(data: ToolData | undefined, status: string, text: string): string {
  if (data?.regions === undefined || data.regions.length === 0) {
    const message = data?.message ?? (status === 'error' ? text : 'answered')
    return beginningOf(message, 200).toWellFormed()
  }
  const answered = data.regions.filter(({ status = 'ok' }) => status === 'ok')
  const why = data.regions.find(({ message }) => message !== undefined)?.message
  if (answered.length === 0 && why !== undefined) return beginningOf(why, 300).toWellFormed()
  const failed = data.regions.length - answered.length
  const count = answered.reduce((sum, { items }) => sum + (items?.length ?? 0), 0)
  const more = answered.some(({ truncated }) => truncated === true) ? ', more available' : ''
  const without = answered.reduce((sum, { failures }) => sum + (failures?.length ?? 0), failed)
  const failures = without === 0 ? '' : `, ${without} failed`
  const beside = count === 0 ? counts(answered) : ''
  const items = beside || `${count} ${count === 1 ? 'item' : 'items'}`
  const from = data.operation === undefined ? 'from' : `of ${data.operation} from`
  const regions = [...data.regions.map(({ region }) => region), ...(data.empty_regions ?? [])]
  return beginningOf(`${items} ${from} ${names(regions)}${more}${failures}`, 300)
}

/** What an answer without items counts beside them: `Count 1234567`. */
const counts = (answered: readonly RegionData[]): string =>
  answered
    .flatMap(({ about = {} }) => Object.entries(about))
    .filter(([, value]) => typeof value === 'number')
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')

const names = (regions: readonly string[]): string =>
  regions.length <= 3 ? regions.join(', ') : `${regions.length} regions`
