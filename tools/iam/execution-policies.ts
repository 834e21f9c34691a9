import { actionsOf, catalogueOf, type Operation } from '../catalogue/catalogue.ts'
import { type Service, serviceNames } from '../catalogue/services.ts'
import { isAllowed } from '../executor/allow.ts'
import { composedOperations } from '../executor/logs-insights.ts'
import { type DataKind, dataKinds } from '../tool.ts'
import { type Allow, packed, type Statement } from './packed.ts'
import { pathsOf, sensitiveBesides } from './sensitive-access.ts'

interface Options {
  /** The kinds that `DATA_ACCESS` opens. */
  dataAccess: ReadonlySet<DataKind>
  /** Further accounts whose resources may be read where the call names them. */
  readableAccounts?: readonly string[] | undefined
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  partition: string
}

/** One managed policy of the execution role; `name` is for the deployment to put its own before. */
export interface ExecutionPolicy {
  name: string
  document: { Version: '2012-10-17'; Statement: readonly Statement[] }
}

/**
 * What the execution role may do: the actions of the operations that the handler allows, no other,
 * and a deny of what is sensitive, which holds whatever else is attached to the role. The same
 * input gives the same text, and each policy fits IAM's 6,144 characters.
 */
export async function executionPolicies({
  dataAccess,
  partition,
  readableAccounts = [],
}: Options): Promise<ExecutionPolicy[]> {
  const known = await knownOperations()
  const allowed = known.filter(({ operation }) => isAllowed(operation, dataAccess))
  const refused = known.filter(
    ({ operation }) => isSensitive(operation) && !isAllowed(operation, dataAccess),
  )
  const allows = [...metadataAllows(allowed), ...dataAllows(allowed)]
  const denies = [...denials(refused, { allows, partition }), foreign(allows, readableAccounts)]
  return [
    ...packed(allows).map((statements, index) => policy(`read-${index + 1}`, statements)),
    policy('deny', denies),
  ]
}

interface Known {
  service: Service
  name: string
  operation: Operation
  actions: readonly string[]
}

async function knownOperations(): Promise<Known[]> {
  const catalogues = await Promise.all(serviceNames.map(catalogueOf))
  return catalogues.flatMap(({ service, operations }) =>
    Object.entries({ ...operations, ...composedOperations[service] }).map(([name, operation]) => ({
      service,
      name,
      operation,
      actions: actionsOf(service, name, operation),
    })),
  )
}

const isSensitive = ({ class: kind }: Operation) =>
  kind === 'secret' || kind === 'starts_work' || kind === 'data'

/** A statement for each service: `ReadEc2`. */
function metadataAllows(allowed: readonly Known[]): Allow[] {
  const metadata = allowed.filter(({ operation }) => operation.class === 'metadata')
  const byPrefix = Map.groupBy(actionsIn(metadata), prefixOf)
  return [...byPrefix].map(([prefix, actions]) => allow(`Read${capitalized(prefix)}`, actions))
}

/** A statement for each kind of data that is open: `DataLogs`. */
function dataAllows(allowed: readonly Known[]): Allow[] {
  return dataKinds
    .map((kind) => ({ kind, found: allowed.filter(({ operation }) => operation.kind === kind) }))
    .filter(({ found }) => found.length > 0)
    .map(({ kind, found }) => allow(`Data${capitalized(kind)}`, actionsIn(found)))
}

/** Of all resources: an estate is listed whole, and most of these actions take no other resource. */
const allow = (sid: string, actions: string[]): Allow => ({
  Sid: sid,
  Effect: 'Allow',
  Action: actions,
  Resource: '*',
})

/** By action; by resource where an allowed operation needs the same action. */
function denials(
  refused: readonly Known[],
  { allows, partition }: { allows: readonly Allow[]; partition: string },
): Statement[] {
  const needed = new Set(allows.flatMap(({ Action }) => Action))
  const actions = new Set([...actionsIn(refused), ...sensitiveBesides]).difference(needed)
  const paths = refused.flatMap(({ service, name }) => pathsOf(service, name))
  const resources = paths.map((path) => `arn:${partition}:apigateway:*::${path}`)
  return [
    { Sid: 'DenySensitive', Effect: 'Deny', Action: [...actions].sort(), Resource: '*' },
    { Sid: 'DenyPaths', Effect: 'Deny', Action: ['apigateway:GET'], Resource: resources.sort() },
  ]
}

/**
 * Nobody else's buckets, tables, queues, topics and functions: what a read carries to them their
 * owner sees. It goes by the account of whoever holds the role; what has no account is not meant.
 */
const foreign = (allows: readonly Allow[], readableAccounts: readonly string[]): Statement => ({
  Sid: 'DenyForeign',
  Effect: 'Deny',
  Action: ['dynamodb:*', ...ofFunctions(allows), 's3:*', 'sns:*', 'sqs:*'],
  Resource: '*',
  Condition: {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM's
    StringNotEquals: { 'aws:ResourceAccount': ['${aws:PrincipalAccount}', ...readableAccounts] },
    Null: { 'aws:ResourceAccount': 'false' },
  },
})

/** Layers stay out of it: many functions use AWS's own. */
const ofFunctions = (allows: readonly Allow[]): string[] =>
  allows
    .flatMap(({ Action }) => Action)
    .filter((action) => action.startsWith('lambda:') && !action.includes('Layer'))

const actionsIn = (operations: readonly Known[]): string[] =>
  [...new Set(operations.flatMap(({ actions }) => actions))].sort()

const prefixOf = (action: string): string => action.slice(0, action.indexOf(':'))

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

const policy = (name: string, statements: readonly Statement[]): ExecutionPolicy => ({
  name,
  document: { Version: '2012-10-17', Statement: statements },
})
