import assert from 'node:assert/strict'
import { isRecord } from '../../tools/json.ts'
import type { ToolResult } from '../../tools/tool.ts'
import { maker, toolCaller } from './moto-account.ts'
import { onMoto } from './on-moto.ts'

const names = Array.from({ length: 60 }, (_, at) => `bucket-${String(at).padStart(2, '0')}`)
const third = (at: number) => at % 3 === 0

/** Rows by bucket, of a result that is whole. */
function byBucket({ status, regions }: ToolResult): [unknown, Record<string, unknown>][] {
  const [part] = regions
  assert.ok(status === 'ok' && part?.status === 'ok' && !part.truncated, JSON.stringify(part))
  return part.items.map((row) => (isRecord(row) ? [row.Bucket, row] : [undefined, {}]))
}

describe('60 buckets in one call each, against moto', () => {
  onMoto()
  before(async function () {
    this.timeout(60_000)
    const aws = maker('us-east-1')
    for (const [at, Bucket] of names.entries()) {
      await aws('s3:CreateBucket', { Bucket })
      if (!third(at)) continue
      const ApplyServerSideEncryptionByDefault = { SSEAlgorithm: 'aws:kms' }
      await aws('s3:PutBucketEncryption', {
        Bucket,
        ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault }] },
      })
      const rule = { ID: 'old', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 9 } }
      await aws('s3:PutBucketLifecycleConfiguration', {
        Bucket,
        LifecycleConfiguration: { Rules: [rule] },
      })
      const Statement = {
        ...{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject' },
        Resource: `arn:aws:s3:::${Bucket}/*`,
      }
      const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [Statement] })
      await aws('s3:PutBucketPolicy', { Bucket, Policy })
    }
  })

  const asked = async (operation: string, Bucket: unknown) =>
    byBucket(await toolCaller()('s3', { operation, parameters: { Bucket } }))

  for (const [operation, member] of [
    ['GetBucketEncryption', 'Rules'],
    ['GetBucketLifecycleConfiguration', 'Rules'],
    ['GetBucketPolicyStatus', 'IsPublic'],
  ] as const) {
    it(`${operation}: each has its row, a third of them with something`, async function () {
      const [without] = await asked(operation, ['bucket-01'])
      // moto before 5.2.2 answers with an empty status where AWS says that there is none.
      if (without !== undefined && !(member in without[1])) this.skip()
      for (const Bucket of [names, 'all']) {
        const rows = await asked(operation, Bucket)
        assert.deepEqual(
          rows.map(([bucket, row]) => [bucket, row[member] !== null]),
          names.map((name, at) => [name, third(at)]),
        )
      }
    }).timeout(20_000)
  }

  it('names a bucket that is not there beside the rows of the others', async () => {
    const Bucket = ['bucket-00', 'no-such-bucket', 'bucket-01']
    const { status, regions } = await toolCaller()('s3', {
      operation: 'GetBucketPolicyStatus',
      parameters: { Bucket },
    })
    const [part] = regions
    assert.ok(part?.status === 'ok')
    assert.deepEqual([status, part.items.length], ['partial', 2])
    assert.deepEqual(
      part.failures?.map(({ Bucket, code }) => [Bucket, code]),
      [['no-such-bucket', 'not_found']],
    )
  })
})
