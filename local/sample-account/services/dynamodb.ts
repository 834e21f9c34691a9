import type { Answers, Input, Output, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { daysAgo } from '../clock.ts'
import { SampleAccountError } from '../error.ts'
import { tags, uuid } from '../facts/company.ts'
import { streamLabel, tableArn, tables } from '../facts/data-stores.ts'

export const answers: Answers = {
  ListTables: (input, at) => {
    const names = tablesIn(at).map(({ name }) => name)
    const after = text(input, 'ExclusiveStartTableName')
    const rest = after === undefined ? names : names.filter((name) => name > after)
    const TableNames = rest.slice(0, Number(input.Limit ?? 100))
    const cut = TableNames.length < rest.length
    return { TableNames, ...(cut && { LastEvaluatedTableName: TableNames.at(-1) }) }
  },
  DescribeTable: (input, at) => ({ Table: describe(tableOf(input, at), at) }),
  DescribeContinuousBackups: (input, at) => {
    const recoverable = 'recoverable' in tableOf(input, at)
    return {
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: recoverable
          ? {
              PointInTimeRecoveryStatus: 'ENABLED',
              RecoveryPeriodInDays: 35,
              EarliestRestorableDateTime: daysAgo(at, 35),
              LatestRestorableDateTime: daysAgo(at, 0.004),
            }
          : { PointInTimeRecoveryStatus: 'DISABLED' },
      },
    }
  },
  DescribeTimeToLive: (input, at) => {
    const expires = ['carts', 'sessions', 'carts-eu'].includes(tableOf(input, at).name)
    return {
      TimeToLiveDescription: expires
        ? { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires_at' }
        : { TimeToLiveStatus: 'DISABLED' },
    }
  },
  DescribeLimits: () => ({
    AccountMaxReadCapacityUnits: 80_000,
    AccountMaxWriteCapacityUnits: 80_000,
    TableMaxReadCapacityUnits: 40_000,
    TableMaxWriteCapacityUnits: 40_000,
  }),
  ListTagsOfResource: (input, at) => {
    const found = tablesIn(at).find((one) => tableArn(one) === text(input, 'ResourceArn'))
    if (!found) throw notFound(text(input, 'ResourceArn') ?? '')
    return { Tags: tags(found.name, { env: 'prod' }) }
  },
}

type Table = (typeof tables)[number]

// By name, as ListTables answers.
function tablesIn(at: Place): Table[] {
  return tables
    .filter(({ region }) => region === at.region)
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

function tableOf(input: Input, at: Place): Table {
  const asked = text(input, 'TableName') ?? ''
  const found = tablesIn(at).find((one) => one.name === asked || tableArn(one) === asked)
  if (!found) throw notFound(asked)
  return found
}

const notFound = (name: string) =>
  new SampleAccountError('ResourceNotFoundException', {
    message: `Requested resource not found: Table: ${name} not found`,
  })

function describe(table: Table, at: Place): Output {
  const { name, key, items, bytes } = table
  const sort = 'sort' in table ? table.sort : undefined
  const names = [key, ...(sort ? [sort] : [])]
  return {
    TableName: name,
    TableArn: tableArn(table),
    TableId: uuid(`table ${name}`),
    TableStatus: 'ACTIVE',
    CreationDateTime: daysAgo(at, 640),
    AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: names.map((AttributeName, index) => ({
      AttributeName,
      KeyType: index === 0 ? 'HASH' : 'RANGE',
    })),
    BillingModeSummary: {
      BillingMode: 'PAY_PER_REQUEST',
      LastUpdateToPayPerRequestDateTime: daysAgo(at, 640),
    },
    ProvisionedThroughput: {
      NumberOfDecreasesToday: 0,
      ReadCapacityUnits: 0,
      WriteCapacityUnits: 0,
    },
    ItemCount: items,
    TableSizeBytes: bytes,
    DeletionProtectionEnabled: name === 'receipts',
    ...('stream' in table && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      LatestStreamLabel: streamLabel,
      LatestStreamArn: `${tableArn(table)}/stream/${streamLabel}`,
    }),
  }
}
