/**
 * The AWS services that the catalogue covers, by the name of their SDK client package: the one
 * definition of each. `npm run catalogue` makes of it all that is by service.
 * `name` is how an operation is written and shown (`logs:DescribeLogGroups`), `iam` its IAM prefix.
 * `scope`: where a call goes. A global service answers the same in every region; Cost Explorer is
 * billed for each call, so it is never asked in more than one.
 * `page` is the size of pages that all of its operations accept, `least` AWS's least; without, AWS's own.
 */
export const services = {
  acm: { name: 'acm', iam: 'acm', scope: 'regional', page: 100 },
  'api-gateway': { name: 'apigateway', iam: 'apigateway', scope: 'regional', page: 100 },
  apigatewayv2: { name: 'apigatewayv2', iam: 'apigateway', scope: 'regional', page: 100 },
  'auto-scaling': { name: 'autoscaling', iam: 'autoscaling', scope: 'regional', page: 50 },
  bedrock: { name: 'bedrock', iam: 'bedrock', scope: 'regional', page: 100 },
  cloudformation: { name: 'cloudformation', iam: 'cloudformation', scope: 'regional' },
  cloudtrail: { name: 'cloudtrail', iam: 'cloudtrail', scope: 'regional', page: 50 },
  cloudwatch: { name: 'cloudwatch', iam: 'cloudwatch', scope: 'regional' },
  'cloudwatch-logs': { name: 'logs', iam: 'logs', scope: 'regional', page: 50 },
  'cost-explorer': { name: 'ce', iam: 'ce', scope: 'global' },
  dynamodb: { name: 'dynamodb', iam: 'dynamodb', scope: 'regional', page: 100 },
  ec2: { name: 'ec2', iam: 'ec2', scope: 'regional', page: 100, least: 5 },
  ecs: { name: 'ecs', iam: 'ecs', scope: 'regional', page: 100 },
  eks: { name: 'eks', iam: 'eks', scope: 'regional', page: 100 },
  'elastic-load-balancing-v2': {
    name: 'elbv2',
    iam: 'elasticloadbalancing',
    scope: 'regional',
    page: 100,
  },
  iam: { name: 'iam', iam: 'iam', scope: 'global', page: 100 },
  lambda: { name: 'lambda', iam: 'lambda', scope: 'regional', page: 50 },
  rds: { name: 'rds', iam: 'rds', scope: 'regional', page: 100, least: 20 },
  'route-53': { name: 'route53', iam: 'route53', scope: 'global', page: 100 },
  s3: { name: 's3', iam: 's3', scope: 'bucket', page: 1000 },
  sagemaker: { name: 'sagemaker', iam: 'sagemaker', scope: 'regional', page: 100 },
  ses: { name: 'ses', iam: 'ses', scope: 'regional' },
  sesv2: { name: 'sesv2', iam: 'ses', scope: 'regional' },
  sns: { name: 'sns', iam: 'sns', scope: 'regional' },
  sqs: { name: 'sqs', iam: 'sqs', scope: 'regional', page: 100 },
  sts: { name: 'sts', iam: 'sts', scope: 'global' },
} as const satisfies Record<string, ServiceDefinition>

export interface ServiceDefinition {
  name: string
  iam: string
  scope: Scope
  page?: number
  least?: number
}

type Scope = 'regional' | 'global' | 'bucket'
export type Service = keyof typeof services

export const isService = (name: string): name is Service => Object.hasOwn(services, name)

export const serviceNames: readonly Service[] = Object.keys(services).filter(isService)
