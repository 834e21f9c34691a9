import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { Readable } from 'node:stream'
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ListTagsOfResourceCommand,
  UpdateContinuousBackupsCommand,
} from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { type HttpRequest, HttpResponse } from '@smithy/core/protocols'
import { restoreOptions } from '../../deploy/restore-options.ts'
import { restoreTable } from '../../deploy/restore-table.ts'
import { createConversationsTable } from '../../local/dynamodb.ts'
import { onMoto } from '../moto/on-moto.ts'
import { ownCheckout } from '../stacks/own-checkout.ts'

const table = 'aws-operations-agent-conversations-prod'

describe('npm run restore', () => {
  onMoto()
  let folder: string
  let dynamodb: DynamoDBClient

  before(async () => {
    folder = await ownCheckout()
    const pulumi = `#!/bin/sh\nprintf '%s\\n' "$@" > ${join(folder, 'pulumi-asked')}\n`
    await writeFile(join(folder, 'pulumi'), pulumi)
    await chmod(join(folder, 'pulumi'), 0o755)
    dynamodb = new DynamoDBClient({ region: 'us-east-1' })
    await createConversationsTable({
      endpoint: process.env.AWS_ENDPOINT_URL ?? '',
      tableName: table,
    })
  })

  after(() => rm(folder, { recursive: true, force: true }))

  it('asks for a stack, and for a moment with its zone', async () => {
    for (const args of [[], ['--stack', 'prod'], ['--stack', 'prod', '--to', '2030-01-01T10:00']]) {
      const { code, stderr } = await restore(...args)
      assert.equal(code, 2)
      assert.match(stderr, /^npm run restore -- --stack NAME --to 2026-11-20T10:00:00Z\n/)
    }
  })

  it('refuses where the switch would delete the table before', async () => {
    const { code, stdout } = await restore('--stack', 'dev', '--to', '2030-01-01T00:00:00Z')
    assert.deepEqual(
      [code, stdout],
      [
        1,
        '✗ restore: the switch would delete the table before: set conversations.deletionProtection to true and run "pulumi up" first\n',
      ],
    )
  })

  it('says where nothing can be restored, and to which moments a table can be', async () => {
    const { code, stdout } = await restore('--stack', 'prod', '--to', '2020-01-01T00:00:00Z')
    assert.deepEqual(
      [code, stdout],
      [1, `✗ restore: ${table} has no point-in-time recovery: there is nothing to restore from\n`],
    )
    await dynamodb.send(
      new UpdateContinuousBackupsCommand({
        TableName: table,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    )
    const early = await restore('--stack', 'prod', '--to', '2020-01-01T00:00:00Z')
    assert.match(early.stdout, /^✗ restore: .* can be restored to moments from 20\S+Z to 20\S+Z\n$/)
  })

  it('restores what was there, with all that a restore leaves out, and tells the stack', async () => {
    const item = { conversation_id: 'c', item: 'meta', title: 'Kept' }
    await DynamoDBDocumentClient.from(dynamodb).send(
      new PutCommand({ TableName: table, Item: item }),
    )
    // Of moto, the one moment that there is.
    const to = await latestOf(table)
    const target = `${table}-${to.replace(/\.\d+|[-:]/g, '')}`
    const second = to.replace(/\.\d+/, '.000')
    const { code, stdout } = await restore('--stack', 'prod', '--to', to)
    assert.deepEqual(
      [code, stdout.split('\n').slice(0, 8)],
      [
        0,
        [
          `✓ restoring ${table} as of ${second} into ${target}`,
          '✓ restored: 1 items, as far as DynamoDB has counted',
          '✓ conversations expire',
          '✓ it can be restored itself',
          '✓ it has its stream',
          '✓ it is protected',
          '✓ it has its tags',
          `✓ restore: Pulumi.prod.yaml names ${target}.`,
        ],
      ],
    )
    const { Items } = await DynamoDBDocumentClient.from(dynamodb).send(
      new ScanCommand({ TableName: target }),
    )
    assert.deepEqual(Items, [item])
    assert.deepEqual(await settingsOf(target), {
      expiry: 'ENABLED',
      recovery: 'ENABLED',
      stream: 'NEW_AND_OLD_IMAGES',
      protected: true,
      tags: { application: 'aws-operations-agent', environment: 'prod' },
    })
    const asked = (await readFile(join(folder, 'pulumi-asked'), 'utf8')).trim().split('\n')
    const key = 'aws-operations-agent:conversations.tableName'
    assert.deepEqual(asked, ['config', 'set', '--stack', 'prod', '--path', key, target])
  })

  it('goes on with the table of that moment, and with no other of its name', async () => {
    const to = new Date('2026-11-20T10:00:00Z')
    const restored = (SourceTableArn: string, RestoreDateTime: number) => ({
      RestoreSummary: { SourceTableArn, RestoreDateTime, RestoreInProgress: false },
    })
    const wanted = { source: 'a', target: 'b', to, kmsKeyArn: undefined }
    const goOn = async (Table: object) => {
      const client = answering(() => ({ Table }))
      await restoreTable(
        client,
        { ...wanted, tags: {}, deletionProtection: true },
        { say: () => {} },
      )
    }
    const when = to.getTime() / 1000
    const others: [table: object, what: string][] = [
      [
        restored('arn:aws:dynamodb:us-east-1:1:table/a', when + 1),
        'is a as of 2026-11-20T10:00:01.000Z',
      ],
      [
        restored('arn:aws:dynamodb:us-east-1:1:table/c', when),
        'is c as of 2026-11-20T10:00:00.000Z',
      ],
      [{}, 'was not restored'],
    ]
    for (const [table, what] of others) {
      await assert.rejects(goOn(table), {
        message: `b is there already and ${what}, not a as of 2026-11-20T10:00:00.000Z: take a moment one second off, or delete that table`,
      })
    }
    // Two moments within a second are one.
    const moments = ['10:00:00Z', '10:00:00.7Z', '11:00:00.2+01:00']
    assert.deepEqual(
      moments.map((moment) =>
        restoreOptions(['--stack', 'prod', '--to', `2026-11-20T${moment}`])?.to.getTime(),
      ),
      moments.map(() => to.getTime()),
    )
  })

  it('waits for the table and its index, and says now and then that it does', async () => {
    const told: string[] = []
    const index = (IndexStatus: string) => [{ IndexName: 'by_user', IndexStatus }]
    const to = new Date('2026-11-20T10:00:00Z')
    const RestoreDateTime = to.getTime() / 1000
    const RestoreSummary = { SourceTableArn: 'arn:of:a:table/a', RestoreDateTime }
    const waiting = [
      ...Array.from({ length: 3 }, () => ({ TableStatus: 'CREATING', RestoreSummary })),
      { TableStatus: 'ACTIVE', GlobalSecondaryIndexes: index('CREATING') },
    ]
    const ready = {
      TableStatus: 'ACTIVE',
      GlobalSecondaryIndexes: index('ACTIVE'),
      StreamSpecification: { StreamEnabled: true },
      ItemCount: 2,
    }
    const asked: string[] = []
    const client = answering((operation) => {
      asked.push(operation)
      if (operation === 'DescribeTable') return { Table: waiting.shift() ?? ready }
      const isEarly = asked.filter((one) => one === 'DescribeContinuousBackups').length === 1
      if (isEarly && operation === 'DescribeContinuousBackups')
        return 'ContinuousBackupsUnavailable'
      const recovery = { PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' } }
      return {
        ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED', ...recovery },
        TimeToLiveDescription: { TimeToLiveStatus: 'ENABLING' },
      }
    })
    const wanted = { source: 'a', target: 'b', to, kmsKeyArn: undefined }
    const settled = { ...wanted, tags: {}, deletionProtection: false }
    await restoreTable(client, settled, { say: (line) => told.push(line), everyMs: 1 })
    assert.deepEqual(told.slice(0, 3), [
      '✓ b is there already: going on with it',
      '  b is CREATING: it takes from minutes to hours',
      '✓ restored: 2 items, as far as DynamoDB has counted',
    ])
    // What is so already is not set again.
    assert.deepEqual(
      [...new Set(asked)],
      ['DescribeTable', 'DescribeTimeToLive', 'DescribeContinuousBackups'],
    )
  })

  it('restores under a key of one’s own, and stops where AWS refuses', async () => {
    const asked: [string, unknown][] = []
    const client = answering((operation, input) => {
      asked.push([operation, input])
      if (operation === 'DescribeTable' && Object(input).TableName === 'b')
        return 'ResourceNotFound'
      if (operation === 'RestoreTableToPointInTime') return 'AccessDenied'
      const moments = { EarliestRestorableDateTime: 1_000, LatestRestorableDateTime: 2_000 }
      const backups = {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: moments,
      }
      return { Table: {}, ContinuousBackupsDescription: backups }
    })
    const kmsKeyArn = 'arn:aws:kms:us-east-1:123456789012:key/0000'
    const wanted = { source: 'a', target: 'b', to: new Date(1_500_000), kmsKeyArn }
    await assert.rejects(
      restoreTable(client, { ...wanted, tags: {}, deletionProtection: true }, { say: () => {} }),
      { name: 'AccessDeniedException' },
    )
    assert.deepEqual(asked.at(-1), [
      'RestoreTableToPointInTime',
      {
        SourceTableName: 'a',
        TargetTableName: 'b',
        RestoreDateTime: 1_500,
        SSESpecificationOverride: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: kmsKeyArn },
      },
    ])
  })

  async function latestOf(TableName: string): Promise<string> {
    const asked = new DescribeContinuousBackupsCommand({ TableName })
    const { ContinuousBackupsDescription } = await dynamodb.send(asked)
    const { LatestRestorableDateTime } =
      ContinuousBackupsDescription?.PointInTimeRecoveryDescription ?? {}
    return LatestRestorableDateTime?.toISOString() ?? ''
  }

  async function settingsOf(TableName: string) {
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }))
    const ttl = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }))
    const backups = await dynamodb.send(new DescribeContinuousBackupsCommand({ TableName }))
    const { Tags = [] } = await dynamodb.send(
      new ListTagsOfResourceCommand({ ResourceArn: Table?.TableArn }),
    )
    const { PointInTimeRecoveryDescription } = backups.ContinuousBackupsDescription ?? {}
    return {
      expiry: ttl.TimeToLiveDescription?.TimeToLiveStatus,
      recovery: PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus,
      stream: Table?.StreamSpecification?.StreamViewType,
      protected: Table?.DeletionProtectionEnabled,
      tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
    }
  }

  function restore(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const env = { ...process.env, PATH: [folder, process.env.PATH].join(delimiter) }
    const program = ['--import', './local/require-node.js', 'deploy/restore.ts', ...args]
    return new Promise((done) =>
      execFile(process.execPath, program, { cwd: folder, env }, (error, stdout, stderr) =>
        done({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
      ),
    )
  }
})

/** A client whose every request is answered here: with a body, or the name of a refusal. */
function answering(answer: (operation: string, input: unknown) => object | string): DynamoDBClient {
  return new DynamoDBClient({
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 's' },
    requestHandler: {
      async handle({ headers, body }: HttpRequest) {
        const operation = (headers['x-amz-target'] ?? '').split('.')[1] ?? ''
        const answered = answer(operation, JSON.parse(new TextDecoder().decode(body)))
        const refused = typeof answered === 'string'
        const told = refused ? { __type: `com.amazonaws#${answered}Exception` } : answered
        return {
          response: new HttpResponse({
            statusCode: refused ? 400 : 200,
            headers: { 'content-type': 'application/x-amz-json-1.0' },
            body: Readable.from([JSON.stringify(told)]),
          }),
        }
      },
    },
  })
}
