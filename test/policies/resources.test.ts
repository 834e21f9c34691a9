import assert from 'node:assert/strict'
import { violations } from './violations.ts'

const digest = `1.dkr.ecr.us-east-1.amazonaws.com/agent@sha256:${'0'.repeat(64)}`
const table = {
  pointInTimeRecovery: { enabled: true },
  ttl: { enabled: true, attributeName: 'ttl' },
  deletionProtectionEnabled: true,
}
const repository = {
  imageTagMutability: 'IMMUTABLE',
  imageScanningConfiguration: { scanOnPush: true },
}

const cases: [type: string, name: string, inputs: Record<string, unknown>, rules: string[]][] = [
  ['aws:lambda/function:Function', 'an image by digest', { imageUri: digest }, []],
  [
    'aws:lambda/function:Function',
    'an image by tag',
    { imageUri: '1.dkr.ecr.us-east-1.amazonaws.com/agent:latest' },
    ['lambda-image-digest'],
  ],
  ['aws:lambda/function:Function', 'a function of a zip file', { code: 'code.zip' }, []],
  ['aws:ecr/repository:Repository', 'a repository that keeps tags and scans', repository, []],
  [
    'aws:ecr/repository:Repository',
    'a repository as AWS makes it',
    {},
    ['image-tags-immutable', 'images-scanned'],
  ],
  [
    'awsx:ecr:Repository',
    'a component’s repository whose tags change, unscanned',
    { imageTagMutability: 'MUTABLE', imageScanningConfiguration: { scanOnPush: false } },
    ['image-tags-immutable', 'images-scanned'],
  ],
  ['aws:dynamodb/table:Table', 'a table that is safe, with the key that AWS owns', table, []],
  [
    'aws:dynamodb/table:Table',
    'a table as AWS makes it',
    {},
    ['table-recovery', 'table-expiry', 'table-deletion-protection'],
  ],
  [
    'aws:dynamodb/table:Table',
    'a table with recovery switched off',
    { ...table, pointInTimeRecovery: { enabled: false } },
    ['table-recovery'],
  ],
  [
    'aws:dynamodb/table:Table',
    'a table that keeps everything',
    { ...table, ttl: { enabled: false } },
    ['table-expiry'],
  ],
  ['aws:cloudwatch/logGroup:LogGroup', 'logs for 30 days', { retentionInDays: 30 }, []],
  ['aws:cloudwatch/logGroup:LogGroup', 'logs for ever', {}, ['log-retention']],
  [
    'aws:cloudwatch/logGroup:LogGroup',
    'logs for ever, as 0',
    { retentionInDays: 0 },
    ['log-retention'],
  ],
  ['aws:s3/bucket:Bucket', 'a private bucket', {}, []],
  ['aws:s3/bucketAcl:BucketAcl', 'a public ACL', { acl: 'public-read' }, ['public-buckets']],
  [
    'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock',
    'a block with a gap',
    { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true },
    ['public-buckets'],
  ],
]

const plain: [name: string, value: string][] = [
  ['OKTA_CLIENT_ID', '0oa1'],
  ['TOKEN_URL', 'https://org.okta.com/token'],
  ['MAX_TOKENS', '4096'],
  ['OPENAI_API_KEY', 'arn:aws:secretsmanager:us-east-1:123456789012:secret:openai-AbCdEf'],
  ['OPENAI_API_KEY_ARN', 'see the parameter store'],
  ['DB_PASSWORD', ''],
]
const secrets: [name: string, value: string][] = [
  ['DB_PASSWORD', 'hunter2'],
  ['apiKey', 'abc'],
  ['SLACK_TOKEN', 'abc'],
  ['SETTINGS', `{"key": "AKIA${'A'.repeat(16)}"}`],
  ['DATABASE_URL', 'postgres://app:hunter2@db.internal/app'],
  ['PEM', '-----BEGIN RSA PRIVATE KEY-----'],
]

describe('the policy pack on what runs and what is kept', () => {
  for (const [type, name, inputs, rules] of cases) {
    it(`${rules.length === 0 ? 'passes' : 'refuses'} ${name}`, async () => {
      assert.deepEqual(Object.keys(await violations({ type, inputs })), rules)
    })
  }

  it('lets a stack that is not production delete its tables', async () => {
    const inputs = { ...table, deletionProtectionEnabled: false }
    assert.deepEqual(
      await violations({ type: 'aws:dynamodb/table:Table', inputs }, { stack: 'dev' }),
      {},
    )
  })

  it('wants a customer key of tables where one is required, and AWS’s managed key is none', async () => {
    const said = async (serverSideEncryption: object) =>
      Object.keys(
        await violations(
          { type: 'aws:dynamodb/table:Table', inputs: { ...table, serverSideEncryption } },
          { config: { 'customer-key': { required: true } } },
        ),
      )
    const kmsKeyArn = 'arn:aws:kms:us-east-1:123456789012:key/1'
    assert.deepEqual(await said({ enabled: true, kmsKeyArn }), [])
    assert.deepEqual(await said({ enabled: true }), ['customer-key'])
  })

  for (const [name, value] of plain) {
    it(`passes a function whose ${name} is ${value === '' ? 'empty' : value}`, async () => {
      assert.deepEqual(await saidOfVariable(name, value), {})
    })
  }

  for (const [name, value] of secrets) {
    it(`refuses a function with a secret in ${name}, and does not tell it`, async () => {
      assert.deepEqual(await saidOfVariable(name, value), {
        'lambda-environment-secrets': [
          `${name} looks like a secret. Give the ARN of one in Secrets Manager.`,
        ],
      })
    })
  }
})

const saidOfVariable = (name: string, value: string) =>
  violations({
    type: 'aws:lambda/function:Function',
    inputs: { imageUri: digest, environment: { variables: { [name]: value } } },
  })
