import { serviceNames } from '../catalogue/services.ts'
import { findOperation } from '../executor/find-operation.ts'
import type { ToolResult } from '../tool.ts'
import { valueAt } from './value-at.ts'

/** The result with the columns that matter for what it lists, where its items have them. */
export async function withColumns(result: ToolResult): Promise<ToolResult> {
  const { operation } = result
  if (operation === undefined || operation.startsWith('recipe:') || result.columns !== undefined) {
    return result
  }
  const items = result.regions.flatMap((region) => (region.status === 'ok' ? region.items : []))
  if (items.length === 0) return result
  const found = await findOperation(operation, serviceNames)
  // Needs the SDK's schemas, which are there once an answer is; an import costs even when it was made.
  loading ??= import('./columns-of.ts')
  const { columnsOf } = await loading
  const columns = (await columnsOf(found)).filter((path) => fits(path, items, result))
  return columns.length === 0 ? result : { ...result, columns }
}

let loading: Promise<typeof import('./columns-of.ts')> | undefined

/** A query may have made something else of the items; a bare name is what its column says. */
const fits = (path: string, items: readonly unknown[], { call }: ToolResult) =>
  items.some((item) =>
    typeof item === 'string' ? call?.query === undefined : valueAt(item, path) !== undefined,
  )
