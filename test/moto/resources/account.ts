import { type Resource, runnerRole } from './resource.ts'

/** Who may do what, what it costs, and what watches over it. */
export const accountResources: readonly Resource[] = [
  {
    tool: 'iam',
    operation: 'ListRoles',
    query: '[].Arn',
    global: true,
    make: async (aws) => {
      await aws('iam:CreateRole', { RoleName: 'runner', AssumeRolePolicyDocument: trust })
      return [runnerRole]
    },
  },
  {
    tool: 'iam',
    operation: 'ListUsers',
    query: '[].UserName',
    global: true,
    make: async (aws) => [
      ...(await aws('iam:CreateUser', { UserName: 'ann' }, '[User.UserName]')),
      ...(await aws('iam:CreateUser', { UserName: 'ben' }, '[User.UserName]')),
    ],
  },
  {
    tool: 'iam',
    operation: 'GetCallerIdentity',
    query: '[Account]',
    global: true,
    make: async () => ['123456789012'],
  },
  {
    tool: 'cost_explorer',
    operation: 'GetCostAndUsage',
    parameters: {
      TimePeriod: { Start: '2030-01-01', End: '2030-02-01' },
      Granularity: 'MONTHLY',
      Metrics: ['UnblendedCost'],
    },
    query: '[].Total.UnblendedCost.Amount',
    global: true,
    make: async () => {
      await bill('412.07')
      return ['412.07']
    },
  },
  {
    tool: 'cloudformation',
    operation: 'DescribeStacks',
    query: '[].[StackName, StackStatus]',
    make: async (aws, name) => {
      await aws('cloudformation:CreateStack', { StackName: name, TemplateBody: template })
      return [[name, 'CREATE_COMPLETE']]
    },
  },
  {
    tool: 'cloudwatch',
    operation: 'DescribeAlarms',
    query: '[].[AlarmName, Threshold]',
    make: async (aws, name) => {
      await aws('cloudwatch:PutMetricAlarm', { ...alarm, AlarmName: name })
      return [[name, alarm.Threshold]]
    },
  },
  {
    tool: 'cloudwatch',
    operation: 'DescribeLogGroups',
    query: '[].logGroupName',
    make: async (aws, name) => {
      await aws('cloudwatch-logs:CreateLogGroup', { logGroupName: `/shop/${name}` })
      return [`/shop/${name}`]
    },
  },
  {
    tool: 'cloudwatch',
    operation: 'DescribeTrails',
    query: '[].Name',
    make: async (aws, name) => {
      const bucket = `${name}-trail`
      const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' }
      const elsewhere = name.endsWith('eu-west-1') ? { CreateBucketConfiguration } : {}
      await aws('s3:CreateBucket', { Bucket: bucket, ...elsewhere })
      return aws('cloudtrail:CreateTrail', { Name: name, S3BucketName: bucket }, '[Name]')
    },
  },
]

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
})

/** A bill cannot be made with a call of AWS's. */
async function bill(Amount: string): Promise<void> {
  const TimePeriod = { Start: '2030-01-01', End: '2030-02-01' }
  const ResultsByTime = [{ TimePeriod, Total: { UnblendedCost: { Amount, Unit: 'USD' } } }]
  await fetch(`${process.env.AWS_ENDPOINT_URL}/moto-api/static/ce/cost-and-usage-results`, {
    method: 'POST',
    body: JSON.stringify({ results: [{ ResultsByTime }] }),
  })
}

const template = JSON.stringify({
  Resources: {
    Flag: {
      Type: 'AWS::SSM::Parameter',
      Properties: { Name: 'flag', Type: 'String', Value: 'on' },
    },
  },
})

const alarm = {
  MetricName: 'Errors',
  Namespace: 'shop',
  ComparisonOperator: 'GreaterThanThreshold',
  EvaluationPeriods: 1,
  Period: 60,
  Statistic: 'Sum',
  Threshold: 0.5,
}
