import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { execute } from '../../../tools/executor/execute.ts'
import { inParallel } from '../../../tools/executor/in-parallel.ts'
import { pace } from '../../../tools/executor/pace.ts'
import { awsError, contextOf } from './scripted-clients.ts'

const throttled = awsError('ThrottlingException', 'Rate exceeded')

describe('the pace of requests that go at once', () => {
  it('is halved by one that was throttled, once for all that were under way', () => {
    const paced = pace(32)
    for (let each = 0; each < 32; each += 1) paced.heard(throttled)
    assert.equal(paced.atOnce, 16)
    for (let each = 0; each < 16; each += 1) paced.heard(throttled)
    assert.equal(paced.atOnce, 8)
    for (let each = 0; each < 100; each += 1) paced.heard(throttled)
    assert.equal(paced.atOnce, 2)
  })

  it('is halved by an answer that the SDK had to ask for again', () => {
    const paced = pace(8)
    paced.heard({ $metadata: { attempts: 1 } })
    assert.equal(paced.atOnce, 8)
    paced.heard({ $metadata: { attempts: 2 } })
    assert.equal(paced.atOnce, 4)
  })

  it('comes back round by round, and is not changed by other errors', () => {
    const paced = pace(4)
    paced.heard(throttled)
    for (let each = 0; each < 3; each += 1) paced.heard({})
    assert.equal(paced.atOnce, 2)
    for (let each = 0; each < 2; each += 1) paced.heard(awsError('AccessDenied', 'no'))
    assert.equal(paced.atOnce, 3)
    for (let each = 0; each < 300; each += 1) paced.heard({})
    assert.equal(paced.atOnce, 4)
  })

  it('holds for what is still to come, results staying in order', async () => {
    const limit = { atOnce: 4 }
    const entries = Array.from({ length: 20 }, (_, index) => index)
    let working = 0
    const seen: number[] = []
    const results = await inParallel(entries, limit, async (entry) => {
      working += 1
      seen.push(working)
      if (entry === 4) limit.atOnce = 1
      if (entry === 12) limit.atOnce = 3
      await wait(1)
      working -= 1
      return entry * 2
    })
    assert.deepEqual(
      results,
      entries.map((entry) => entry * 2),
    )
    assert.deepEqual([Math.max(...seen.slice(0, 5)), Math.max(...seen.slice(8, 13))], [4, 1])
    assert.equal(Math.max(...seen.slice(13)), 3)
  })

  it('ends with the first error, and begins nothing after it', async () => {
    const begun: number[] = []
    await assert.rejects(
      inParallel([1, 2, 3, 4, 5], 2, async (entry) => {
        begun.push(entry)
        await wait(entry)
        throw new Error(`of ${entry}`)
      }),
      { message: 'of 1' },
    )
    await wait(20)
    assert.deepEqual(begun, [1, 2])
  })
})

describe('a question to all regions', () => {
  const regions = Array.from({ length: 17 }, (_, index) => ({ RegionName: `eu-west-${index + 1}` }))

  it('asks 17 of them at once', async () => {
    let [working, most] = [0, 0]
    const clients = {
      async send({ operation }: { operation: string }) {
        if (operation === 'DescribeRegions') return { Regions: regions }
        working += 1
        most = Math.max(most, working)
        await wait(20)
        working -= 1
        return { Images: [] }
      },
    }
    const call = { services: ['ec2' as const], operation: 'DescribeImages', region: 'all' }
    const { status } = await execute(call, contextOf(clients))
    assert.deepEqual([status, most], ['ok', 17])
  })
})
