import { serviceNames } from '../catalogue/services.ts'
import type { ToolResult } from '../tool.ts'
import { findOperation } from './find-operation.ts'
import { cliQuery } from './query.ts'

/** The result with what the `aws` command line asks for to have the same, where a query was applied. */
export async function withCliQuery(result: ToolResult): Promise<ToolResult> {
  const { call, regions, for_each: each } = result
  // Rows of many calls have names in them that no single answer has.
  if (call?.query === undefined || each !== undefined) return result
  // A question may have been answered by another tool's services.
  const { service, operation } = await findOperation(call.operation, serviceNames)
  // The command line shows DynamoDB's items with the type of each value.
  if (service === 'dynamodb') return result
  const about = regions.map((region) => (region.status === 'ok' ? (region.about ?? {}) : {}))
  const query = cliQuery(call.query, { operation, about: Object.assign({}, ...about) })
  return query === undefined ? result : { ...result, cli_query: query }
}
