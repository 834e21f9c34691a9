import type { RegionResult, ToolResult } from '../tool.ts'

/** A result is an error only where every region failed; partial, where anything did. */
export function overallStatus(regions: readonly RegionResult[]): ToolResult['status'] {
  const failed = regions.filter(({ status }) => status === 'error').length
  const gaps = regions.some((part) => part.status === 'ok' && part.failures !== undefined)
  if (failed === 0) return gaps ? 'partial' : 'ok'
  return failed === regions.length ? 'error' : 'partial'
}
