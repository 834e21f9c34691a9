import { actionsOf, catalogueOf, type Operation } from '../catalogue/catalogue.ts'
import known from '../catalogue/data/actions.json' with { type: 'json' }
import { type Service, serviceNames, services as serviceTable } from '../catalogue/services.ts'
import { isAllowed } from '../executor/allow.ts'
import { composedOperations } from '../executor/composed.ts'
import { type DataKind, dataKinds } from '../tool.ts'
import { type Allow, packed, type Statement } from './packed.ts'
import { pathsOf, sensitiveBesides } from './sensitive-access.ts'
import { prefixOf, stemmed } from './stems.ts'

interface Options {
  /** Those that the deployment has. */
  services: readonly Service[]
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
 * and a deny of what is sensitive, which holds whatever else is attached to the role. Each action is
 * named where that leaves room in what a role may have; with more services, patterns stand for those
 * that begin alike. The same input gives the same text, and each policy fits IAM's 6,144 characters.
 */
export async function executionPolicies(options: Options): Promise<ExecutionPolicy[]> {
  const { services, dataAccess } = options
  const operations = await knownOperations(serviceNames)
  const allowed = operations.filter(
    ({ service, operation }) => services.includes(service) && isAllowed(operation, dataAccess),
  )
  // Of services that are not on, too.
  const refused = operations.filter(
    (each) => isSensitive(each.operation) && !allowed.includes(each),
  )
  const metadata = allowed.filter(({ operation }) => operation.class === 'metadata')
  const data = dataAllows(allowed)
  const denies = packed(denials(refused, actionsIn(allowed), options))
  const named = packed([...metadataAllows(metadata), ...data])
  const reads =
    named.length + denies.length <= mostNamed
      ? named
      : packed([allow('Read', stemmed(actionsIn(metadata), known)), ...data])
  return [
    ...reads.map((statements, index) => policy(`read-${index + 1}`, statements)),
    ...denies.map((statements, index) =>
      policy(index === 0 ? 'deny' : `deny-${index + 1}`, statements),
    ),
  ]
}

/** The actions of all metadata, each named. */
export async function metadataActions(services: readonly Service[]): Promise<string[]> {
  const operations = await knownOperations(services)
  return actionsIn(operations.filter(({ operation }) => operation.class === 'metadata'))
}

/** IAM lets a role have ten, one of which an operator may want for his own. */
const mostNamed = 9

interface Known {
  service: Service
  name: string
  operation: Operation
  actions: readonly string[]
}

async function knownOperations(services: readonly Service[]): Promise<Known[]> {
  const catalogues = await Promise.all(services.map(catalogueOf))
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
function metadataAllows(metadata: readonly Known[]): Allow[] {
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
  allowed: readonly string[],
  { partition, services, readableAccounts = [] }: Options,
): Statement[] {
  const actions = new Set([...actionsIn(refused), ...sensitiveBesides]).difference(new Set(allowed))
  const paths = refused.flatMap(({ service, name }) => pathsOf(service, name))
  const resources = paths.map((path) => `arn:${partition}:apigateway:*::${path}`)
  return [
    { Sid: 'DenySensitive', Effect: 'Deny', Action: [...actions].sort(), Resource: '*' },
    { Sid: 'DenyPaths', Effect: 'Deny', Action: ['apigateway:GET'], Resource: resources.sort() },
    foreign(allowed, services, readableAccounts),
  ]
}

/**
 * Nobody else's buckets, tables, queues, topics, functions and what else has a policy of its own that
 * may let others in: what a read carries to them their owner sees. It goes by the account of whoever
 * holds the role; what has no account is not meant.
 */
const foreign = (
  allowed: readonly string[],
  services: readonly Service[],
  readableAccounts: readonly string[],
): Statement => ({
  Sid: 'DenyForeign',
  Effect: 'Deny',
  Action: [
    'dynamodb:*',
    ...ofFunctions(allowed),
    ...['s3:*', 'sns:*', 'sqs:*'],
    ...shared.filter((service) => services.includes(service)).flatMap(readsOf),
  ],
  Resource: '*',
  Condition: {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM's
    StringNotEquals: { 'aws:ResourceAccount': ['${aws:PrincipalAccount}', ...readableAccounts] },
    Null: { 'aws:ResourceAccount': 'false' },
  },
})

/** Further services whose resources have policies of their own. */
const shared: readonly Service[] = [
  ...(['backup', 'codebuild', 'ecr', 'efs', 'eventbridge', 'glue', 'kinesis', 'kms'] as const),
  ...(['s3vectors', 'secrets-manager'] as const),
]

/** Not all of them: what the function itself has may be under another account's key. */
const readsOf = (service: Service): string[] =>
  ['Describe', 'Get', 'List'].map((verb) => `${serviceTable[service].iam}:${verb}*`)

/** Layers stay out of it: many functions use AWS's own. */
const ofFunctions = (allowed: readonly string[]): string[] =>
  allowed.filter((action) => action.startsWith('lambda:') && !action.includes('Layer'))

const actionsIn = (operations: readonly Known[]): string[] =>
  [...new Set(operations.flatMap(({ actions }) => actions))].sort()

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

const policy = (name: string, statements: readonly Statement[]): ExecutionPolicy => ({
  name,
  document: { Version: '2012-10-17', Statement: statements },
})
