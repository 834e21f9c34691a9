/**
 * The AWS services that the catalogue covers, by the name of their SDK client package.
 * `name` is how an operation is written and shown (`logs:DescribeLogGroups`), `iam` its IAM prefix.
 * `scope`: where a call goes. A global service answers the same in every region; Cost Explorer is
 * billed for each call, so it is never asked in more than one.
 */
export const services = {
  acm: { name: 'acm', iam: 'acm', scope: 'regional' },
  'api-gateway': { name: 'apigateway', iam: 'apigateway', scope: 'regional' },
  apigatewayv2: { name: 'apigatewayv2', iam: 'apigateway', scope: 'regional' },
  'auto-scaling': { name: 'autoscaling', iam: 'autoscaling', scope: 'regional' },
  bedrock: { name: 'bedrock', iam: 'bedrock', scope: 'regional' },
  cloudformation: { name: 'cloudformation', iam: 'cloudformation', scope: 'regional' },
  cloudtrail: { name: 'cloudtrail', iam: 'cloudtrail', scope: 'regional' },
  cloudwatch: { name: 'cloudwatch', iam: 'cloudwatch', scope: 'regional' },
  'cloudwatch-logs': { name: 'logs', iam: 'logs', scope: 'regional' },
  'cost-explorer': { name: 'ce', iam: 'ce', scope: 'global' },
  dynamodb: { name: 'dynamodb', iam: 'dynamodb', scope: 'regional' },
  ec2: { name: 'ec2', iam: 'ec2', scope: 'regional' },
  ecs: { name: 'ecs', iam: 'ecs', scope: 'regional' },
  eks: { name: 'eks', iam: 'eks', scope: 'regional' },
  'elastic-load-balancing-v2': { name: 'elbv2', iam: 'elasticloadbalancing', scope: 'regional' },
  iam: { name: 'iam', iam: 'iam', scope: 'global' },
  lambda: { name: 'lambda', iam: 'lambda', scope: 'regional' },
  rds: { name: 'rds', iam: 'rds', scope: 'regional' },
  'route-53': { name: 'route53', iam: 'route53', scope: 'global' },
  s3: { name: 's3', iam: 's3', scope: 'bucket' },
  sagemaker: { name: 'sagemaker', iam: 'sagemaker', scope: 'regional' },
  ses: { name: 'ses', iam: 'ses', scope: 'regional' },
  sesv2: { name: 'sesv2', iam: 'ses', scope: 'regional' },
  sns: { name: 'sns', iam: 'sns', scope: 'regional' },
  sqs: { name: 'sqs', iam: 'sqs', scope: 'regional' },
  sts: { name: 'sts', iam: 'sts', scope: 'global' },
} as const satisfies Record<string, { name: string; iam: string; scope: Scope }>

export type Scope = 'regional' | 'global' | 'bucket'
export type Service = keyof typeof services

export const isService = (name: string): name is Service => Object.hasOwn(services, name)

export const serviceNames: readonly Service[] = Object.keys(services).filter(isService)
