import assert from 'node:assert/strict'
import { coreServices } from '../../../../tools/catalogue/services.ts'
import { answerRecipe } from '../../../../tools/recipes/answer-recipe.ts'
import { missingBackups } from '../../../../tools/recipes/upkeep/missing-backups.ts'
import type { AwsCall } from '../../../../tools/tool.ts'
import { awsError, contextOf, scriptedClients } from '../../executor/scripted-clients.ts'
import { answerOf, rowsOf, sampleClients } from '../sample-answer.ts'

const now = new Date('2026-03-18T14:25:31Z')

describe('missing backups', () => {
  it('are told over all regions: what has none, and what no plan covers', async () => {
    const answer = await answerOf(missingBackups, { region: 'in use' })
    assert.equal(
      answer.summary,
      'Of 5 databases and 5 tables in us-east-1 and eu-west-1, 3 have no backup at all: ' +
        'tables carts (us-east-1), sessions (us-east-1) and carts-eu (eu-west-1) (point-in-time recovery is off). ' +
        'Not in AWS Backup, with backups of their own alone: database analytics-db (us-east-1), automatic backups, kept for 1 day. ' +
        'No backup job of AWS Backup failed in the last 7 days.',
    )
    assert.deepEqual(rowsOf(answer, 'Not in AWS Backup, with backups of its own'), [
      {
        Name: 'analytics-db',
        Kind: 'database',
        Region: 'us-east-1',
        OwnBackups: 'automatic backups, kept for 1 day',
      },
    ])
  })

  it('are told of one thing by its name', async () => {
    const of = (question: string) => answerOf(missingBackups, { question, region: 'in use' })
    assert.equal(
      (await of('when was orders-db last backed up?')).summary,
      'Database orders-db (us-east-1): AWS Backup last backed it up at 2026-03-18 04:55 UTC (vault daily); automatic backups, kept for 14 days.',
    )
    assert.match(
      (await of('is catalog-db-eu backed up?')).summary ?? '',
      /automatic backups are off; it is a copy of catalog-db\.$/,
    )
    assert.equal(
      (await of('is the carts table backed up?')).summary,
      'Table carts (us-east-1): AWS Backup does not cover it; point-in-time recovery is off.',
    )
    assert.match((await of('is nothing-db backed up?')).summary ?? '', /is called nothing-db\./)
  })

  it('are of volumes too, where those are asked for', async () => {
    const { summary } = await answerOf(missingBackups, { parameters: { kind: 'volume' } })
    assert.match(summary ?? '', /^Of \d+ volumes .* no backup at all: .*it has no snapshot/)
    await assert.rejects(answerOf(missingBackups, { parameters: { kind: 'bucket' } }), /kind/)
  })

  it('come with the jobs that failed, of every page, and with what is old or only planned', async () => {
    const { clients } = scriptedClients(({ operation, input, service }) => {
      if (operation === 'DescribeDBInstances')
        return { DBInstances: ['old', 'new', 'left'].map((name) => database(name)) }
      if (service !== 'backup') return {}
      if (operation === 'ListProtectedResources') {
        const protects = (name: string, day: string) => ({
          ResourceArn: arnOf(name),
          LastBackupTime: new Date(day),
          LastBackupVaultArn: 'arn:aws:backup:us-east-1:1:backup-vault:main',
        })
        return { Results: [protects('old', '2026-03-01')] }
      }
      if (operation === 'ListBackupPlans')
        return { BackupPlansList: [{ BackupPlanId: 'p', BackupPlanName: 'nightly' }] }
      if (operation === 'ListBackupSelections')
        return { BackupSelectionsList: [{ SelectionId: 's' }, { SelectionId: 't' }] }
      if (operation === 'GetBackupSelection')
        return input.SelectionId === 't'
          ? { BackupSelection: { ListOfTags: [{ ConditionKey: 'backup' }] } }
          : {
              BackupSelection: {
                Resources: ['arn:aws:rds:*:*:db:*'],
                NotResources: [arnOf('left')],
              },
            }
      if (operation !== 'ListBackupJobs' || input.ByState !== 'FAILED') return {}
      const job = (day: number) => ({
        ResourceArn: arnOf('old'),
        ResourceName: 'old',
        ResourceType: 'RDS',
        State: 'FAILED',
        StatusMessage: 'the snapshot quota is used up',
        CreationDate: new Date(Date.UTC(2026, 2, day)),
      })
      return input.NextToken === undefined
        ? { BackupJobs: [job(12)], NextToken: 'more' }
        : { BackupJobs: [job(13)] }
    })
    const answer = await answerOf(missingBackups, { clients, when: now })
    assert.equal(
      answer.summary,
      'Of 3 databases in us-east-1, 1 has no backup at all: database left (automatic backups are off). ' +
        'Selected by a plan of AWS Backup, which has made no backup yet: database new. ' +
        'Last backed up more than 7 days ago: database old, 2026-03-01. ' +
        '2 backup jobs failed in the last 7 days; the last one at 2026-03-13 00:00 UTC, of old: FAILED, “the snapshot quota is used up”.',
    )
    assert.equal(rowsOf(answer, 'Backup job that failed').length, 2)
    assert.match(answer.notes?.join() ?? '', /Plan nightly \(us-east-1\) selects by tags/)
  })

  it('are not those of which somebody made one by hand, and old where that is long ago', async () => {
    const answers = ({ operation }: AwsCall): Record<string, unknown> => {
      if (operation === 'DescribeDBInstances')
        return { DBInstances: ['by-hand', 'long-ago', 'bare'].map((name) => database(name)) }
      if (operation === 'DescribeDBSnapshots')
        return {
          DBSnapshots: [
            ['by-hand', '2026-03-17'],
            ['by-hand', '2026-01-01'],
            ['long-ago', '2024-01-01'],
          ].map(([DBInstanceIdentifier, day = '']) => ({
            DBInstanceIdentifier,
            SnapshotCreateTime: new Date(day),
          })),
        }
      if (operation === 'ListTables') return { TableNames: ['saved', 'open'] }
      return operation === 'ListBackups'
        ? {
            BackupSummaries: [
              { TableName: 'saved', BackupCreationDateTime: new Date('2026-03-16') },
            ],
          }
        : {}
    }
    const of = (instead: typeof answers, parameters: Record<string, unknown> = {}) =>
      answerOf(missingBackups, { clients: scriptedClients(instead).clients, when: now, parameters })
    assert.equal(
      (await of(answers)).summary,
      'Of 3 databases and 2 tables in us-east-1, 2 have no backup at all: database bare (automatic backups are off); table open (point-in-time recovery is off). ' +
        'Last backed up more than 7 days ago: database long-ago, 2024-01-01. ' +
        'No backup job of AWS Backup failed in the last 7 days.',
    )
    const refused = await of((call) => {
      if (/^(?:DescribeDBSnapshots|ListBackups)$/.test(call.operation))
        throw awsError('AccessDeniedException', 'no', 400)
      return answers(call)
    })
    assert.match(refused.summary ?? '', /^Incomplete, .*0 were seen to have no backup\./)
    assert.match(
      refused.summary ?? '',
      /Whether these are backed up could not be read: database by-hand, database long-ago, database bare, table saved and table open\./,
    )
    const past = await of(answers, { period: '2026-01' })
    assert.match(past.summary ?? '', /^Incomplete, .*backup jobs of then/)
    assert.doesNotMatch(past.summary ?? '', /No backup job/)
  })

  it('are not had by a copy that keeps none of its own', async () => {
    const { clients } = scriptedClients(({ operation }) =>
      operation === 'DescribeDBInstances'
        ? { DBInstances: [{ ...database('copy'), ReadReplicaSourceDBInstanceIdentifier: 'main' }] }
        : {},
    )
    const { summary } = await answerOf(missingBackups, { clients, when: now })
    assert.match(
      summary ?? '',
      /^Each of 1 database in us-east-1 has backups, or is a copy of another\. Without backups of their own, as copies: database copy, of main\./,
    )
  })

  it('are not hidden where AWS Backup lapsed but the database keeps its own', async () => {
    const { clients } = scriptedClients(({ operation, service }) => {
      if (operation === 'DescribeDBInstances')
        return { DBInstances: [{ ...database('orders'), BackupRetentionPeriod: 7 }] }
      return service === 'backup' && operation === 'ListProtectedResources'
        ? { Results: [{ ResourceArn: arnOf('orders'), LastBackupTime: new Date('2026-02-01') }] }
        : {}
    })
    const { summary } = await answerOf(missingBackups, { clients, when: now })
    assert.match(
      summary ?? '',
      /Not backed up by AWS Backup for more than 7 days, with backups of their own: database orders, automatic backups, kept for 7 days\./,
    )
  })

  it('are not made up of what could not be read', async () => {
    const clients = sampleClients(undefined, ({ operation }) => {
      if (operation === 'ListProtectedResources') throw awsError('AccessDeniedException', 'no', 403)
      return undefined
    })
    const { summary = '' } = await answerOf(missingBackups, { clients })
    assert.match(
      summary,
      /^Incomplete, without backup:ListProtectedResources\. Of 4 databases and 4 tables that could be seen in us-east-1, 0 were seen to have no backup\./,
    )
  })

  it('are told of an empty account, and of one without AWS Backup, whose switch is named', async () => {
    const { clients } = scriptedClients(() => ({}))
    const { summary } = await answerOf(missingBackups, { clients })
    assert.match(summary ?? '', /^There is nothing in us-east-1 that was to be looked at/)
    const context = {
      ...contextOf(sampleClients(now), { now: () => now }),
      services: coreServices,
    }
    const { regions, status } = await answerRecipe(missingBackups, { region: 'us-east-1' }, context)
    const [only] = regions
    assert.equal(status, 'ok')
    assert.ok(only?.status === 'ok')
    assert.match(
      only.summary ?? '',
      /^Of 4 databases and 4 tables in us-east-1, 3 have no backup of their own: database staging-orders-db \(automatic backups are off\); tables carts and sessions/,
    )
    assert.match(
      only.notes?.join('\n') ?? '',
      /AWS Backup is switched off in this deployment.*`services: all`/,
    )
  })
})

const arnOf = (name: string) => `arn:aws:rds:us-east-1:1:db:${name}`
const database = (name: string) => ({
  DBInstanceIdentifier: name,
  DBInstanceArn: arnOf(name),
  BackupRetentionPeriod: 0,
})
