import assert from 'node:assert/strict'
import { type Call, execute } from '../../../tools/executor/execute.ts'
import { dataKinds } from '../../../tools/tool.ts'
import { contextOf, scriptedClients } from '../executor/scripted-clients.ts'

interface Case {
  name: string
  service: Call['services'][number]
  operation: string
  answer: Record<string, unknown>
  parameters?: object | undefined
}
const cases: Case[] = []
const add = (
  name: string,
  [service, operation]: [Call['services'][number], string],
  answer: Record<string, unknown>,
  parameters?: object | undefined,
) => cases.push({ name, service, operation, answer, parameters })

const tag = (pair: string) => {
  const [Key, Value] = pair.split('=')
  add(`tag ${pair}`, ['ec2', 'DescribeVpcs'], { Vpcs: [{ Tags: [{ Key, Value }] }] })
}
const log = (message: string) =>
  add(
    `log: ${message}`,
    ['cloudwatch-logs', 'FilterLogEvents'],
    { events: [{ message }] },
    { logGroupName: 'a' },
  )
const text = (value: string) =>
  add(`text: ${value}`, ['lambda', 'ListFunctions'], {
    Functions: [{ FunctionName: 'f', Description: value }],
  })
const trust = (Condition: object) =>
  add(
    `trust ${JSON.stringify(Condition)}`,
    ['iam', 'GetRole'],
    {
      Role: {
        AssumeRolePolicyDocument: encodeURIComponent(
          JSON.stringify({
            Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', Condition }],
          }),
        ),
      },
    },
    { RoleName: 'a' },
  )
const parameter = (ParameterName: string, ParameterValue: string) =>
  add(
    `RDS parameter ${ParameterName}`,
    ['rds', 'DescribeDBParameters'],
    { Parameters: [{ ParameterName, ParameterValue }] },
    { DBParameterGroupName: 'a' },
  )
const hyper = (name: string, value: string) =>
  add(
    `hyperparameter ${name}`,
    ['sagemaker', 'DescribeTrainingJob'],
    { HyperParameters: { [name]: value } },
    { TrainingJobName: 'a' },
  )

// types of resources
for (const type of ['AWS::SecretsManager::Secret', 'AWS::SecretsManager::SecretTargetAttachment']) {
  add(
    `DescribeStackResources ${type}`,
    ['cloudformation', 'DescribeStackResources'],
    { StackResources: [{ LogicalResourceId: 'Db', ResourceType: type }] },
    { StackName: 'a' },
  )
}
add('LookupEvents AWS::SecretsManager::Secret', ['cloudtrail', 'LookupEvents'], {
  Events: [
    { Resources: [{ ResourceType: 'AWS::SecretsManager::Secret', ResourceName: 'prod/db' }] },
  ],
})
add(
  'ResourceStatusReason',
  ['cloudformation', 'DescribeStackEvents'],
  {
    StackEvents: [
      {
        ResourceStatusReason:
          'Resource AWS::SecretsManager::Secret with name prod/db already exists',
      },
    ],
  },
  { StackName: 'a' },
)
add(
  'DescribeStackResources AWS::ApiGateway::ApiKey',
  ['cloudformation', 'DescribeStackResources'],
  { StackResources: [{ LogicalResourceId: 'Key', ResourceType: 'AWS::ApiGateway::ApiKey' }] },
  { StackName: 'a' },
)

// who may take a role
trust({ StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } })
trust({ StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:org/x:*' } })
trust({
  StringLike: {
    'token.actions.githubusercontent.com:sub': ['repo:org/x:*', 'repo:org/y:ref:refs/heads/main'],
  },
})
trust({ StringEquals: { 'secretsmanager:VersionStage': 'AWSCURRENT' } })
trust({ DateLessThan: { 'aws:TokenIssueTime': '2030-01-01T00:00:00Z' } })

// images and ARNs whose name ends in such a word
text('123456789012.dkr.ecr.us-east-1.amazonaws.com/auth-token:abc123')
text('ghcr.io/org/secret:latest')
text('arn:aws:lambda:us-east-1:123456789012:function:get-token:prod')
text('arn:aws:sns:us-east-1:123456789012:token:6a1b2c3d-0000-1111-2222-333344445555')
text('arn:aws:logs:us-east-1:123456789012:log-group:/aws/secret:log-stream:x')
text('Secret: arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-AbCdEf')
text('Rotates the password: see the runbook')
text('arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-AbCdEf')

// log lines of incidents
for (const line of [
  'Invalid token: expired at 2030-01-01',
  'password: incorrect for user ann',
  'authorization: denied',
  'secret: not found',
  'SyntaxError: Unexpected token: punc (})',
  'token=expired user=a',
  'PWD=/usr/src/app',
  'dsn=primary',
  '-u http://proxy:8080/path next',
  'chown -u app:app /x',
  'Credentials: true',
])
  log(line)
for (const line of [
  'SyntaxError: Unexpected token < in JSON at position 0',
  'level=info msg="password changed" user=ann',
  'usage: {"prompt_tokens": 12, "completion_tokens": 9}',
  'token_type=Bearer',
  'secret_name=prod/db region=x',
  'access_key_id=AKIAIOSFODNN7EXAMPLE',
  'bypass=true',
])
  log(line)

// settings
parameter('default_password_lifetime', '90')
parameter('disconnect_on_expired_password', '1')
parameter('rds.restrict_password_commands', '1')
parameter('password_encryption', 'scram-sha-256')
for (const [name, value] of [
  ['max_tokens', '4096'],
  ['seed', '42'],
  ['num_tokens', '9'],
  ['eos_token', '</s>'],
  ['token_dropout', '0.1'],
])
  hyper(name ?? '', value ?? '')
hyper('tokenizer_name', 'gpt2')
add('dimension ApiKey', ['cloudwatch', 'ListMetrics'], {
  Metrics: [
    {
      Namespace: 'A',
      MetricName: 'Calls',
      Dimensions: [{ Name: 'ApiKey', Value: 'usage-plan-a' }],
    },
  ],
})
add('dimension TokenType', ['cloudwatch', 'ListMetrics'], {
  Metrics: [
    {
      Namespace: 'A',
      MetricName: 'InputTokenCount',
      Dimensions: [{ Name: 'TokenType', Value: 'input' }],
    },
  ],
})
for (const pair of [
  'token-bucket=rate',
  'secrets-manager=enabled',
  'uses-secrets=true',
  'has-webhook=true',
  'tokens-per-minute=1000',
  'max_tokens=4096',
  'seed=42',
  'signature=v4',
  'password_last_changed=2030-01-01',
  'secret-store=vault',
  'authorization=none',
  'PasswordAuthentication=no',
])
  tag(pair)
for (const pair of [
  'team=secrets',
  'secret-name=prod/db',
  'password-rotation-days=30',
  'Service=token-service',
  'key-rotation=enabled',
  'KeyName=prod',
])
  tag(pair)

// references, patterns, names
const method = { restApiId: 'a', resourceId: 'b', httpMethod: 'GET' }
add(
  'mapping of a header',
  ['api-gateway', 'GetIntegration'],
  {
    requestParameters: {
      'integration.request.header.Authorization': 'method.request.header.Authorization',
    },
  },
  method,
)
add(
  'mapping of a header, HTTP API',
  ['apigatewayv2', 'GetIntegrations'],
  {
    Items: [
      { RequestParameters: { 'overwrite:header.Authorization': '$request.header.Authorization' } },
    ],
  },
  { ApiId: 'a' },
)
add(
  'listener rule on Authorization',
  ['elastic-load-balancing-v2', 'DescribeRules'],
  {
    Rules: [
      {
        Conditions: [
          { HttpHeaderConfig: { HttpHeaderName: 'Authorization', Values: ['Bearer *'] } },
        ],
      },
    ],
  },
  { ListenerArn: 'a' },
)
add(
  'partitioned key',
  ['s3', 'ListObjectsV2'],
  { Contents: [{ Key: 'token=abc/date=2030-01-01/part-0' }] },
  { Bucket: 'a' },
)
add(
  'VerificationToken, public in DNS',
  ['ses', 'GetIdentityVerificationAttributes'],
  {
    VerificationAttributes: {
      'x.com': { VerificationStatus: 'Success', VerificationToken: 'abc=' },
    },
  },
  { Identities: ['x.com'] },
)
add('output Webhook', ['cloudformation', 'DescribeStacks'], {
  Stacks: [{ Outputs: [{ OutputKey: 'Webhook', OutputValue: 'https://x/hook' }] }],
})
add('output TokenEndpoint', ['cloudformation', 'DescribeStacks'], {
  Stacks: [{ Outputs: [{ OutputKey: 'TokenEndpoint', OutputValue: 'https://x/token' }] }],
})
add(
  'key schema with an attribute token',
  ['dynamodb', 'DescribeTable'],
  { Table: { KeySchema: [{ AttributeName: 'token', KeyType: 'HASH' }] } },
  { TableName: 'a' },
)
add(
  'task secrets by reference',
  ['ecs', 'DescribeTaskDefinition'],
  {
    taskDefinition: {
      containerDefinitions: [
        {
          secrets: [
            { name: 'DB_PASSWORD', valueFrom: 'arn:aws:ssm:us-east-1:123456789012:parameter/x' },
          ],
        },
      ],
    },
  },
  { taskDefinition: 'a' },
)
add('account summary', ['iam', 'GetAccountSummary'], {
  SummaryMap: {
    AccountPasswordPresent: 1,
    AccountAccessKeysPresent: 0,
    GlobalEndpointTokenVersion: 1,
  },
})
add('password policy', ['iam', 'GetAccountPasswordPolicy'], {
  PasswordPolicy: { MinimumPasswordLength: 14, MaxPasswordAge: 90 },
})

describe('what only sounds like a secret', () => {
  for (const { name, service, operation, answer, parameters } of cases) {
    it(`is shown: ${name}`, async () => {
      const { clients } = scriptedClients(() => answer)
      const call: Call = { services: [service], operation, parameters }
      const result = await execute(call, contextOf(clients, { dataAccess: new Set(dataKinds) }))
      assert.equal(result.status, 'ok')
      assert.ok(!JSON.stringify(result).includes('[redacted'), JSON.stringify(result))
    })
  }

  it('is found by a query for resources of a type', async () => {
    const resources = [
      { LogicalResourceId: 'Db', ResourceType: 'AWS::SecretsManager::Secret' },
      { LogicalResourceId: 'B', ResourceType: 'AWS::S3::Bucket' },
    ]
    const { clients } = scriptedClients(() => ({ StackResources: resources }))
    const call: Call = {
      services: ['cloudformation'],
      operation: 'DescribeStackResources',
      parameters: { StackName: 'a' },
      query: "[?ResourceType=='AWS::SecretsManager::Secret'].LogicalResourceId",
    }
    const [region] = (await execute(call, contextOf(clients))).regions
    assert.ok(region?.status === 'ok')
    assert.deepEqual(region.items, ['Db'])
  })
})
