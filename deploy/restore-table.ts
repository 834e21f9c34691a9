import { setTimeout as sleep } from 'node:timers/promises'
import {
  ContinuousBackupsUnavailableException,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  RestoreTableToPointInTimeCommand,
  type TableDescription,
  TagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import { Unmet } from './check.ts'
import { wholeSecond } from './restore-options.ts'

interface Restore {
  source: string
  /** The table that comes into being; one that is there already is gone on with. */
  target: string
  to: Date
  tags: Readonly<Record<string, string>>
  deletionProtection: boolean
  kmsKeyArn: string | undefined
}

/**
 * Restores a table of conversations as it was at a moment, into a table of another name, and gives that
 * what DynamoDB leaves out of a restore: expiry, recovery, the stream, protection and tags.
 */
export async function restoreTable(
  dynamodb: DynamoDBClient,
  wanted: Restore,
  { say, everyMs = 15_000 }: { say: (line: string) => void; everyMs?: number },
): Promise<void> {
  const { source, target, to } = wanted
  const there = await describe(dynamodb, target)
  if (there === undefined) {
    await checkMoment(dynamodb, source, to)
    await dynamodb.send(new RestoreTableToPointInTimeCommand(restoreInput(wanted)))
    say(`✓ restoring ${source} as of ${to.toISOString()} into ${target}`)
  } else {
    checkOrigin(there, wanted)
    say(`✓ ${target} is there already: going on with it`)
  }
  const settled = () => untilActive(dynamodb, target, { say, everyMs })
  const { TableArn = '', ItemCount = 0 } = await settled()
  say(`✓ restored: ${ItemCount} items, as far as DynamoDB has counted`)
  for (const [what, set] of settings(dynamodb, { ...wanted, arn: TableArn })) {
    await onceReady(async () => set(await settled()), everyMs)
    say(`✓ ${what}`)
  }
  await settled()
}

function restoreInput({ source, target, to, kmsKeyArn }: Restore) {
  return {
    SourceTableName: source,
    TargetTableName: target,
    RestoreDateTime: to,
    ...(kmsKeyArn !== undefined && {
      SSESpecificationOverride: {
        Enabled: true,
        SSEType: 'KMS',
        KMSMasterKeyId: kmsKeyArn,
      } as const,
    }),
  }
}

async function checkMoment(dynamodb: DynamoDBClient, source: string, to: Date): Promise<void> {
  if ((await describe(dynamodb, source)) === undefined) {
    throw new Unmet(
      `there is no table ${source} here: check the region and conversations.tableName`,
    )
  }
  const asked = new DescribeContinuousBackupsCommand({ TableName: source })
  const { PointInTimeRecoveryDescription: recovery } =
    (await dynamodb.send(asked)).ContinuousBackupsDescription ?? {}
  const earliest = recovery?.EarliestRestorableDateTime
  const latest = recovery?.LatestRestorableDateTime
  if (earliest === undefined || latest === undefined) {
    throw new Unmet(`${source} has no point-in-time recovery: there is nothing to restore from`)
  }
  if (to < wholeSecond(earliest) || to > latest) {
    throw new Unmet(
      `${source} can be restored to moments from ${earliest.toISOString()} to ${latest.toISOString()}`,
    )
  }
}

/** Of another table, or of another moment of this one, is not what was asked for. */
function checkOrigin({ RestoreSummary }: TableDescription, { source, target, to }: Restore): void {
  const { SourceTableArn = '', RestoreDateTime } = RestoreSummary ?? {}
  const from = SourceTableArn.slice(SourceTableArn.lastIndexOf('/') + 1)
  const when = RestoreDateTime && wholeSecond(RestoreDateTime)
  if (from === source && when?.getTime() === to.getTime()) return
  const what = when === undefined ? 'was not restored' : `is ${from} as of ${when.toISOString()}`
  throw new Unmet(
    `${target} is there already and ${what}, not ${source} as of ${to.toISOString()}: take a moment one second off, or delete that table`,
  )
}

type Setting = [what: string, set: (table: TableDescription) => Promise<unknown>]

/** Each is set where it is not so: a restore that broke off is gone on with by running it again. */
function settings(dynamodb: DynamoDBClient, wanted: Restore & { arn: string }): Setting[] {
  const { target: TableName, arn, tags, deletionProtection } = wanted
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
  return [
    ['conversations expire', () => expire(dynamodb, TableName)],
    ['it can be restored itself', () => recover(dynamodb, TableName)],
    [
      'it has its stream',
      async ({ StreamSpecification }) =>
        StreamSpecification?.StreamEnabled ||
        dynamodb.send(new UpdateTableCommand({ TableName, StreamSpecification: stream })),
    ],
    [
      deletionProtection ? 'it is protected' : 'it is not protected, as configured',
      async ({ DeletionProtectionEnabled = false }) =>
        DeletionProtectionEnabled === deletionProtection ||
        dynamodb.send(
          new UpdateTableCommand({ TableName, DeletionProtectionEnabled: deletionProtection }),
        ),
    ],
    [
      'it has its tags',
      async () =>
        Tags.length > 0 && dynamodb.send(new TagResourceCommand({ ResourceArn: arn, Tags })),
    ],
  ]
}

const stream = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } as const

async function expire(dynamodb: DynamoDBClient, TableName: string): Promise<void> {
  const { TimeToLiveDescription } = await dynamodb.send(
    new DescribeTimeToLiveCommand({ TableName }),
  )
  if (/^ENABL/.test(TimeToLiveDescription?.TimeToLiveStatus ?? '')) return
  const TimeToLiveSpecification = { Enabled: true, AttributeName: 'ttl' }
  await dynamodb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }))
}

async function recover(dynamodb: DynamoDBClient, TableName: string): Promise<void> {
  const asked = new DescribeContinuousBackupsCommand({ TableName })
  const { ContinuousBackupsDescription } = await dynamodb.send(asked)
  const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription
  if (recovery?.PointInTimeRecoveryStatus === 'ENABLED') return
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true }
  await dynamodb.send(
    new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }),
  )
}

/** A table can be active, and its backups not to be had for some moments more. */
async function onceReady(set: () => Promise<unknown>, everyMs: number): Promise<void> {
  for (let left = 20; ; left -= 1) {
    try {
      await set()
      return
    } catch (error) {
      const isEarly = error instanceof ContinuousBackupsUnavailableException
      if (!isEarly || left === 0) throw error
      await sleep(everyMs)
    }
  }
}

async function untilActive(
  dynamodb: DynamoDBClient,
  name: string,
  { say, everyMs }: { say: (line: string) => void; everyMs: number },
): Promise<TableDescription> {
  for (let waited = 0; ; waited += 1) {
    const table = await describe(dynamodb, name)
    if (table === undefined) throw new Unmet(`${name} is gone: run this again`)
    const indices = table.GlobalSecondaryIndexes ?? []
    const ready = [table.TableStatus, ...indices.map(({ IndexStatus }) => IndexStatus)]
    if (ready.every((status) => status === 'ACTIVE')) return table
    if (waited % 20 === 1) say(`  ${name} is ${table.TableStatus}: it takes from minutes to hours`)
    await sleep(everyMs)
  }
}

async function describe(
  dynamodb: DynamoDBClient,
  TableName: string,
): Promise<TableDescription | undefined> {
  try {
    return (await dynamodb.send(new DescribeTableCommand({ TableName }))).Table
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined
    throw error
  }
}
