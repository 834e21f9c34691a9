import { backupPlanId, backupPlans } from '../../../local/sample-account/facts/backups.ts'
import { eventArn, healthEvents } from '../../../local/sample-account/facts/health-events.ts'
import { badDeploy } from '../../../local/sample-account/facts/incidents.ts'
import { logGroups } from '../../../local/sample-account/facts/log-groups.ts'
import {
  executionArn,
  executionsOf,
  stateMachines,
} from '../../../local/sample-account/facts/state-machines.ts'
import { all } from './ask.ts'

/** Where the inputs of an operation come from: a member of what another operation lists. */
interface Source {
  from: string
  path: string
  as: string
  /** True where the operation takes a list. */
  list?: true
  also?: object
}

/** What operations need; those that are not named here take nothing. */
const sources: Readonly<Record<string, Source | object>> = {
  'acm:DescribeCertificate': certificate(),
  'acm:ListTagsForCertificate': certificate(),
  ...each('api-gateway', ['GetRestApi', 'GetStages', 'GetResources', 'GetDeployments'], restApi()),
  'api-gateway:GetBasePathMappings': {
    from: 'api-gateway:GetDomainNames',
    path: 'items.domainName',
    as: 'domainName',
  },
  'api-gateway:GetStage': { ...restApi(), also: { stageName: 'prod' } },
  ...each('apigatewayv2', ['GetApi', 'GetRoutes', 'GetIntegrations', 'GetStages'], {
    from: 'apigatewayv2:GetApis',
    path: 'Items.ApiId',
    as: 'ApiId',
  }),
  'bedrock:GetFoundationModel': {
    from: 'bedrock:ListFoundationModels',
    path: 'modelSummaries.modelId',
    as: 'modelIdentifier',
  },
  ...each(
    'cloudformation',
    ['DescribeStackEvents', 'ListStackResources', 'DescribeStackResources'],
    stack(),
  ),
  'cloudformation:DescribeStackResource': {
    StackName: 'orders-prod',
    LogicalResourceId: 'Consumer',
  },
  ...each('cloudtrail', ['GetTrail', 'GetTrailStatus'], { Name: 'all-regions' }),
  'cloudtrail:GetEventSelectors': { TrailName: 'all-regions' },
  ...each('cloudwatch-logs', ['DescribeLogStreams', 'FilterLogEvents'], {
    from: 'cloudwatch-logs:DescribeLogGroups',
    path: 'logGroups.logGroupName',
    as: 'logGroupName',
    also: { limit: 50 },
  }),
  'cloudwatch-logs:GetLogEvents': {
    logGroupName: '/ecs/checkout-api',
    logStreamName: logGroups.find(({ name }) => name === '/ecs/checkout-api')?.streams[0],
  },
  'cloudwatch-logs:GetQueryResults': {
    from: 'cloudwatch-logs:StartQuery',
    path: 'queryId',
    as: 'queryId',
  },
  'cloudwatch-logs:StartQuery': {
    logGroupNames: ['/ecs/checkout-api'],
    queryString: 'fields @timestamp, @message',
    startTime: Date.parse('2026-03-18T14:00:00Z') / 1000,
    endTime: Date.parse('2026-03-18T14:25:00Z') / 1000,
    limit: 20,
  },
  'cloudwatch-logs:ListTagsForResource': { resourceArn: 'arn:aws:logs:us-east-1:1:log-group:a' },
  'cloudwatch:DescribeAlarmsForMetric': {
    Namespace: 'AWS/RDS',
    MetricName: 'CPUUtilization',
    Dimensions: [{ Name: 'DBInstanceIdentifier', Value: 'orders-db' }],
  },
  'cloudwatch:GetDashboard': {
    from: 'cloudwatch:ListDashboards',
    path: 'DashboardEntries.DashboardName',
    as: 'DashboardName',
  },
  'cloudwatch:GetMetricData': {
    StartTime: new Date('2026-03-18T12:00:00Z'),
    EndTime: new Date('2026-03-18T14:25:00Z'),
    MetricDataQueries: [{ Id: 'a', MetricStat: { Metric: cpu(), Period: 300, Stat: 'p99' } }],
  },
  'cloudwatch:GetMetricStatistics': {
    ...cpu(),
    StartTime: new Date('2026-03-18T12:00:00Z'),
    EndTime: new Date('2026-03-18T14:25:00Z'),
    Period: 300,
    Statistics: ['Average', 'Maximum', 'Minimum', 'Sum', 'SampleCount'],
    ExtendedStatistics: ['p99'],
  },
  'cost-explorer:GetAnomalies': { DateInterval: { StartDate: '2026-01-01' } },
  'cost-explorer:GetCostAndUsage': {
    TimePeriod: { Start: '2026-01-01', End: '2026-04-01' },
    Granularity: 'MONTHLY',
    Metrics: ['UnblendedCost', 'UsageQuantity'],
    GroupBy: [
      { Type: 'DIMENSION', Key: 'SERVICE' },
      { Type: 'TAG', Key: 'Env' },
    ],
  },
  'cost-explorer:GetCostCategories': march(),
  'cost-explorer:GetCostForecast': {
    TimePeriod: { Start: '2026-03-18', End: '2026-04-01' },
    Granularity: 'DAILY',
    Metric: 'UNBLENDED_COST',
  },
  'cost-explorer:GetDimensionValues': { ...march(), Dimension: 'INSTANCE_TYPE' },
  'cost-explorer:GetTags': { ...march(), TagKey: 'Owner' },
  ...each('dynamodb', ['DescribeTable', 'DescribeContinuousBackups', 'DescribeTimeToLive'], {
    from: 'dynamodb:ListTables',
    path: 'TableNames',
    as: 'TableName',
  }),
  'dynamodb:ListTagsOfResource': {
    ResourceArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/carts',
  },
  'ecs:DescribeClusters': {
    from: 'ecs:ListClusters',
    path: 'clusterArns',
    as: 'clusters',
    list: true,
  },
  'ecs:ListServices': cluster(),
  'ecs:ListTasks': cluster(),
  'ecs:DescribeServices': {
    from: 'ecs:ListServices',
    path: 'serviceArns',
    as: 'services',
    list: true,
    also: { cluster: 'prod' },
  },
  'ecs:DescribeTasks': {
    from: 'ecs:ListTasks',
    path: 'taskArns',
    as: 'tasks',
    list: true,
    also: { cluster: 'prod' },
  },
  'ecs:DescribeTaskDefinition': {
    from: 'ecs:ListTaskDefinitions',
    path: 'taskDefinitionArns',
    as: 'taskDefinition',
  },
  'ecs:ListTagsForResource': {
    resourceArn: 'arn:aws:ecs:us-east-1:123456789012:service/prod/web',
  },
  'eks:DescribeCluster': { name: 'payments-platform' },
  'eks:ListUpdates': { name: 'payments-platform' },
  ...each('eks', ['ListNodegroups', 'ListAddons', 'ListFargateProfiles'], {
    clusterName: 'payments-platform',
  }),
  'eks:DescribeNodegroup': { clusterName: 'payments-platform', nodegroupName: 'general' },
  'eks:DescribeAddon': { clusterName: 'payments-platform', addonName: 'coredns' },
  'elastic-load-balancing-v2:DescribeListenerCertificates': {
    from: 'elastic-load-balancing-v2:DescribeListeners',
    path: 'Listeners.ListenerArn',
    as: 'ListenerArn',
  },
  ...each('elastic-load-balancing-v2', ['DescribeTargetHealth', 'DescribeTargetGroupAttributes'], {
    from: 'elastic-load-balancing-v2:DescribeTargetGroups',
    path: 'TargetGroups.TargetGroupArn',
    as: 'TargetGroupArn',
  }),
  'elastic-load-balancing-v2:DescribeLoadBalancerAttributes': balancer('LoadBalancerArn'),
  'elastic-load-balancing-v2:DescribeTags': { ...balancer('ResourceArns'), list: true },
  ...each(
    'iam',
    [
      'GetUser',
      'ListUserTags',
      'ListAccessKeys',
      'ListGroupsForUser',
      'ListAttachedUserPolicies',
      'ListUserPolicies',
    ],
    { from: 'iam:ListUsers', path: 'Users.UserName', as: 'UserName' },
  ),
  'iam:GetLoginProfile': { UserName: 'maya.okafor' },
  'iam:GetAccessKeyLastUsed': { AccessKeyId: 'AKIASAMPLELEGACYREP1' },
  ...each('iam', ['GetGroup', 'ListAttachedGroupPolicies', 'ListGroupPolicies'], {
    from: 'iam:ListGroups',
    path: 'Groups.GroupName',
    as: 'GroupName',
  }),
  ...each('iam', ['GetRole', 'ListRoleTags', 'ListAttachedRolePolicies', 'ListRolePolicies'], {
    from: 'iam:ListRoles',
    path: 'Roles.RoleName',
    as: 'RoleName',
  }),
  'iam:GetInstanceProfile': {
    from: 'iam:ListInstanceProfiles',
    path: 'InstanceProfiles.InstanceProfileName',
    as: 'InstanceProfileName',
  },
  ...each('iam', ['GetPolicy', 'ListEntitiesForPolicy'], policy()),
  ...each('iam', ['ListPolicyVersions'], ownPolicy()),
  'iam:GetPolicyVersion': { ...ownPolicy(), VersionId: 'v1' },
  ...each(
    'lambda',
    [
      'GetFunction',
      'GetFunctionConfiguration',
      'GetFunctionConcurrency',
      'ListVersionsByFunction',
      'ListAliases',
      'ListFunctionUrlConfigs',
    ],
    { from: 'lambda:ListFunctions', path: 'Functions.FunctionName', as: 'FunctionName' },
  ),
  'lambda:GetEventSourceMapping': {
    from: 'lambda:ListEventSourceMappings',
    path: 'EventSourceMappings.UUID',
    as: 'UUID',
  },
  'lambda:ListTags': {
    from: 'lambda:ListFunctions',
    path: 'Functions.FunctionArn',
    as: 'Resource',
  },
  'rds:ListTagsForResource': {
    from: 'rds:DescribeDBInstances',
    path: 'DBInstances.DBInstanceArn',
    as: 'ResourceName',
  },
  'rds:DescribeEvents': { Duration: 1440 },
  ...each('route-53', ['GetHostedZone'], { ...zone(), as: 'Id' }),
  ...each('route-53', ['ListResourceRecordSets'], { ...zone(), as: 'HostedZoneId' }),
  ...each(
    's3',
    [
      'HeadBucket',
      'GetBucketLocation',
      'GetBucketEncryption',
      'GetBucketVersioning',
      'GetBucketAcl',
      'GetBucketOwnershipControls',
      'GetBucketTagging',
      'GetBucketLogging',
      'GetBucketNotificationConfiguration',
      'GetBucketRequestPayment',
      'ListObjectsV2',
    ],
    { from: 's3:ListBuckets', path: 'Buckets.Name', as: 'Bucket' },
  ),
  ...each('s3', ['GetBucketPolicyStatus', 'GetBucketPolicy', 'GetBucketCors'], {
    Bucket: 'quillmarket-assets',
  }),
  ...each('s3', ['GetPublicAccessBlock', 'GetBucketLifecycleConfiguration'], {
    Bucket: 'quillmarket-access-logs',
  }),
  'sagemaker:DescribeEndpoint': { EndpointName: 'product-recommendations' },
  'sagemaker:DescribeEndpointConfig': { EndpointConfigName: 'recommendations-v7' },
  'sagemaker:DescribeModel': {
    from: 'sagemaker:ListModels',
    path: 'Models.ModelName',
    as: 'ModelName',
  },
  'sagemaker:DescribeTrainingJob': {
    from: 'sagemaker:ListTrainingJobs',
    path: 'TrainingJobSummaries.TrainingJobName',
    as: 'TrainingJobName',
  },
  'sagemaker:DescribeNotebookInstance': { NotebookInstanceName: 'priya-exploration' },
  'sagemaker:ListTags': { ResourceArn: 'arn:aws:sagemaker:us-east-1:123456789012:model/a' },
  ...each('ses', ['GetIdentityVerificationAttributes', 'GetIdentityDkimAttributes'], {
    from: 'ses:ListIdentities',
    path: 'Identities',
    as: 'Identities',
    list: true,
  }),
  'sesv2:GetEmailIdentity': {
    from: 'sesv2:ListEmailIdentities',
    path: 'EmailIdentities.IdentityName',
    as: 'EmailIdentity',
  },
  ...each('sns', ['GetTopicAttributes', 'ListSubscriptionsByTopic'], {
    from: 'sns:ListTopics',
    path: 'Topics.TopicArn',
    as: 'TopicArn',
  }),
  'sns:ListTagsForResource': { from: 'sns:ListTopics', path: 'Topics.TopicArn', as: 'ResourceArn' },
  'sns:GetSubscriptionAttributes': {
    from: 'sns:ListSubscriptionsByTopic',
    path: 'Subscriptions.SubscriptionArn',
    as: 'SubscriptionArn',
  },
  ...each('sqs', ['GetQueueAttributes', 'ListDeadLetterSourceQueues', 'ListQueueTags'], {
    from: 'sqs:ListQueues',
    path: 'QueueUrls',
    as: 'QueueUrl',
    also: { AttributeNames: ['All'] },
  }),
  'sqs:GetQueueUrl': { QueueName: 'invoices' },
  'accessanalyzer:GetAnalyzer': { analyzerName: 'account' },
  ...each(
    'accessanalyzer',
    ['ListFindings', 'ListFindingsV2', 'ListAnalyzedResources'],
    analyzer(),
  ),
  'accessanalyzer:GetFinding': {
    from: 'accessanalyzer:ListFindings',
    path: 'findings.id',
    as: 'id',
    also: analyzer(),
  },
  ...each('backup', ['GetBackupPlan', 'ListBackupSelections'], plan()),
  'backup:GetBackupSelection': {
    from: 'backup:ListBackupSelections',
    path: 'BackupSelectionsList.SelectionId',
    as: 'SelectionId',
    also: { BackupPlanId: backupPlanId(backupPlans[0]) },
  },
  ...each('backup', ['DescribeBackupVault', 'ListRecoveryPointsByBackupVault'], {
    BackupVaultName: 'daily',
  }),
  ...each('backup', ['DescribeProtectedResource', 'ListRecoveryPointsByResource'], {
    from: 'backup:ListProtectedResources',
    path: 'Results.ResourceArn',
    as: 'ResourceArn',
  }),
  ...each('cloudfront', ['GetDistribution', 'GetDistributionConfig'], {
    ...distribution('Id'),
    as: 'Id',
  }),
  'cloudfront:ListTagsForResource': { ...distribution('ARN'), as: 'Resource' },
  'codebuild:BatchGetProjects': {
    from: 'codebuild:ListProjects',
    path: 'projects',
    as: 'names',
    list: true,
  },
  'codebuild:ListBuildsForProject': {
    from: 'codebuild:ListProjects',
    path: 'projects',
    as: 'projectName',
  },
  'codebuild:BatchGetBuilds': { from: 'codebuild:ListBuilds', path: 'ids', as: 'ids', list: true },
  ...each('codepipeline', ['GetPipeline', 'GetPipelineState'], { ...pipeline(), as: 'name' }),
  ...each('codepipeline', ['ListPipelineExecutions', 'ListActionExecutions'], pipeline()),
  'codepipeline:GetPipelineExecution': {
    from: 'codepipeline:ListPipelineExecutions',
    path: 'pipelineExecutionSummaries.pipelineExecutionId',
    as: 'pipelineExecutionId',
    also: { pipelineName: 'web' },
  },
  'codepipeline:ListTagsForResource': {
    resourceArn: 'arn:aws:codepipeline:us-east-1:123456789012:checkout-api',
  },
  ...each('ecr', ['ListImages', 'DescribeImages'], repository()),
  'ecr:DescribeImageScanFindings': {
    repositoryName: 'checkout-api',
    imageId: { imageTag: badDeploy.version.after },
  },
  'ecr:ListTagsForResource': {
    from: 'ecr:DescribeRepositories',
    path: 'repositories.repositoryArn',
    as: 'resourceArn',
  },
  'health:DescribeEventDetails': {
    from: 'health:DescribeEvents',
    path: 'events.arn',
    as: 'eventArns',
    list: true,
  },
  'health:DescribeAffectedEntities': { filter: { eventArns: healthEvents.map(eventArn) } },
  ...each(
    'kms',
    [
      'DescribeKey',
      'GetKeyRotationStatus',
      'GetKeyPolicy',
      'ListKeyPolicies',
      'ListKeyRotations',
      'ListGrants',
      'ListResourceTags',
    ],
    { from: 'kms:ListKeys', path: 'Keys.KeyId', as: 'KeyId' },
  ),
  'resource-groups-tagging-api:GetTagValues': {
    from: 'resource-groups-tagging-api:GetTagKeys',
    path: 'TagKeys',
    as: 'Key',
  },
  'wafv2:ListWebACLs': { Scope: 'REGIONAL' },
  'wafv2:GetWebACLForResource': {
    from: 'elastic-load-balancing-v2:DescribeLoadBalancers',
    path: 'LoadBalancers.LoadBalancerArn',
    as: 'ResourceArn',
  },
  ...each('secrets-manager', ['DescribeSecret', 'ListSecretVersionIds', 'GetResourcePolicy'], {
    from: 'secrets-manager:ListSecrets',
    path: 'SecretList.ARN',
    as: 'SecretId',
  }),
  ...each('service-quotas', ['ListServiceQuotas', 'ListAWSDefaultServiceQuotas'], {
    from: 'service-quotas:ListServices',
    path: 'Services.ServiceCode',
    as: 'ServiceCode',
  }),
  ...each('service-quotas', ['GetServiceQuota', 'GetAWSDefaultServiceQuota'], {
    ServiceCode: 'ec2',
    QuotaCode: 'L-1216C47A',
  }),
  ...each('sfn', ['DescribeStateMachine', 'ListExecutions'], machine()),
  'sfn:ListTagsForResource': { ...machine(), as: 'resourceArn' },
  ...each('sfn', ['DescribeExecution', 'GetExecutionHistory', 'DescribeStateMachineForExecution'], {
    executionArn: stateMachines.flatMap(executionsOf).map(executionArn)[0],
  }),
  'support:DescribeTrustedAdvisorChecks': { language: 'en' },
  ...each(
    'support',
    ['DescribeTrustedAdvisorCheckSummaries', 'DescribeTrustedAdvisorCheckRefreshStatuses'],
    { ...check(), as: 'checkIds', list: true },
  ),
  'support:DescribeTrustedAdvisorCheckResult': check(),
}

type Send = (call: string, input: object) => Promise<Record<string, unknown>>

/** The inputs to try an operation with: one a thing of the account, or one for all. */
export async function inputsOf(call: string, send: Send): Promise<object[]> {
  const source = sources[call] ?? {}
  if (!isSource(source)) return [source]
  const [listed = {}] = await inputsOf(source.from, send)
  const found = all(await send(source.from, listed), source.path)
  const values = source.list ? [found] : found
  return values.map((value) => ({ [source.as]: value, ...source.also }))
}

const isSource = (source: object): source is Source => 'from' in source && 'path' in source

function each(service: string, operations: string[], source: Source | object) {
  return Object.fromEntries(operations.map((operation) => [`${service}:${operation}`, source]))
}

function certificate() {
  return {
    from: 'acm:ListCertificates',
    path: 'CertificateSummaryList.CertificateArn',
    as: 'CertificateArn',
  }
}

function restApi() {
  return { from: 'api-gateway:GetRestApis', path: 'items.id', as: 'restApiId' }
}

function stack() {
  return { from: 'cloudformation:ListStacks', path: 'StackSummaries.StackName', as: 'StackName' }
}

function cpu() {
  return {
    Namespace: 'AWS/RDS',
    MetricName: 'CPUUtilization',
    Dimensions: [{ Name: 'DBInstanceIdentifier', Value: 'orders-db' }],
  }
}

function march() {
  return { TimePeriod: { Start: '2026-03-01', End: '2026-04-01' } }
}

function cluster() {
  return { from: 'ecs:ListClusters', path: 'clusterArns', as: 'cluster' }
}

function balancer(as: string) {
  return {
    from: 'elastic-load-balancing-v2:DescribeLoadBalancers',
    path: 'LoadBalancers.LoadBalancerArn',
    as,
  }
}

function policy() {
  return { from: 'iam:ListPolicies', path: 'Policies.Arn', as: 'PolicyArn' }
}

function ownPolicy() {
  return { PolicyArn: 'arn:aws:iam::123456789012:policy/services-runtime' }
}

function zone() {
  return { from: 'route-53:ListHostedZones', path: 'HostedZones.Id' }
}

function analyzer() {
  return { analyzerArn: 'arn:aws:access-analyzer:us-east-1:123456789012:analyzer/account' }
}

function plan() {
  return {
    from: 'backup:ListBackupPlans',
    path: 'BackupPlansList.BackupPlanId',
    as: 'BackupPlanId',
  }
}

function distribution(member: string) {
  return { from: 'cloudfront:ListDistributions', path: `DistributionList.Items.${member}` }
}

function pipeline() {
  return { from: 'codepipeline:ListPipelines', path: 'pipelines.name', as: 'pipelineName' }
}

function repository() {
  return {
    from: 'ecr:DescribeRepositories',
    path: 'repositories.repositoryName',
    as: 'repositoryName',
  }
}

function machine() {
  return {
    from: 'sfn:ListStateMachines',
    path: 'stateMachines.stateMachineArn',
    as: 'stateMachineArn',
  }
}

function check() {
  return {
    from: 'support:DescribeTrustedAdvisorChecks',
    path: 'checks.id',
    as: 'checkId',
    also: { language: 'en' },
  }
}
