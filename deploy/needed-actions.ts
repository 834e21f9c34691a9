import type { NeededCall } from './deployer-may.ts'

/** What a first deployment begins with in each service: who may not that, may not the rest. */
export const neededActions: readonly NeededCall[] = [
  'bedrock-agentcore:CreateGateway',
  'bedrock-agentcore:CreateGatewayTarget',
  'cloudwatch:PutDashboard',
  'cloudwatch:PutMetricAlarm',
  'dynamodb:CreateTable',
  'ecr:CreateRepository',
  'ecr:GetAuthorizationToken',
  'ecr:ListImages',
  'ecr:PutImage',
  'ecr:PutLifecyclePolicy',
  'iam:AttachRolePolicy',
  'iam:CreatePolicy',
  'iam:CreateRole',
  'iam:PassRole',
  'iam:PutRolePolicy',
  'lambda:AddPermission',
  'lambda:CreateAlias',
  'lambda:CreateFunction',
  'lambda:CreateFunctionUrlConfig',
  'logs:CreateLogGroup',
  'logs:PutRetentionPolicy',
].map((action) => ({ action }))
