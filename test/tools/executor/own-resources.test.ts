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
