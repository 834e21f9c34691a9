import type { NormalizedSchema } from '@smithy/core/schema'
import type { Paging } from '../catalogue.ts'
import { type Items, itemOverrides } from './item-overrides.ts'

/** Where the items are in an operation's output. */
export function itemsOf(
  operation: string,
  output: NormalizedSchema,
  paging: Paging | undefined,
): Items {
  const override = itemOverrides[operation]
  if (override !== undefined) return override
  if (!output.isStructSchema()) return {}
  const tokens = new Set(Object.values(paging?.tokens ?? {}))
  const members = [...output.structIterator()].filter(
    ([name]) => !tokens.has(name) && !pageFlags.has(name),
  )
  const lists = members.filter(([, member]) => member.isListSchema()).map(([name]) => name)
  if (lists.length === 0) return soleMember(operation, members)
  if (paging === undefined && lists.length < members.length) return {}
  return mainList(operation, lists)
}

const pageFlags = new Set([
  'IsTruncated',
  'isTruncated',
  'MaxItems',
  'MaxResults',
  'ResponseMetadata',
])

/**
 * `DescribeTable` answers `{ Table: {…} }`: the item is the table. CloudFront wraps its lists as well,
 * `{ DistributionList: { Items: […], Quantity, … } }`: those are the items.
 */
function soleMember(operation: string, members: [string, NormalizedSchema][]): Items {
  const [sole, ...others] = members
  if (sole === undefined || others.length > 0) return {}
  const [name, schema] = sole
  if (operation.startsWith('List') && holdsList(schema)) return { items: `${name}.Items` }
  return schema.isStructSchema() || schema.isMapSchema() ? { items: name } : {}
}

const holdsList = (schema: NormalizedSchema): boolean =>
  schema.isStructSchema() &&
  [...schema.structIterator()].some(([name, member]) => name === 'Items' && member.isListSchema())

/** Of several lists the one whose name the operation ends with: `DescribeServices`, `services`. */
function mainList(operation: string, lists: readonly string[]): Items {
  const main =
    lists.find((name) => operation.toLowerCase().endsWith(name.toLowerCase())) ?? lists[0]
  if (main === undefined) return {}
  const besides = lists.filter((name) => name !== main)
  return besides.length === 0 ? { items: main } : { items: main, besides }
}
