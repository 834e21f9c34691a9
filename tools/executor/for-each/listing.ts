import type { NormalizedSchema } from '@smithy/core/schema'
import { sdkPackages } from '../../catalogue/loaders.ts'
import type { Service } from '../../catalogue/services.ts'
import { isRecord, type Json } from '../../json.ts'
import { type FoundOperation, findOperation } from '../find-operation.ts'
import { listedWithin } from './within.ts'

/** The operation that lists all names which a parameter of another takes. */
export interface Listing {
  found: FoundOperation
  parameters: Record<string, unknown>
  /** The name in one of its items. */
  nameOf: (item: Json) => string | undefined
}

/** What lists the names that `parameter` takes; undefined where nothing is known to. */
export async function listingOf(
  { service, catalogue, name }: FoundOperation,
  parameter: string,
  /** What else was given: some names are listed only within something. */
  others: Readonly<Record<string, unknown>> = {},
): Promise<Listing | undefined> {
  const inner = listedWithin({ service, name }, parameter)
  if (inner !== undefined) {
    const found = await findOperation(inner.operation, [service])
    const parameters = inner.of === undefined ? {} : { [inner.of]: others[inner.of] }
    return { found, parameters, nameOf: nameAt(inner.member) }
  }
  const known = byHand[service]?.[parameter]
  const listed = known?.operation === name ? undefined : known
  const {
    operation,
    member,
    parameters = {},
  } = listed ?? (await byNames(catalogue, parameter)) ?? {}
  if (operation === undefined || operation === name) return undefined
  const found = await findOperation(operation, [service])
  if (found.operation.class !== 'metadata') return undefined
  return { found, parameters, nameOf: nameAt(member) }
}

const nameAt =
  (member: string | undefined) =>
  (item: Json): string | undefined => {
    const value = member === undefined ? item : isRecord(item) ? item[member] : undefined
    return typeof value === 'string' ? value : undefined
  }

interface Row {
  operation: string
  /** Of an item; absent where the items are the names. */
  member?: string
  parameters?: Record<string, unknown>
}

/** Where parameter and list are not called alike. */
export const byHand: Readonly<Partial<Record<Service, Readonly<Record<string, Row>>>>> = {
  acm: { CertificateArn: { operation: 'ListCertificates', member: 'CertificateArn' } },
  'api-gateway': {
    restApiId: { operation: 'GetRestApis', member: 'id' },
    usagePlanId: { operation: 'GetUsagePlans', member: 'id' },
    domainName: { operation: 'GetDomainNames', member: 'domainName' },
    vpcLinkId: { operation: 'GetVpcLinks', member: 'id' },
  },
  apigatewayv2: {
    ApiId: { operation: 'GetApis', member: 'ApiId' },
    DomainName: { operation: 'GetDomainNames', member: 'DomainName' },
    VpcLinkId: { operation: 'GetVpcLinks', member: 'VpcLinkId' },
  },
  bedrock: {
    guardrailIdentifier: { operation: 'ListGuardrails', member: 'id' },
    provisionedModelId: {
      ...{ operation: 'ListProvisionedModelThroughputs', member: 'provisionedModelArn' },
    },
    inferenceProfileIdentifier: {
      ...{ operation: 'ListInferenceProfiles', member: 'inferenceProfileId' },
    },
  },
  cloudformation: {
    StackName: { operation: 'DescribeStacks', member: 'StackName' },
    StackSetName: { operation: 'ListStackSets', member: 'StackSetName' },
    ExportName: { operation: 'ListExports', member: 'Name' },
  },
  cloudtrail: {
    TrailName: { operation: 'ListTrails', member: 'TrailARN' },
    Name: { operation: 'ListTrails', member: 'TrailARN' },
    EventDataStore: { operation: 'ListEventDataStores', member: 'EventDataStoreArn' },
  },
  'cloudwatch-logs': {
    logGroupName: { operation: 'DescribeLogGroups', member: 'logGroupName' },
    logGroupIdentifier: { operation: 'DescribeLogGroups', member: 'logGroupName' },
  },
  cloudwatch: { DashboardName: { operation: 'ListDashboards', member: 'DashboardName' } },
  dynamodb: { TableName: { operation: 'ListTables' } },
  ecs: { cluster: { operation: 'ListClusters' } },
  eks: { clusterName: { operation: 'ListClusters' }, name: { operation: 'ListClusters' } },
  'elastic-load-balancing-v2': {
    LoadBalancerArn: { operation: 'DescribeLoadBalancers', member: 'LoadBalancerArn' },
    TargetGroupArn: { operation: 'DescribeTargetGroups', member: 'TargetGroupArn' },
  },
  iam: {
    UserName: { operation: 'ListUsers', member: 'UserName' },
    RoleName: { operation: 'ListRoles', member: 'RoleName' },
    GroupName: { operation: 'ListGroups', member: 'GroupName' },
    PolicyArn: { operation: 'ListPolicies', member: 'Arn', parameters: { Scope: 'Local' } },
    InstanceProfileName: { operation: 'ListInstanceProfiles', member: 'InstanceProfileName' },
  },
  lambda: {
    FunctionName: { operation: 'ListFunctions', member: 'FunctionName' },
    LayerName: { operation: 'ListLayers', member: 'LayerName' },
    Resource: { operation: 'ListFunctions', member: 'FunctionArn' },
  },
  rds: {
    ResourceName: { operation: 'DescribeDBInstances', member: 'DBInstanceArn' },
  },
  'route-53': {
    HostedZoneId: { operation: 'ListHostedZones', member: 'Id' },
    HealthCheckId: { operation: 'ListHealthChecks', member: 'Id' },
  },
  s3: { Bucket: { operation: 'ListBuckets', member: 'Name' } },
  ses: { Identity: { operation: 'ListIdentities' } },
  sesv2: {
    EmailIdentity: { operation: 'ListEmailIdentities', member: 'IdentityName' },
    ConfigurationSetName: { operation: 'ListConfigurationSets' },
    ContactListName: { operation: 'ListContactLists', member: 'ContactListName' },
  },
  sns: {
    TopicArn: { operation: 'ListTopics', member: 'TopicArn' },
    ResourceArn: { operation: 'ListTopics', member: 'TopicArn' },
    SubscriptionArn: { operation: 'ListSubscriptions', member: 'SubscriptionArn' },
  },
  sqs: { QueueUrl: { operation: 'ListQueues' } },
}

/** `VolumeId`: of DescribeVolumes, ListVolumes or GetVolumes the member of that very name. */
async function byNames(
  { service, operations }: FoundOperation['catalogue'],
  parameter: string,
): Promise<Row | undefined> {
  const [, thing = ''] = /^(\w+?)(Name|Id|Arn|ARN|Identifier|Url)$/.exec(parameter) ?? []
  if (thing === '') return undefined
  const many = thing.endsWith('y') ? `${thing.slice(0, -1)}ies` : `${thing}s`
  const wanted = ['List', 'Describe', 'Get'].map((verb) => `${verb}${many}`.toLowerCase())
  const names = Object.keys(operations).filter((name) => wanted.includes(name.toLowerCase()))
  const [sdk, { operationSchema }] = await Promise.all([
    sdkPackages[service](),
    import('../../catalogue/operation-schema.ts'),
  ])
  const listed = names.find((name) => {
    const row = operations[name]
    const isList = row?.class === 'metadata' && row.items !== undefined
    const isFree = !Object.values(row?.parameters ?? {}).some((type) => type.endsWith('!'))
    return (
      isList &&
      isFree &&
      entryMembers(operationSchema(sdk, name).output, row?.items ?? '').includes(parameter)
    )
  })
  return listed === undefined ? undefined : { operation: listed, member: parameter }
}

/** Of the entries of the list at a path of an answer. */
export function entryMembers(output: NormalizedSchema, path: string): string[] {
  let schema = output
  for (const step of path.split('.')) {
    if (!schema.isStructSchema()) return []
    const inner = Object.fromEntries(schema.structIterator())[step.replace('[]', '')]
    if (inner === undefined) return []
    schema = inner.isListSchema() ? inner.getValueSchema() : inner
  }
  return schema.isStructSchema() ? [...schema.structIterator()].map(([member]) => member) : []
}
