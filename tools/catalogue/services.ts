/**
 * The AWS services that the catalogue covers, by the name of their SDK client package: the one
 * definition of each. `npm run catalogue` makes of it all that is by service.
 * `name` is how an operation is written and shown (`logs:DescribeLogGroups`), `iam` its IAM prefix,
 * `aliases` what else people call it; the package's name and the prefix are understood too.
 * `scope`: where a call goes, by default to the region asked. A global service answers the same in every region, from its `home`
 * where its client does not know that by itself; Cost Explorer is billed for each call, so it is
 * never asked in more than one.
 * `page` is the size of pages that all of its operations accept, `least` AWS's least; without, AWS's own.
 * `reviewed`: when a person went through its operations. Without it a service is on nowhere.
 */
const core = {
  acm: { name: 'acm', iam: 'acm', page: 100, reviewed: '2026-09' },
  'api-gateway': { name: 'apigateway', iam: 'apigateway', page: 100, reviewed: '2026-09' },
  apigatewayv2: { name: 'apigatewayv2', iam: 'apigateway', page: 100, reviewed: '2026-09' },
  'auto-scaling': { name: 'autoscaling', iam: 'autoscaling', page: 50, reviewed: '2026-09' },
  bedrock: { name: 'bedrock', iam: 'bedrock', page: 100, reviewed: '2026-09' },
  cloudformation: { name: 'cloudformation', iam: 'cloudformation', reviewed: '2026-09' },
  cloudtrail: { name: 'cloudtrail', iam: 'cloudtrail', page: 50, reviewed: '2026-09' },
  cloudwatch: { name: 'cloudwatch', iam: 'cloudwatch', reviewed: '2026-09' },
  'cloudwatch-logs': { name: 'logs', iam: 'logs', page: 50, reviewed: '2026-09' },
  'cost-explorer': { name: 'ce', iam: 'ce', scope: 'global', reviewed: '2026-09' },
  dynamodb: { name: 'dynamodb', iam: 'dynamodb', page: 100, reviewed: '2026-09' },
  ec2: { name: 'ec2', iam: 'ec2', page: 100, least: 5, reviewed: '2026-09' },
  ecs: { name: 'ecs', iam: 'ecs', page: 100, reviewed: '2026-09' },
  eks: { name: 'eks', iam: 'eks', page: 100, reviewed: '2026-09' },
  'elastic-load-balancing-v2': {
    name: 'elbv2',
    iam: 'elasticloadbalancing',
    page: 100,
    reviewed: '2026-09',
  },
  iam: { name: 'iam', iam: 'iam', scope: 'global', page: 100, reviewed: '2026-09' },
  lambda: { name: 'lambda', iam: 'lambda', page: 50, reviewed: '2026-09' },
  rds: { name: 'rds', iam: 'rds', page: 100, least: 20, reviewed: '2026-09' },
  'route-53': { name: 'route53', iam: 'route53', scope: 'global', page: 100, reviewed: '2026-09' },
  s3: { name: 's3', iam: 's3', scope: 'bucket', page: 1000, reviewed: '2026-09' },
  sagemaker: { name: 'sagemaker', iam: 'sagemaker', page: 100, reviewed: '2026-09' },
  ses: { name: 'ses', iam: 'ses', reviewed: '2026-09' },
  sesv2: { name: 'sesv2', iam: 'ses', reviewed: '2026-09' },
  sns: { name: 'sns', iam: 'sns', reviewed: '2026-09' },
  sqs: { name: 'sqs', iam: 'sqs', page: 100, reviewed: '2026-09' },
  sts: { name: 'sts', iam: 'sts', scope: 'global', reviewed: '2026-09' },
} as const satisfies Record<string, ServiceDefinition>

/** Those that `aws_read_operations` reads, where a deployment has them. */
const more = {
  accessanalyzer: { name: 'accessanalyzer', iam: 'access-analyzer', reviewed: '2026-11' },
  appconfig: { name: 'appconfig', iam: 'appconfig', reviewed: '2026-11' },
  'application-auto-scaling': {
    name: 'application-autoscaling',
    iam: 'application-autoscaling',
    reviewed: '2026-11',
  },
  athena: { name: 'athena', iam: 'athena', reviewed: '2026-11' },
  backup: { name: 'backup', iam: 'backup', reviewed: '2026-11' },
  batch: { name: 'batch', iam: 'batch', reviewed: '2026-11' },
  'bedrock-agent': { name: 'bedrock-agent', iam: 'bedrock', reviewed: '2026-11' },
  'bedrock-agentcore-control': {
    name: 'bedrock-agentcore-control',
    iam: 'bedrock-agentcore',
    aliases: ['agentcore'],
    reviewed: '2026-11',
  },
  budgets: { name: 'budgets', iam: 'budgets', scope: 'global', reviewed: '2026-11' },
  cloudfront: { name: 'cloudfront', iam: 'cloudfront', scope: 'global', reviewed: '2026-11' },
  codebuild: { name: 'codebuild', iam: 'codebuild', reviewed: '2026-11' },
  codecommit: { name: 'codecommit', iam: 'codecommit', reviewed: '2026-11' },
  codedeploy: { name: 'deploy', iam: 'codedeploy', reviewed: '2026-11' },
  codepipeline: { name: 'codepipeline', iam: 'codepipeline', reviewed: '2026-11' },
  'cognito-identity-provider': {
    name: 'cognito-idp',
    iam: 'cognito-idp',
    aliases: ['cognito'],
    reviewed: '2026-11',
  },
  'compute-optimizer': { name: 'compute-optimizer', iam: 'compute-optimizer', reviewed: '2026-11' },
  'config-service': {
    name: 'configservice',
    iam: 'config',
    aliases: ['config'],
    reviewed: '2026-11',
  },
  'direct-connect': { name: 'directconnect', iam: 'directconnect', reviewed: '2026-11' },
  ecr: { name: 'ecr', iam: 'ecr', reviewed: '2026-11' },
  efs: { name: 'efs', iam: 'elasticfilesystem', reviewed: '2026-11' },
  'elastic-beanstalk': {
    name: 'elasticbeanstalk',
    iam: 'elasticbeanstalk',
    aliases: ['beanstalk'],
    reviewed: '2026-11',
  },
  'elastic-load-balancing': { name: 'elb', iam: 'elasticloadbalancing', reviewed: '2026-11' },
  elasticache: { name: 'elasticache', iam: 'elasticache', reviewed: '2026-11' },
  emr: { name: 'emr', iam: 'elasticmapreduce', reviewed: '2026-11' },
  eventbridge: {
    name: 'events',
    iam: 'events',
    aliases: ['cloudwatchevents'],
    reviewed: '2026-11',
  },
  firehose: { name: 'firehose', iam: 'firehose', reviewed: '2026-11' },
  fsx: { name: 'fsx', iam: 'fsx', reviewed: '2026-11' },
  glue: { name: 'glue', iam: 'glue', reviewed: '2026-11' },
  guardduty: { name: 'guardduty', iam: 'guardduty', reviewed: '2026-11' },
  health: {
    name: 'health',
    iam: 'health',
    scope: 'global',
    home: 'us-east-1',
    reviewed: '2026-11',
  },
  inspector2: {
    name: 'inspector2',
    iam: 'inspector2',
    aliases: ['inspector'],
    reviewed: '2026-11',
  },
  kafka: { name: 'kafka', iam: 'kafka', aliases: ['msk'], reviewed: '2026-11' },
  kinesis: { name: 'kinesis', iam: 'kinesis', reviewed: '2026-11' },
  kms: { name: 'kms', iam: 'kms', reviewed: '2026-11' },
  lakeformation: { name: 'lakeformation', iam: 'lakeformation', reviewed: '2026-11' },
  memorydb: { name: 'memorydb', iam: 'memorydb', reviewed: '2026-11' },
  mq: { name: 'mq', iam: 'mq', reviewed: '2026-11' },
  'network-firewall': { name: 'network-firewall', iam: 'network-firewall', reviewed: '2026-11' },
  opensearch: {
    name: 'opensearch',
    iam: 'es',
    aliases: ['elasticsearch'],
    reviewed: '2026-11',
  },
  organizations: {
    name: 'organizations',
    iam: 'organizations',
    scope: 'global',
    reviewed: '2026-11',
  },
  pricing: {
    name: 'pricing',
    iam: 'pricing',
    scope: 'global',
    home: 'us-east-1',
    reviewed: '2026-11',
  },
  ram: { name: 'ram', iam: 'ram', reviewed: '2026-11' },
  redshift: { name: 'redshift', iam: 'redshift', reviewed: '2026-11' },
  'redshift-serverless': {
    name: 'redshift-serverless',
    iam: 'redshift-serverless',
    reviewed: '2026-11',
  },
  'resource-explorer-2': {
    name: 'resource-explorer-2',
    iam: 'resource-explorer-2',
    aliases: ['resource-explorer'],
    reviewed: '2026-11',
  },
  'resource-groups-tagging-api': {
    name: 'resourcegroupstaggingapi',
    iam: 'tag',
    aliases: ['tagging'],
    reviewed: '2026-11',
  },
  'route-53-domains': {
    name: 'route53domains',
    iam: 'route53domains',
    scope: 'global',
    home: 'us-east-1',
    aliases: ['domains'],
    reviewed: '2026-11',
  },
  's3-control': { name: 's3control', iam: 's3', reviewed: '2026-11' },
  s3vectors: { name: 's3vectors', iam: 's3vectors', reviewed: '2026-11' },
  savingsplans: { name: 'savingsplans', iam: 'savingsplans', scope: 'global', reviewed: '2026-11' },
  scheduler: { name: 'scheduler', iam: 'scheduler', reviewed: '2026-11' },
  'secrets-manager': { name: 'secretsmanager', iam: 'secretsmanager', reviewed: '2026-11' },
  securityhub: { name: 'securityhub', iam: 'securityhub', reviewed: '2026-11' },
  'service-quotas': {
    name: 'service-quotas',
    iam: 'servicequotas',
    aliases: ['quotas'],
    reviewed: '2026-11',
  },
  sfn: { name: 'stepfunctions', iam: 'states', reviewed: '2026-11' },
  ssm: { name: 'ssm', iam: 'ssm', reviewed: '2026-11' },
  support: {
    name: 'support',
    iam: 'support',
    scope: 'global',
    aliases: ['trustedadvisor'],
    reviewed: '2026-11',
  },
  transfer: { name: 'transfer', iam: 'transfer', reviewed: '2026-11' },
  wafv2: { name: 'wafv2', iam: 'wafv2', aliases: ['waf'], reviewed: '2026-11' },
  xray: { name: 'xray', iam: 'xray', reviewed: '2026-11' },
} as const satisfies Record<string, ServiceDefinition>

export type Service = keyof typeof core | keyof typeof more

export const services: Readonly<Record<Service, ServiceDefinition>> = { ...core, ...more }

export interface ServiceDefinition {
  name: string
  iam: string
  scope?: Scope
  aliases?: readonly string[]
  home?: string
  page?: number
  least?: number
  reviewed?: string
}

type Scope = 'global' | 'bucket'
export const isService = (name: string): name is Service => Object.hasOwn(services, name)

/** The gate: what nobody has reviewed has no tool, no action in the role and no call. */
export const reviewedIn = (table: Readonly<Record<string, ServiceDefinition>>): Service[] =>
  Object.keys(table)
    .filter((name) => table[name]?.reviewed !== undefined)
    .filter(isService)

/** Of all rows, also those that are not on yet: for the generator. */
export const definedServices: readonly Service[] = Object.keys(services).filter(isService)

/** Those of the tools that have services of their own. */
export const coreServices: readonly Service[] = reviewedIn(core)
export const moreServices: readonly Service[] = reviewedIn(more)
export const serviceNames: readonly Service[] = [...coreServices, ...moreServices]
