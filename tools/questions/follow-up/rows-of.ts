import type { Json } from '../../json.ts'
import type { ToolResult } from '../../tool.ts'
import { isObject } from '../lens/fields.ts'

/** The rows of an answer, of all its regions. */
export const rowsOf = ({ regions }: ToolResult): { [name: string]: Json }[] =>
  regions
    .flatMap((region) => (region.status === 'ok' ? (region.items as Json[]) : []))
    .filter((row): row is { [name: string]: Json } => isObject(row))
