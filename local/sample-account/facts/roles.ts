import { functions } from './functions.ts'

/** IAM roles: who may take them on, and the AWS-managed or own policies they carry. */
export interface Role {
  name: string
  trusts: string
  policies: readonly string[]
  createdDaysAgo: number
  usedDaysAgo?: number
  /** Also an instance profile of the same name. */
  forInstances?: boolean
}

export const roles: readonly Role[] = [
  instanceRole('ops-instance', ['AmazonSSMManagedInstanceCore']),
  instanceRole('search-instance', ['AmazonSSMManagedInstanceCore', 'search-snapshots']),
  instanceRole('eks-node', ['AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy']),
  instanceRole('ml-training', ['AmazonSageMakerFullAccess', 'AmazonS3FullAccess']),
  {
    name: 'eks-cluster',
    trusts: 'eks.amazonaws.com',
    policies: ['AmazonEKSClusterPolicy'],
    createdDaysAgo: 760,
    usedDaysAgo: 0,
  },
  {
    name: 'ecs-task-execution',
    trusts: 'ecs-tasks.amazonaws.com',
    policies: ['AmazonECSTaskExecutionRolePolicy'],
    createdDaysAgo: 900,
    usedDaysAgo: 0,
  },
  {
    name: 'ecs-services',
    trusts: 'ecs-tasks.amazonaws.com',
    policies: ['services-runtime'],
    createdDaysAgo: 900,
    usedDaysAgo: 0,
  },
  {
    name: 'sagemaker-execution',
    trusts: 'sagemaker.amazonaws.com',
    policies: ['AmazonSageMakerFullAccess'],
    createdDaysAgo: 410,
    usedDaysAgo: 0,
  },
  {
    name: 'former-agency-access',
    trusts: 'arn:aws:iam::111122223333:root',
    policies: ['ReadOnlyAccess'],
    createdDaysAgo: 1105,
    usedDaysAgo: 620,
  },
  ...functions.map((one) => ({
    name: `lambda-${one.name}`,
    trusts: 'lambda.amazonaws.com',
    policies: ['AWSLambdaBasicExecutionRole', 'services-runtime'],
    createdDaysAgo: one.modifiedDaysAgo + 100,
    usedDaysAgo: one.name === 'nightly-report' ? 410 : 0,
  })),
]

export const groups = [
  { name: 'platform', policies: ['AdministratorAccess'] },
  { name: 'developers', policies: ['PowerUserAccess'] },
  { name: 'data-science', policies: ['AmazonSageMakerFullAccess', 'AmazonEC2FullAccess'] },
  { name: 'billing', policies: ['Billing'] },
  { name: 'machines', policies: ['deploy-services'] },
] as const

/** The company's own policies; all other names are AWS's. */
export const ownPolicies = [
  { name: 'services-runtime', actions: ['sqs:*', 'dynamodb:*', 's3:GetObject', 's3:PutObject'] },
  { name: 'search-snapshots', actions: ['s3:GetObject', 's3:PutObject', 's3:ListBucket'] },
  { name: 'deploy-services', actions: ['ecs:*', 'ecr:*', 'lambda:UpdateFunctionCode'] },
  { name: 'old-backoffice', actions: ['*'] },
] as const

function instanceRole(name: string, policies: readonly string[]): Role {
  return {
    name,
    trusts: 'ec2.amazonaws.com',
    policies,
    createdDaysAgo: 640,
    usedDaysAgo: 0,
    forInstances: true,
  }
}
