import type { Service } from '../services.ts'

/** Sizes that the whole service accepts. Where none is known to be safe, AWS's own are left. */
const byService: Partial<Record<Service, { page: number; least?: number }>> = {
  acm: { page: 100 },
  'api-gateway': { page: 100 },
  apigatewayv2: { page: 100 },
  'auto-scaling': { page: 50 },
  bedrock: { page: 100 },
  cloudtrail: { page: 50 },
  'cloudwatch-logs': { page: 50 },
  dynamodb: { page: 100 },
  ec2: { page: 100, least: 5 },
  ecs: { page: 100 },
  eks: { page: 100 },
  'elastic-load-balancing-v2': { page: 100 },
  iam: { page: 100 },
  lambda: { page: 50 },
  rds: { page: 100, least: 20 },
  'route-53': { page: 100 },
  s3: { page: 1000 },
  sagemaker: { page: 100 },
  sqs: { page: 100 },
}

const byOperation: Readonly<Record<string, { page: number; least?: number }>> = {
  'dynamodb:ListExports': { page: 25 },
  'dynamodb:ListImports': { page: 25 },
  'ec2:DescribePublicIpv4Pools': { page: 10 },
  'ec2:GetSpotPlacementScores': { page: 100, least: 10 },
}

export const pageSizes = (service: Service, operation: string) =>
  byOperation[`${service}:${operation}`] ?? byService[service]
