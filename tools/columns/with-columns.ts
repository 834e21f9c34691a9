import { serviceNames } from '../catalogue/services.ts'
import { findOperation } from '../executor/find-operation.ts'
import { isRecord } from '../json.ts'
import type { ToolResult } from '../tool.ts'
import { valueAt } from './value-at.ts'

/** The result with the columns that matter for what it lists, where its items have them. */
export async function withColumns(result: ToolResult): Promise<ToolResult> {
  const { operation } = result
  // The parts of a question list things of several kinds: each has its own.
  if (result.parts !== undefined) return result
  if (operation === undefined || operation.startsWith('recipe:') || result.columns !== undefined) {
    return result
  }
  const items = result.regions.flatMap((region) => (region.status === 'ok' ? region.items : []))
  if (items.length === 0) return result
  const found = await findOperation(operation, serviceNames)
  // Needs the SDK's schemas, which are there once an answer is; an import costs even when it was made.
  loading ??= import('./columns-of.ts')
  const { columnsOf } = await loading
  const columns = await columnsOf(found)
  if (isReshaped(items, columns, result.call?.query)) return result
  const fitting = columns.filter((path) => fits(path, items))
  return fitting.length === 0 ? result : { ...result, columns: fitting }
}

let loading: Promise<typeof import('./columns-of.ts')> | undefined

/** A bare name is what its column says. */
const fits = (path: string, items: readonly unknown[]) =>
  items.some((item) => typeof item === 'string' || valueAt(item, path) !== undefined)

/** A query made something else of the items: what it asked for matters then, and nothing else does. */
function isReshaped(items: readonly unknown[], columns: readonly string[], query?: string) {
  if (query === undefined) return false
  const key = columns.find((path) => !/^tag(?:s|set|list)\./i.test(path)) ?? ''
  const [first] = items.filter((item) => isRecord(item) && valueAt(item, key) !== undefined)
  // Of an item that is whole the query cannot name all members.
  return !isRecord(first) || Object.keys(first).every((member) => query.includes(member))
}
