import type { Service } from '../catalogue/services.ts'
import type { FoundOperation } from './find-operation.ts'

/**
 * The input with what AWS gives nothing, or a part, without: a queue's attributes, the tags of ECS,
 * alarms made of alarms, certificates with new keys, instances that are stopped. What the caller sets
 * stays as it is.
 */
export function withDefaults(
  { service, name, catalogue, operation }: FoundOperation,
  input: Record<string, unknown>,
): Record<string, unknown> {
  const known = defaults[service]?.[name]
  if (known === undefined) return input
  const missing = Object.entries(known).filter(
    ([member]) => !(member in input) && !instead[member]?.some((other) => other in input),
  )
  const values = missing.map(([member, value]) => [
    member,
    value === all ? catalogue.enums[elementOf(operation.parameters?.[member])] : value,
  ])
  return { ...Object.fromEntries(values), ...input }
}

/** Every value that the SDK knows for the member. */
const all = Symbol('all')

const elementOf = (type = '') => type.replace(/(\[\])?!?$/, '')

/** Members that say the same in another way. */
const instead: Readonly<Record<string, readonly string[]>> = {
  Statistics: ['ExtendedStatistics'],
}

const tags = { include: all }

const defaults: Readonly<Partial<Record<Service, Record<string, Record<string, unknown>>>>> = {
  acm: {
    ListCertificates: {
      Includes: {
        keyTypes: [
          ...['EC_prime256v1', 'EC_secp384r1', 'EC_secp521r1'],
          ...['RSA_1024', 'RSA_2048', 'RSA_3072', 'RSA_4096'],
        ],
      },
    },
  },
  'api-gateway': {
    GetResource: { embed: ['methods'] },
    GetResources: { embed: ['methods'] },
    GetDeployment: { embed: ['apisummary'] },
  },
  cloudwatch: {
    DescribeAlarms: { AlarmTypes: all },
    DescribeAlarmHistory: { AlarmTypes: all },
    GetMetricStatistics: { Statistics: all },
  },
  'cost-explorer': { GetSavingsPlansUtilizationDetails: { DataType: all } },
  dynamodb: { ListBackups: { BackupType: 'ALL' } },
  ec2: { DescribeInstanceStatus: { IncludeAllInstances: true } },
  ecs: {
    DescribeCapacityProviders: tags,
    DescribeClusters: tags,
    DescribeContainerInstances: tags,
    DescribeExpressGatewayService: tags,
    DescribeServices: tags,
    DescribeTaskDefinition: tags,
    DescribeTaskSets: tags,
    DescribeTasks: tags,
    ListAccountSettings: { effectiveSettings: true },
  },
  eks: { ListClusters: { include: ['all'] } },
  glue: { GetConnection: { HidePassword: true }, GetConnections: { HidePassword: true } },
  s3: { GetObjectAttributes: { ObjectAttributes: all } },
  ses: { DescribeConfigurationSet: { ConfigurationSetAttributeNames: all } },
  sqs: { GetQueueAttributes: { AttributeNames: ['All'] } },
}
