import { serviceCalled } from './catalogue/chosen-services.ts'
import { coreServices, type Service, serviceNames } from './catalogue/services.ts'
import { getTime } from './get-time.ts'
import { helloWorld } from './hello-world.ts'
import { type Definition, readOperationsTool } from './read-operations.ts'
import type { Tool } from './tool.ts'

/** The services that can be asked, a tool each, with the operations that are asked for most. */
export const definitions: readonly Definition[] = [
  {
    name: 'ec2',
    about: 'EC2, ELB, scaling',
    services: ['ec2', 'elastic-load-balancing-v2', 'auto-scaling'],
    common: [
      'DescribeInstances',
      'DescribeInstanceStatus',
      'DescribeVolumes',
      'DescribeSnapshots',
      'DescribeSecurityGroups',
      'DescribeVpcs',
      'DescribeSubnets',
      'DescribeAddresses',
      'DescribeNatGateways',
      'elbv2:DescribeLoadBalancers',
      'DescribeTargetHealth',
      'DescribeAutoScalingGroups',
    ],
    recipes: [
      'what_is',
      'connections',
      'inventory',
      'open_to_internet',
      'open_ports',
      'reachability',
      'unused_spend',
      'unattached_volumes',
      'instances_without_tag',
      'untagged_resources',
    ],
  },
  {
    name: 's3',
    about: 'S3 buckets and lists of objects',
    services: ['s3'],
    common: [
      'ListBuckets',
      'ListObjectsV2',
      'GetBucketEncryption',
      'GetBucketVersioning',
      'GetPublicAccessBlock',
      'GetBucketPolicyStatus',
      'GetBucketAcl',
      'GetBucketTagging',
      'GetBucketLifecycleConfiguration',
    ],
    recipes: ['public_buckets', 'unencrypted_buckets'],
  },
  {
    name: 'lambda',
    about: 'Lambda functions',
    services: ['lambda'],
    common: [
      'ListFunctions',
      'GetFunctionConfiguration',
      'GetFunctionConcurrency',
      'ListEventSourceMappings',
      'ListVersionsByFunction',
      'ListAliases',
      'GetPolicy',
      'GetAccountSettings',
      'ListTags',
    ],
    recipes: ['breaking_soon', 'old_runtimes'],
  },
  {
    name: 'cloudformation',
    about: 'CloudFormation stacks',
    services: ['cloudformation'],
    common: [
      'DescribeStacks',
      'ListStacks',
      'DescribeStackEvents',
      'ListStackResources',
      'DescribeStackResourceDrifts',
      'ListExports',
      'DescribeChangeSet',
      'ListStackSets',
    ],
    recipes: ['failed_stacks'],
  },
  {
    name: 'iam',
    about: 'IAM, STS',
    services: ['iam', 'sts'],
    common: [
      'ListUsers',
      'ListRoles',
      'GetRole',
      'ListAccessKeys',
      'GetAccessKeyLastUsed',
      'ListMFADevices',
      'ListAttachedRolePolicies',
      'ListAttachedUserPolicies',
      'GetPolicyVersion',
      'GetAccountSummary',
      'GetCallerIdentity',
    ],
    recipes: [
      'old_access_keys',
      'users_without_mfa',
      'root_user',
      'password_policy',
      'full_admin',
      'permissions',
      'group_members',
      'cross_account_roles',
    ],
  },
  {
    name: 'rds',
    about: 'RDS and Aurora databases',
    services: ['rds'],
    common: [
      'DescribeDBInstances',
      'DescribeDBClusters',
      'DescribeDBSnapshots',
      'DescribePendingMaintenanceActions',
      'DescribeEvents',
      'DescribeDBParameters',
      'DescribeDBEngineVersions',
      'ListTagsForResource',
    ],
    recipes: ['database_load', 'missing_backups'],
  },
  {
    name: 'cloudwatch',
    about: 'CloudWatch alarms, metrics, logs; CloudTrail events',
    services: ['cloudwatch', 'cloudwatch-logs', 'cloudtrail'],
    common: [
      'DescribeAlarms',
      'DescribeAlarmHistory',
      'GetMetricData',
      'GetMetricStatistics',
      'ListMetrics',
      'DescribeLogGroups',
      'FilterLogEvents',
      'InsightsQuery',
      'LookupEvents',
      'DescribeTrails',
    ],
    recipes: [
      'overview',
      'metrics',
      'firing_alarms',
      'recent_changes',
      'log_errors',
      'trail_logging',
    ],
  },
  {
    name: 'cost_explorer',
    about: 'costs and usage; each call is billed',
    services: ['cost-explorer'],
    common: [
      'GetCostAndUsage',
      'GetCostForecast',
      'GetAnomalies',
      'GetDimensionValues',
      'GetReservationCoverage',
      'GetSavingsPlansUtilization',
      'GetRightsizingRecommendation',
    ],
    recipes: ['cost', 'cost_of', 'bill_increase', 'spend_by_service'],
  },
  {
    name: 'ecs',
    about: 'ECS',
    services: ['ecs'],
    common: [
      'ListClusters',
      'DescribeClusters',
      'ListServices',
      'DescribeServices',
      'ListTasks',
      'DescribeTasks',
      'DescribeTaskDefinition',
      'ListServiceDeployments',
    ],
    recipes: ['service_errors', 'services_short_of_tasks'],
  },
  {
    name: 'eks',
    about: 'EKS',
    services: ['eks'],
    common: [
      'ListClusters',
      'DescribeCluster',
      'ListNodegroups',
      'DescribeNodegroup',
      'ListAddons',
      'DescribeAddon',
      'DescribeClusterVersions',
      'ListInsights',
    ],
  },
  {
    name: 'sns',
    about: 'SNS topics and subscriptions',
    services: ['sns'],
    common: [
      'ListTopics',
      'GetTopicAttributes',
      'ListSubscriptions',
      'ListSubscriptionsByTopic',
      'GetSubscriptionAttributes',
      'ListTagsForResource',
    ],
  },
  {
    name: 'sqs',
    about: 'SQS queues',
    services: ['sqs'],
    common: [
      'ListQueues',
      'GetQueueAttributes',
      'GetQueueUrl',
      'ListDeadLetterSourceQueues',
      'ListMessageMoveTasks',
      'ListQueueTags',
    ],
  },
  {
    name: 'dynamodb',
    about: 'DynamoDB tables',
    services: ['dynamodb'],
    common: [
      'ListTables',
      'DescribeTable',
      'DescribeContinuousBackups',
      'DescribeTimeToLive',
      'ListBackups',
      'DescribeLimits',
      'ListTagsOfResource',
    ],
  },
  {
    name: 'route53',
    about: 'Route 53 zones, records, health checks',
    services: ['route-53'],
    common: [
      'ListHostedZones',
      'ListResourceRecordSets',
      'GetHostedZone',
      'ListHealthChecks',
      'GetHealthCheckStatus',
      'TestDNSAnswer',
    ],
  },
  {
    name: 'apigateway',
    about: 'API Gateway, ACM certificates',
    services: ['api-gateway', 'apigatewayv2', 'acm'],
    common: [
      'GetRestApis',
      'apigateway:GetStages',
      'GetResources',
      'GetApis',
      'apigatewayv2:GetStages',
      'GetRoutes',
      'GetUsagePlans',
      'ListCertificates',
      'DescribeCertificate',
    ],
  },
  {
    name: 'ses',
    about: 'SES mail',
    services: ['sesv2', 'ses'],
    common: [
      'ListEmailIdentities',
      'GetEmailIdentity',
      'GetAccount',
      'GetSendQuota',
      'GetSendStatistics',
      'sesv2:ListConfigurationSets',
    ],
  },
  {
    name: 'bedrock',
    about: 'Bedrock',
    services: ['bedrock'],
    common: [
      'ListFoundationModels',
      'ListInferenceProfiles',
      'ListGuardrails',
      'GetGuardrail',
      'ListProvisionedModelThroughputs',
      'GetModelInvocationLoggingConfiguration',
    ],
  },
  {
    name: 'sagemaker',
    about: 'SageMaker',
    services: ['sagemaker'],
    common: [
      'ListEndpoints',
      'DescribeEndpoint',
      'ListTrainingJobs',
      'DescribeTrainingJob',
      'ListNotebookInstances',
      'ListModels',
      'ListPipelines',
      'ListDomains',
    ],
  },
]

/** One tool for all further services that a deployment has. */
export const furtherDefinition = (services: readonly Service[]): Definition => ({
  name: 'aws',
  about: 'further services',
  services,
  common: furtherCommon.filter((operation) => {
    const service = serviceCalled(operation.slice(0, operation.indexOf(':')))
    return service !== undefined && services.includes(service)
  }),
  search: true,
  recipes: Object.entries(furtherRecipes).flatMap(([name, own]) =>
    own.some((service) => services.includes(service)) ? [name] : [],
  ),
})

/** Each with the services of which one must be on. */
const furtherRecipes: Readonly<Record<string, readonly Service[]>> = {
  near_quotas: ['service-quotas'],
  not_rotated: ['secrets-manager', 'kms'],
  image_findings: ['ecr'],
  health_events: ['health'],
  recommendations: ['compute-optimizer', 'support'],
  failed_runs: ['codepipeline', 'codebuild', 'sfn', 'glue', 'codedeploy', 'batch'],
}

const furtherCommon = [
  'stepfunctions:ListStateMachines',
  'ssm:DescribeInstanceInformation',
  'ecr:DescribeRepositories',
  'kms:ListKeys',
  'secretsmanager:ListSecrets',
  'glue:GetJobs',
  'cloudfront:ListDistributions',
  'events:ListRules',
  'backup:ListBackupJobs',
  'service-quotas:ListServiceQuotas',
  'health:DescribeEvents',
  'resourcegroupstaggingapi:GetResources',
]

/** What the gateway shows, the role allows and the handler runs, of the services that are on. */
export function toolsFor(services: readonly Service[]): readonly Tool[] {
  const own = new Set(coreServices)
  const more = services.filter((service) => !own.has(service))
  const all = more.length === 0 ? definitions : [...definitions, furtherDefinition(more)]
  return [helloWorld, getTime, ...all.map(readOperationsTool)]
}

/** All that there are. */
export const tools: readonly Tool[] = toolsFor(serviceNames)
