/** A statement of a policy, as IAM has it. */
export interface PolicyStatement {
  Effect: 'Allow'
  Action?: readonly string[]
  NotAction?: readonly string[]
  Resource: string
}

const all = (...Action: string[]): PolicyStatement => ({ Effect: 'Allow', Action, Resource: '*' })

/** What AWS's own policies allow, in short: the ones that the company uses, of the largest the main actions alone. */
export const managedPolicies: Readonly<Record<string, readonly PolicyStatement[]>> = {
  AdministratorAccess: [all('*')],
  PowerUserAccess: [
    { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
    all(
      'account:GetAccountInformation',
      'account:ListRegions',
      'iam:CreateServiceLinkedRole',
      'iam:DeleteServiceLinkedRole',
      'iam:ListRoles',
      'organizations:DescribeOrganization',
    ),
  ],
  ReadOnlyAccess: [
    all(
      ...['cloudtrail:LookupEvents', 'cloudwatch:Get*', 'dynamodb:Get*', 'dynamodb:Query'],
      ...['ec2:Describe*', 'ecs:Describe*', 'iam:Get*', 'iam:List*', 'lambda:Get*'],
      ...['logs:Get*', 'rds:Describe*', 's3:Get*', 's3:List*', 'sqs:Get*', 'sns:Get*'],
    ),
  ],
  Billing: [all('aws-portal:*Billing', 'billing:*', 'budgets:*', 'ce:*', 'cur:*', 'tax:*')],
  AmazonEC2FullAccess: [all('ec2:*', 'elasticloadbalancing:*', 'cloudwatch:*', 'autoscaling:*')],
  AmazonS3FullAccess: [all('s3:*', 's3-object-lambda:*')],
  AmazonSageMakerFullAccess: [
    all('sagemaker:*', 'ecr:Get*', 'ecr:BatchGetImage', 'cloudwatch:PutMetricData', 'logs:*'),
    all('s3:GetObject', 's3:PutObject', 's3:ListBucket'),
  ],
  AmazonSSMManagedInstanceCore: [all('ssm:UpdateInstanceInformation', 'ssmmessages:*')],
  AmazonEKSWorkerNodePolicy: [all('ec2:DescribeInstances', 'eks:DescribeCluster')],
  AmazonEKS_CNI_Policy: [all('ec2:AssignPrivateIpAddresses', 'ec2:CreateNetworkInterface')],
  AmazonEKSClusterPolicy: [all('ec2:Describe*', 'elasticloadbalancing:*', 'kms:DescribeKey')],
  AmazonECSTaskExecutionRolePolicy: [
    all('ecr:GetAuthorizationToken', 'ecr:BatchGetImage', 'logs:PutLogEvents'),
  ],
  AWSLambdaBasicExecutionRole: [
    all('logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'),
  ],
}
