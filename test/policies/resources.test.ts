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
  ['DB_PASSWORD', '/prod/db/password'],
  ['DB_PASSWORD', '{{resolve:secretsmanager:db:SecretString:password}}'],
  ['PASS_THROUGH', 'true'],
  ['PARTITION_KEY', 'conversation_id'],
  ['AUTH', 'oidc'],
  ['CONNECTIONS', '20'],
  ['SESSION_LENGTH', '30m'],
  ['WEBHOOK', 'https://hooks.example.com/alerts'],
  ['GIT_COMMIT', '0123456789abcdef0123456789abcdef01234567'],
  ['IMAGE', 'public.ecr.aws/lambda/nodejs@sha256:abc'],
  ['MODEL', 'global.anthropic.claude-sonnet-4-6'],
  ['USER_POOL', 'us-east-1_AbCdEfGhI'],
  ['CLIENT', '0oa0000000acme'],
  ['SUBNETS', 'subnet-0123456789abcdef0,subnet-0123456789abcdef1'],
  ['TRACE', '6b1f9a52-3c5e-4a1f-9d2b-1f0c6f3f2a10'],
  ['NODE_OPTIONS', '--enable-source-maps --max-old-space-size=900'],
  ['MESSAGE', 'token: expired'],
  ['TOKEN_BUCKET_SIZE', '100'],
  ['CREDENTIALS_SOURCE', 'environment'],
  ['MONKEY', 'banana'],
  ['HINT', 'Bring your own token'],
  ['HINT', 'Enter password here'],
  ['QUERY', 'limit=20&page=2'],
  ['SETTINGS', '{"maxTokens": 4096, "partitionKey": "id", "url": "https://org.okta.com/token"}'],
  ['TABLE', 'AWSOperationsAgentConversationsTable2'],
]
const secrets: [name: string, value: string][] = [
  ['DB_PASSWORT', 'x7Gh29LmQq'],
  ['MOT_DE_PASSE', 'x7Gh29LmQq'],
  ['CONTRASEÑA_DB', 'x7Gh29LmQq'],
  ['senhaDoBanco', 'x7Gh29LmQq'],
  ['Kennwort', 'x7Gh29LmQq'],
  ['MDP_BASE', 'x7Gh29LmQq'],
  ['WACHTWOORD', 'x7Gh29LmQq'],
  ['DB_PASSWORD', 'hunter2'],
  ['apiKey', 'abc'],
  ['SLACK_TOKEN', 'abc'],
  ['SETTINGS', `{"key": "AKIA${'A'.repeat(16)}"}`],
  ['DATABASE_URL', 'postgres://app:hunter2@db.internal/app'],
  ['PEM', '-----BEGIN RSA PRIVATE KEY-----'],
  ['DB_PASS', 'x7Gh29Lm'],
  ['PGPASS', 'password=hunter2'],
  ['STRIPE_KEY', `rk_${'live_abcdefghijklmnopqrstu'}`],
  ['PAYMENT', `sk_${'live_abcdefghijklmnopqrstu'}`],
  ['CONN', 'Server=x;User Id=app;Password=y1'],
  ['STORAGE', `DefaultEndpointsProtocol=https;AccountName=x;AccountKey=${'Ab1/'.repeat(8)}==`],
  ['GOOGLE', 'AIzaSyabcdefghijklmnopqrstuvwxyz12345'],
  ['HOOK_URL', 'https://hooks.slack.com/services/T000/B000/XXXXXXXXXXXXXXXXXXXXXXXX'],
  ['BASIC_AUTH', 'Basic dXNlcjp4N0doMjlMbQ=='],
  ['AUTH_HEADER', 'Bearer abcdef0123456789'],
  ['CACHE_URL', 'redis://:hunter2@cache.internal:6379'],
  ['SAS', 'https://x.blob.core.windows.net/c?sv=2022&sig=abcdefgh%3D'],
  ['DATADOG', '0123456789abcdef0123456789abcdef'],
  ['ANYTHING', 'wJalrXUtnFEMI7K7MDENGbPxRfiCYEXAMPLEKEY1a2b3'],
  ['SETTINGS', '{"db": {"password": "hunter2"}}'],
  ['ARGS', '--user app --password hunter2'],
  ['SESSION_SALT', 'k3-9x!2pQ'],
  ['SigningKey', 'abc123'],
  ['MASTERPASSWORD', 'hunter2'],
  ['UNLOCK_PIN', '4821'],
  ['NPMRC', '//registry.npmjs.org/:_authToken=abcdef0123'],
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
