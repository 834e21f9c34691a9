import type { Call } from './provider-calls.ts'

const account = '123456789012'
const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-1:${account}:${rest}`
const iam = (rest: string) => `arn:aws:iam::${account}:${rest}`
const fn = (name: string) => arn('lambda', `function:${name}`)

const on = (resource: string, actions: string[], context = {}): Call[] =>
  actions.map((action) => ({ action, resource, context }))

const own = {
  agentRole: iam('role/aws-operations-agent-prod-us-east-1'),
  toolRole: iam('role/prod-bedrock-agentcore-mcp-tool-us-east-1'),
  agent: fn('aws-operations-agent-prod'),
  table: arn('dynamodb', 'table/aws-operations-agent-conversations-prod'),
  group: arn('logs', 'log-group:/aws/lambda/aws-operations-agent-prod'),
  repository: arn('ecr', 'repository/aws-operations-agent-prod'),
}

/** What nobody may do by the policies of who deploys prod: becoming more, others' things, and data. */
export const forbiddenCalls: Record<string, Call[]> = {
  'another principal': [
    ...on(iam('user/mallory'), [
      'iam:CreateUser',
      'iam:CreateAccessKey',
      'iam:CreateLoginProfile',
      'iam:PutUserPolicy',
      'iam:AttachUserPolicy',
    ]),
    ...on(iam('group/admins'), [
      'iam:AddUserToGroup',
      'iam:AttachGroupPolicy',
      'iam:PutGroupPolicy',
    ]),
    ...on(iam('oidc-provider/evil.example.com'), ['iam:CreateOpenIDConnectProvider']),
    ...on(iam('saml-provider/evil'), ['iam:CreateSAMLProvider']),
    ...on(iam('instance-profile/x'), ['iam:AddRoleToInstanceProfile', 'iam:CreateInstanceProfile']),
  ],
  'another role': [
    ...on(iam('role/admin'), [
      'iam:CreateRole',
      'iam:PutRolePolicy',
      'iam:UpdateAssumeRolePolicy',
      'iam:DeleteRole',
      'iam:PutRolePermissionsBoundary',
      'iam:DeleteRolePermissionsBoundary',
      'sts:AssumeRole',
    ]),
    ...on(iam('role/admin'), ['iam:AttachRolePolicy'], {
      'iam:PolicyARN': iam('policy/prod-bedrock-agentcore-mcp-tool-us-east-1-deny'),
    }),
    // Of another deployment in the account, which a suffix tells apart.
    ...on(iam('role/aws-operations-agent-prod-us-east-1-blue'), ['iam:PutRolePolicy']),
  ],
  'another policy for its own roles': [
    ...on(own.toolRole, ['iam:AttachRolePolicy'], {
      'iam:PolicyARN': 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
    ...on(own.toolRole, ['iam:DetachRolePolicy'], {
      'iam:PolicyARN': iam('policy/of-the-company'),
    }),
    ...on(own.agentRole, ['iam:AttachRolePolicy'], {
      'iam:PolicyARN': 'arn:aws:iam::aws:policy/ReadOnlyAccess',
    }),
    ...on(own.agentRole, ['iam:DeleteRolePermissionsBoundary', 'sts:AssumeRole']),
    ...on(iam('policy/of-the-company'), [
      'iam:CreatePolicy',
      'iam:CreatePolicyVersion',
      'iam:SetDefaultPolicyVersion',
      'iam:DeletePolicy',
    ]),
    ...on(iam('policy/boundary'), ['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion']),
  ],
  'passing on a role': [
    ...on(iam('role/admin'), ['iam:PassRole'], { 'iam:PassedToService': 'lambda.amazonaws.com' }),
    ...on(own.toolRole, ['iam:PassRole'], { 'iam:PassedToService': 'ec2.amazonaws.com' }),
    ...on(own.agentRole, ['iam:PassRole'], {
      'iam:PassedToService': 'bedrock-agentcore.amazonaws.com',
    }),
    ...on(own.agentRole, ['iam:PassRole']),
  ],
  'conversations, logs, objects, secrets, messages': [
    ...on(own.table, [
      'dynamodb:GetItem',
      'dynamodb:BatchGetItem',
      'dynamodb:Query',
      'dynamodb:Scan',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
      'dynamodb:PartiQLSelect',
      'dynamodb:PutResourcePolicy',
      'dynamodb:ExportTableToPointInTime',
      'dynamodb:RestoreTableToPointInTime',
    ]),
    ...on(`${own.table}/stream/2026-11-28T00:00:00.000`, [
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
    ]),
    ...on(`${own.group}:log-stream:1`, ['logs:GetLogEvents', 'logs:PutLogEvents']),
    ...on(own.group, [
      'logs:FilterLogEvents',
      'logs:StartQuery',
      'logs:PutSubscriptionFilter',
      'logs:CreateExportTask',
    ]),
    ...on('arn:aws:s3:::acme/key', ['s3:GetObject', 's3:PutObject', 's3:DeleteObject']),
    ...on(arn('secretsmanager', 'secret:db-AbCdEf'), ['secretsmanager:GetSecretValue']),
    ...on(arn('ssm', 'parameter/db'), ['ssm:GetParameter']),
    ...on(arn('sqs', 'orders'), ['sqs:ReceiveMessage']),
  ],
  'keys, but through the services of the stack': [
    ...on(arn('kms', 'key/11111111-2222-3333-4444-555555555555'), [
      'kms:Decrypt',
      'kms:Encrypt',
      'kms:CreateGrant',
      'kms:PutKeyPolicy',
      'kms:ScheduleKeyDeletion',
    ]),
    ...on(arn('kms', 'key/11111111-2222-3333-4444-555555555555'), ['kms:Decrypt'], {
      'kms:ViaService': 's3.us-east-1.amazonaws.com',
    }),
    ...on(arn('kms', 'key/1111'), ['kms:Decrypt', 'kms:CreateGrant'], {
      'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com',
    }),
  ],
  functions: [
    ...on(fn('payments'), [
      'lambda:UpdateFunctionCode',
      'lambda:UpdateFunctionConfiguration',
      'lambda:DeleteFunction',
      'lambda:GetFunction',
      'lambda:AddPermission',
      'lambda:CreateFunctionUrlConfig',
    ]),
    ...on(fn('aws-operations-agent-prod-blue'), [
      'lambda:UpdateFunctionCode',
      'lambda:DeleteFunction',
    ]),
    ...on(own.agent, ['lambda:InvokeFunction', 'lambda:CreateEventSourceMapping']),
    ...on(`${own.agent}:live`, ['lambda:InvokeFunctionUrl'], {
      'lambda:FunctionUrlAuthType': 'AWS_IAM',
    }),
  ],
  'an open address': [
    ...on(
      `${own.agent}:live`,
      ['lambda:CreateFunctionUrlConfig', 'lambda:UpdateFunctionUrlConfig', 'lambda:AddPermission'],
      {
        'lambda:FunctionUrlAuthType': 'NONE',
      },
    ),
  ],
  'what others have': [
    ...on(arn('dynamodb', 'table/orders'), [
      'dynamodb:DeleteTable',
      'dynamodb:UpdateTable',
      'dynamodb:DescribeTable',
    ]),
    ...on(arn('dynamodb', 'table/aws-operations-agent-conversations-prod-blue'), [
      'dynamodb:DeleteTable',
    ]),
    ...on(arn('ecr', 'repository/payments'), [
      'ecr:PutImage',
      'ecr:DeleteRepository',
      'ecr:SetRepositoryPolicy',
      'ecr:BatchGetImage',
    ]),
    ...on(arn('logs', 'log-group:/aws/lambda/payments'), [
      'logs:DeleteLogGroup',
      'logs:PutRetentionPolicy',
    ]),
    ...on(arn('cloudwatch', 'alarm:payments-errors'), [
      'cloudwatch:DeleteAlarms',
      'cloudwatch:PutMetricAlarm',
    ]),
    ...on(arn('bedrock-agentcore', 'gateway/payments-abcdefghij'), [
      'bedrock-agentcore:DeleteGateway',
      'bedrock-agentcore:UpdateGateway',
      'bedrock-agentcore:CreateGatewayTarget',
    ]),
    ...on(arn('bedrock-agentcore', 'gateway/aws-operations-agent-prod-blue-abcdefghij'), [
      'bedrock-agentcore:DeleteGateway',
    ]),
    ...on(`arn:aws:budgets::${account}:budget/all`, ['budgets:ModifyBudget']),
  ],
  'the organisation, the trail and the account': [
    ...on('*', [
      'organizations:LeaveOrganization',
      'account:CloseAccount',
      'iam:CreateAccountAlias',
      'iam:UpdateAccountPasswordPolicy',
    ]),
    ...on(arn('cloudtrail', 'trail/all'), ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail']),
    ...on(arn('ec2', 'instance/i-0123456789abcdef0'), [
      'ec2:TerminateInstances',
      'ec2:StopInstances',
    ]),
    ...on('arn:aws:s3:::acme', ['s3:DeleteBucket', 's3:PutBucketPolicy']),
  ],
}
