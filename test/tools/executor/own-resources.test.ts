import assert from 'node:assert/strict'
import { type Call, execute } from '../../../tools/executor/execute.ts'
import type { ToolContext } from '../../../tools/tool.ts'
import { awsError, contextOf, scriptedClients } from './scripted-clients.ts'

const account = '123456789012'
const other = '999999999999'
const read = 'i-0abc=10.1.2.3;db=orders'

async function asked(call: Call, own: Partial<ToolContext> = { account }) {
  const { clients, calls } = scriptedClients(() => ({}))
  const result = await execute(call, contextOf(clients, own))
  return { result, sent: calls.filter(({ operation }) => operation !== 'HeadBucket') }
}

describe('a read of somebody else’s resource', () => {
  const foreign: [Call['services'][number], string, Record<string, unknown>][] = [
    [
      's3',
      'ListObjectsV2',
      { Bucket: `arn:aws:s3:us-east-1:${other}:accesspoint/loot`, Prefix: read },
    ],
    ['s3', 'ListObjectsV2', { Bucket: 'b', Prefix: read, ExpectedBucketOwner: other }],
    ['dynamodb', 'DescribeTable', { TableName: `arn:aws:dynamodb:us-east-1:${other}:table/loot` }],
    [
      'sqs',
      'GetQueueAttributes',
      { QueueUrl: `https://sqs.us-east-1.amazonaws.com/${other}/loot` },
    ],
    ['sqs', 'GetQueueUrl', { QueueName: read, QueueOwnerAWSAccountId: other }],
    ['sns', 'GetTopicAttributes', { TopicArn: `arn:aws:sns:us-east-1:${other}:loot` }],
    ['lambda', 'GetFunctionConfiguration', { FunctionName: `${other}:function:${'f'}` }],
    [
      'cloudformation',
      'DescribeStacks',
      { StackName: `arn:aws:cloudformation:us-east-1:${other}:stack/a/b` },
    ],
    [
      'cloudformation',
      'GetTemplateSummary',
      { TemplateURL: `https://loot.s3.amazonaws.com/${read}` },
    ],
    [
      'cloudformation',
      'ValidateTemplate',
      { TemplateURL: `https://loot.s3.amazonaws.com/${read}` },
    ],
  ]
  for (const [service, operation, parameters] of foreign) {
    it(`is refused before anything is sent: ${operation} ${Object.keys(parameters).join()}`, async () => {
      const { result, sent } = await asked({ services: [service], operation, parameters })
      assert.equal(result.code ?? result.regions[0]?.status, 'invalid_parameter')
      assert.deepEqual(sent, [])
    })
  }

  const spelled: Record<string, [Call['services'][number], string, Record<string, unknown>[]]> = {
    'a function': [
      'lambda',
      'GetFunctionConfiguration',
      [
        ...[`${other}:f`, `us-east-1:${other}:function:f`, `us-east-1:${other}:f`],
        ...[`arn:aws:lambda:${other}:function:f`, `arn::lambda:us-east-1:${other}:function:f`],
        ...[`ARN:AWS:LAMBDA:us-east-1:${other}:function:f`, `${other}%3Afunction%3Af`],
        `arn%253Aaws%253Alambda%253Aus-east-1%253A${other}%253Afunction%253Af`,
        `"arn:aws-cn:lambda:cn-north-1:${other}:function:f"`,
      ].map((FunctionName) => ({ FunctionName })),
    ],
    'a layer': ['lambda', 'ListLayerVersions', [{ LayerName: `us-east-1:${other}:layer:l` }]],
    'a queue': [
      'sqs',
      'ListQueueTags',
      [
        ...['https://queue.amazonaws.com/', 'https://us-east-1.queue.amazonaws.com/', '/', '//h/'],
        ...['HTTPS://SQS.us-east-1.amazonaws.com//', 'https://sqs.us-east-1.amazonaws.com/./', ''],
        ...[
          ' https://h/',
          `https://h/${account}/../`,
          'https://me@h/',
          'https:\\\\h\\',
          'https://h/a/',
        ],
      ]
        .map((start) => ({ QueueUrl: `${start}${other}/loot` }))
        .concat([
          { QueueUrl: `https://h/%39${other.slice(1)}/loot` },
          { QueueUrl: `https://h/${other}/loot?/${account}/q` },
        ]),
    ],
    'the table that a map is named for': [
      'dynamodb',
      'BatchGetItem',
      [
        {
          RequestItems: {
            [`arn:aws:dynamodb:us-east-1:${other}:table/loot`]: { Keys: [{ id: { S: read } }] },
          },
        },
      ],
    ],
    'a bucket': [
      's3',
      'ListObjectsV2',
      [
        `loot-${other}.s3-accesspoint.us-east-1.amazonaws.com`,
        `arn:aws:s3::${other}:accesspoint/mfzwi23gnjvgw.mrap`,
        `arn:aws:s3-object-lambda:us-east-1:${other}:accesspoint/loot`,
        `arn:aws:s3-outposts:us-east-1:${other}:outpost/op-1/accesspoint/loot`,
      ].map((Bucket) => ({ Bucket, Prefix: read })),
    ],
    'an account by its number': [
      'sqs',
      'GetQueueUrl',
      [` ${other}`, '9999-9999-9999', `0${other}`].map((QueueOwnerAWSAccountId) => ({
        QueueName: read,
        QueueOwnerAWSAccountId,
      })),
    ],
    'log groups': ['cloudwatch-logs', 'DescribeLogGroups', [{ accountIdentifiers: [other] }]],
    metrics: ['cloudwatch', 'ListMetrics', [{ OwningAccount: other, IncludeLinkedAccounts: true }]],
    'tags of a load balancer': [
      'elastic-load-balancing-v2',
      'DescribeTags',
      [
        {
          ResourceArns: [`arn:aws:elasticloadbalancing:us-east-1:${other}:loadbalancer/app/loot/1`],
        },
      ],
    ],
  }
  for (const [what, [service, operation, inputs]] of Object.entries(spelled)) {
    it(`is refused however it is written: ${what}`, async () => {
      for (const parameters of inputs) {
        const { result, sent } = await asked(
          { services: [service], operation, parameters },
          { account, dataAccess: new Set(['objects', 'items'] as const) },
        )
        assert.match(JSON.stringify(result), /names account/, JSON.stringify(parameters))
        assert.deepEqual(sent, [])
      }
    })
  }

  it('is none where a number only looks like an account', async () => {
    const fine: [Call['services'][number], string, Record<string, unknown>][] = [
      ['lambda', 'GetFunctionConfiguration', { FunctionName: other }],
      ['lambda', 'GetFunctionConfiguration', { FunctionName: `${account}:f` }],
      ['ecs', 'DescribeTaskDefinition', { taskDefinition: `${other}:3` }],
      [
        'sqs',
        'ListQueueTags',
        { QueueUrl: `https://sqs.us-east-1.amazonaws.com/${account}/${other}` },
      ],
      ['s3', 'GetBucketPolicy', { Bucket: `logs-${other}-us-east-1` }],
      [
        'iam',
        'SimulatePrincipalPolicy',
        {
          PolicySourceArn: `arn:aws:iam::${account}:role/r`,
          ActionNames: ['sqs:SendMessage'],
          ResourceArns: [`arn:aws:sqs:us-east-1:${other}:q`],
        },
      ],
    ]
    for (const [service, operation, parameters] of fine) {
      const { result } = await asked({ services: [service], operation, parameters })
      assert.equal(result.status, 'ok', JSON.stringify(parameters))
    }
  })

  it('is made where configuration names the account', async () => {
    const TopicArn = `arn:aws:sns:us-east-1:${other}:theirs`
    const call: Call = {
      services: ['sns'],
      operation: 'GetTopicAttributes',
      parameters: { TopicArn },
    }
    const { result } = await asked(call, { account, readableAccounts: new Set([other]) })
    assert.equal(result.status, 'ok')
  })

  it('is made of what is the own account’s, AWS’s, or only compared', async () => {
    const fine: [Call['services'][number], string, Record<string, unknown>][] = [
      ['sns', 'GetTopicAttributes', { TopicArn: `arn:aws:sns:us-east-1:${account}:ours` }],
      ['iam', 'GetPolicy', { PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
      ['ec2', 'DescribeImages', { Owners: ['099720109477'] }],
      [
        'cloudtrail',
        'LookupEvents',
        {
          LookupAttributes: [
            { AttributeKey: 'ResourceName', AttributeValue: `arn:aws:iam::${other}:role/r` },
          ],
        },
      ],
    ]
    for (const [service, operation, parameters] of fine) {
      const { result } = await asked({ services: [service], operation, parameters })
      assert.equal(result.status, 'ok', operation)
    }
  })

  it('tells S3 whose the bucket has to be', async () => {
    const { sent } = await asked({
      services: ['s3'],
      operation: 'GetBucketPolicy',
      parameters: { Bucket: 'b' },
    })
    assert.deepEqual(sent[0]?.input, { Bucket: 'b', ExpectedBucketOwner: account })
  })

  it('takes no text to a bucket that may not be looked at', async () => {
    const { clients, calls } = scriptedClients(() => {
      throw awsError('Forbidden', 'no', 403)
    })
    const call: Call = {
      services: ['s3'],
      operation: 'GetObjectTagging',
      parameters: { Bucket: 'loot', Key: read },
    }
    const result = await execute(call, contextOf(clients))
    assert.equal(result.code ?? (result.regions[0] as { code?: string })?.code, 'access_denied')
    assert.deepEqual(
      calls.map(({ operation }) => operation),
      ['HeadBucket'],
    )
  })
})
