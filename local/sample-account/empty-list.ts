import type { Call, Output } from './answer.ts'
import { list } from './answer.ts'

/**
 * The empty list, for things that this company does not have: where the operation's output holds
 * exactly one list, nothing else that must be there, and its input requires nothing. Lists that
 * would not be empty are declined instead.
 */
export function emptyList({ operation, schema }: Call): Output | undefined {
  if (!/^(Describe|List)/.test(operation)) return undefined
  if (offeredByAws.test(operation) || heldElsewhere.has(operation)) return undefined
  const [, , , , inputSchema, outputSchema] = list(schema)
  const input = structure(inputSchema)
  const output = structure(outputSchema)
  const [member, second] = output.names.filter((_, index) => isList(output.schemas[index]))
  const alone = output.names.slice(0, output.required).every((name) => name === member)
  return input.required === 0 && member && !second && alone ? { [member]: [] } : undefined
}

const offeredByAws =
  /(Offerings|Types?|Versions|Options|OptionGroups|ParameterGroups|Attributes?|Prices?|PriceHistory|Limits|Settings|Quotas|Regions|Zones|Certificates|Policies|PrefixLists|IdFormat|EventCategories|ConfigurationTemplates|Endpoints|Hubs)$/

// Lists of what the company has, which are not written down in this form.
const heldElsewhere = new Set([
  'DescribeEvents',
  'DescribeIamInstanceProfileAssociations',
  'DescribeInstanceCreditSpecifications',
  'DescribeInstanceImageMetadata',
  'DescribeInstanceTopology',
  'DescribeSnapshotTierStatus',
  'DescribeServices',
  'DescribeSeverityLevels',
  'DescribeTags',
  'DescribeVolumeStatus',
  'ListBackupJobSummaries',
  'ListBackupPlanTemplates',
  'ListContributorInsights',
  'ListCostAllocationTags',
  'ListCuratedEnvironmentImages',
  'ListLogGroups',
  'ListOrganizationsFeatures',
  'ListVerifiedEmailAddresses',
])

// The SDK's runtime schemas are tuples: [3 (structure), namespace, name, traits, names, schemas, required].
function structure(schema: unknown) {
  const [kind, , , , names, schemas, required] = list(resolve(schema))
  return kind === 3
    ? { names: list(names).map(String), schemas: list(schemas), required: Number(required ?? 0) }
    : { names: [], schemas: [], required: 0 }
}

// A list is a tuple that starts with 1, or a number from 64 to 127; a member is [schema, traits].
function isList(schema: unknown): boolean {
  const resolved = resolve(schema)
  if (typeof resolved === 'number') return resolved >= 64 && resolved < 128
  const [first] = list(resolved)
  return list(resolved).length === 2 ? isList(first) : first === 1
}

function resolve(schema: unknown): unknown {
  return typeof schema === 'function' ? schema() : schema
}
