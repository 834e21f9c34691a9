import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { maker, toolCaller } from './moto-account.ts'
import { onMoto } from './on-moto.ts'

/** Names that nobody tuned anything to: letters alone, so that none is a word or a date. */
const drawn = (kind: string) =>
  `${kind}-${[...randomBytes(5)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')}`

const name = {
  machine: drawn('flow'),
  other: drawn('chain'),
  repository: drawn('box'),
  scanned: drawn('crate'),
  rotating: drawn('turning'),
  still: drawn('resting'),
  leaving: drawn('parting'),
  secret: drawn('word'),
  vault: drawn('cellar'),
  plan: drawn('keep'),
  catalog: drawn('forge').replace('-', '_'),
  acl: drawn('wall'),
  parameter: drawn('knob'),
  rule: drawn('bell'),
  stream: drawn('brook'),
  pool: drawn('crowd'),
  files: drawn('shelf'),
  workgroup: drawn('desk'),
  table: drawn('ledgerly'),
  safe: drawn('lasting'),
  database: drawn('stock'),
}

/** In people's words, with what the answer has to say. */
const questions: readonly (readonly [question: string, said: RegExp])[] = [
  ['list my state machines', new RegExp(`2 state machines.*${name.machine}`, 's')],
  [`what is the state machine ${name.other}?`, new RegExp(name.other)],
  ['how many image repositories do we have?', /2 image repositories/],
  ['which ecr repositories do not scan on push?', new RegExp(`1 of 2 .*${name.repository}`)],
  ['which kms keys have no rotation?', new RegExp(`1 of 2 customer KMS keys .*${name.still} \\(`)],
  ['which kms keys are scheduled for deletion?', new RegExp(name.leaving)],
  ['which secrets are not rotated?', new RegExp(`1 of 1 secret .*${name.secret}`)],
  ['list the secrets', new RegExp(name.secret)],
  ['what backup vaults are there?', new RegExp(name.vault)],
  ['list our backup plans', new RegExp(name.plan)],
  // Moto has no list of what AWS Backup protects: that is said, and nothing is made up.
  [
    "what isn't backed up?",
    new RegExp(`could not be read: .*database ${name.database}.*table ${name.table}`),
  ],
  [
    `is the table ${name.safe} backed up?`,
    new RegExp(`${name.safe}: .*point-in-time recovery, 35 days`),
  ],
  ['how many secrets are there?', /1 secret/],
  ['is there a guardduty detector?', /1 detector/],
  ['which glue databases are there?', new RegExp(name.catalog)],
  ['which web acls are there?', new RegExp(name.acl)],
  ['list the ssm parameters', new RegExp(name.parameter)],
  ['which eventbridge rules exist?', new RegExp(name.rule)],
  ['how many kinesis streams are there?', /1 Kinesis stream/],
  ['list user pools', new RegExp(name.pool)],
  ['show the efs file systems', new RegExp(name.files)],
  ['list athena workgroups', new RegExp(name.workgroup)],
]

describe('questions about further services, against moto', function () {
  this.timeout(90_000)
  onMoto()

  before(async function () {
    this.timeout(60_000)
    await make()
  })

  for (const [question, said] of questions)
    it(`is answered: ${question}`, async () => {
      const { summary, message, regions, notice } = await toolCaller()('aws', {
        question,
        region: 'us-east-1',
      })
      const told = regions.map((region) =>
        'summary' in region ? region.summary : JSON.stringify(region),
      )
      assert.match(
        [summary, ...told, message, notice].filter(Boolean).join('\n').replaceAll('*', ''),
        said,
      )
    })
})

async function make(): Promise<void> {
  const aws = maker('us-east-1')
  const roleArn = 'arn:aws:iam::123456789012:role/runner'
  const definition = JSON.stringify({
    StartAt: 'End',
    States: { End: { Type: 'Pass', End: true } },
  })
  for (const one of [name.machine, name.other])
    await aws('sfn:CreateStateMachine', { name: one, definition, roleArn })
  await aws('ecr:CreateRepository', { repositoryName: name.repository })
  await aws('ecr:CreateRepository', {
    repositoryName: name.scanned,
    imageScanningConfiguration: { scanOnPush: true },
  })
  for (const alias of [name.rotating, name.still, name.leaving]) {
    const [KeyId = ''] = await aws('kms:CreateKey', {}, '[KeyMetadata.KeyId]')
    await aws('kms:CreateAlias', { AliasName: `alias/${alias}`, TargetKeyId: KeyId })
    if (alias === name.rotating) await aws('kms:EnableKeyRotation', { KeyId })
    if (alias === name.leaving) await aws('kms:ScheduleKeyDeletion', { KeyId })
  }
  await aws('secrets-manager:CreateSecret', { Name: name.secret, SecretString: 'x' })
  await aws('backup:CreateBackupVault', { BackupVaultName: name.vault })
  await aws('backup:CreateBackupPlan', {
    BackupPlan: {
      BackupPlanName: name.plan,
      Rules: [{ RuleName: 'nightly', TargetBackupVaultName: name.vault }],
    },
  })
  await aws('wafv2:CreateWebACL', {
    Name: name.acl,
    Scope: 'REGIONAL',
    DefaultAction: { Allow: {} },
    VisibilityConfig: {
      SampledRequestsEnabled: true,
      CloudWatchMetricsEnabled: true,
      MetricName: 'wall',
    },
  })
  await aws('ssm:PutParameter', { Name: name.parameter, Value: 'x', Type: 'String' })
  await aws('eventbridge:PutRule', { Name: name.rule, ScheduleExpression: 'rate(1 day)' })
  await aws('kinesis:CreateStream', { StreamName: name.stream, ShardCount: 1 })
  await aws('cognito-identity-provider:CreateUserPool', { PoolName: name.pool })
  await aws('efs:CreateFileSystem', {
    CreationToken: name.files,
    Tags: [{ Key: 'Name', Value: name.files }],
  })
  await aws('guardduty:CreateDetector', { Enable: true })
  await aws('glue:CreateDatabase', { DatabaseInput: { Name: name.catalog } })
  await aws('athena:CreateWorkGroup', { Name: name.workgroup })
  for (const TableName of [name.table, name.safe])
    await aws('dynamodb:CreateTable', {
      TableName,
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    })
  await aws('dynamodb:UpdateContinuousBackups', {
    TableName: name.safe,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  })
  await aws('rds:CreateDBInstance', {
    DBInstanceIdentifier: name.database,
    Engine: 'postgres',
    DBInstanceClass: 'db.t4g.micro',
    MasterUsername: 'root',
    MasterUserPassword: 'not-a-secret-1',
    AllocatedStorage: 20,
    BackupRetentionPeriod: 0,
  })
}
