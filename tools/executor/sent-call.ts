import { services } from '../catalogue/services.ts'
import { isRecord, jsonBytes } from '../json.ts'
import type { SentCall } from '../tool.ts'
import type { FoundOperation } from './find-operation.ts'

interface Sent {
  /** As AWS takes it. */
  input: Readonly<Record<string, unknown>>
  query?: string
  region?: string | readonly string[]
  starts: readonly { start: { region: string } }[]
}

/** A call in the words of a tool's input. Parameters too large to say again are left out. */
export function sentCall(found: FoundOperation, { input, query, region, starts }: Sent): SentCall {
  const parameters = asJson(input)
  const names = asked(region).includes('all')
    ? ['all']
    : [...new Set(starts.map(({ start }) => start.region))]
  const isShown = isRecord(parameters) && Object.keys(parameters).length > 0
  return {
    operation: found.fullName,
    ...(isShown && jsonBytes(parameters) <= maxParameterBytes ? { parameters } : {}),
    ...(query === undefined ? {} : { query }),
    ...(services[found.service].scope === 'global' ? {} : { region: names.join(',') }),
  }
}

const maxParameterBytes = 2_000

const asked = (region: Sent['region']): readonly string[] =>
  typeof region === 'string' ? region.split(',').map((name) => name.trim()) : (region ?? [])

/** Times as ISO text and bytes as base64, as parameters are given. */
const asJson = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(asJson)
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asJson(member)]))
    : value
}
