import type { RegionResult, ToolResult } from '../tool.ts'

/** A result is an error only where every region failed. */
export function overallStatus(regions: readonly RegionResult[]): ToolResult['status'] {
  const failed = regions.filter(({ status }) => status === 'error').length
  if (failed === 0) return 'ok'
  return failed === regions.length ? 'error' : 'partial'
}
