import type { Service } from './services.ts'

// Written by `npm run catalogue` from services.ts: nothing here is edited by hand.

/** The SDK client package of a service. */
export const sdkPackages: Readonly<Record<Service, () => Promise<Record<string, unknown>>>> = {
  acm: () => import('@aws-sdk/client-acm'),
  'api-gateway': () => import('@aws-sdk/client-api-gateway'),
  apigatewayv2: () => import('@aws-sdk/client-apigatewayv2'),
  'auto-scaling': () => import('@aws-sdk/client-auto-scaling'),
  bedrock: () => import('@aws-sdk/client-bedrock'),
  cloudformation: () => import('@aws-sdk/client-cloudformation'),
  cloudtrail: () => import('@aws-sdk/client-cloudtrail'),
  cloudwatch: () => import('@aws-sdk/client-cloudwatch'),
  'cloudwatch-logs': () => import('@aws-sdk/client-cloudwatch-logs'),
  'cost-explorer': () => import('@aws-sdk/client-cost-explorer'),
  dynamodb: () => import('@aws-sdk/client-dynamodb'),
  ec2: () => import('@aws-sdk/client-ec2'),
  ecs: () => import('@aws-sdk/client-ecs'),
  eks: () => import('@aws-sdk/client-eks'),
  'elastic-load-balancing-v2': () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  iam: () => import('@aws-sdk/client-iam'),
  lambda: () => import('@aws-sdk/client-lambda'),
  rds: () => import('@aws-sdk/client-rds'),
  'route-53': () => import('@aws-sdk/client-route-53'),
  s3: () => import('@aws-sdk/client-s3'),
  sagemaker: () => import('@aws-sdk/client-sagemaker'),
  ses: () => import('@aws-sdk/client-ses'),
  sesv2: () => import('@aws-sdk/client-sesv2'),
  sns: () => import('@aws-sdk/client-sns'),
  sqs: () => import('@aws-sdk/client-sqs'),
  sts: () => import('@aws-sdk/client-sts'),
}

/** What the catalogue has of a service. */
export const dataFiles: Readonly<Record<Service, () => Promise<{ default: unknown }>>> = {
  acm: () => import('./data/acm.json', { with: { type: 'json' } }),
  'api-gateway': () => import('./data/api-gateway.json', { with: { type: 'json' } }),
  apigatewayv2: () => import('./data/apigatewayv2.json', { with: { type: 'json' } }),
  'auto-scaling': () => import('./data/auto-scaling.json', { with: { type: 'json' } }),
  bedrock: () => import('./data/bedrock.json', { with: { type: 'json' } }),
  cloudformation: () => import('./data/cloudformation.json', { with: { type: 'json' } }),
  cloudtrail: () => import('./data/cloudtrail.json', { with: { type: 'json' } }),
  cloudwatch: () => import('./data/cloudwatch.json', { with: { type: 'json' } }),
  'cloudwatch-logs': () => import('./data/cloudwatch-logs.json', { with: { type: 'json' } }),
  'cost-explorer': () => import('./data/cost-explorer.json', { with: { type: 'json' } }),
  dynamodb: () => import('./data/dynamodb.json', { with: { type: 'json' } }),
  ec2: () => import('./data/ec2.json', { with: { type: 'json' } }),
  ecs: () => import('./data/ecs.json', { with: { type: 'json' } }),
  eks: () => import('./data/eks.json', { with: { type: 'json' } }),
  'elastic-load-balancing-v2': () =>
    import('./data/elastic-load-balancing-v2.json', { with: { type: 'json' } }),
  iam: () => import('./data/iam.json', { with: { type: 'json' } }),
  lambda: () => import('./data/lambda.json', { with: { type: 'json' } }),
  rds: () => import('./data/rds.json', { with: { type: 'json' } }),
  'route-53': () => import('./data/route-53.json', { with: { type: 'json' } }),
  s3: () => import('./data/s3.json', { with: { type: 'json' } }),
  sagemaker: () => import('./data/sagemaker.json', { with: { type: 'json' } }),
  ses: () => import('./data/ses.json', { with: { type: 'json' } }),
  sesv2: () => import('./data/sesv2.json', { with: { type: 'json' } }),
  sns: () => import('./data/sns.json', { with: { type: 'json' } }),
  sqs: () => import('./data/sqs.json', { with: { type: 'json' } }),
  sts: () => import('./data/sts.json', { with: { type: 'json' } }),
}
