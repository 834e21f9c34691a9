import assert from 'node:assert/strict'
import fc from 'fast-check'
import { boundParts } from '../../../tools/executor/bound.ts'
import { type Call, execute, limits } from '../../../tools/executor/execute.ts'
import { jsonBytes } from '../../../tools/json.ts'
import type { AwsCall, AwsClients, RegionResult } from '../../../tools/tool.ts'
import { awsError, contextOf, scriptedClients } from './scripted-clients.ts'

const names = Array.from({ length: 34 }, (_, at) => `eu-north-${at + 1}`)
const regionsAnswer = { Regions: names.map((RegionName) => ({ RegionName })) }

/** What DescribeImages gives in each of 34 regions. */
const inRegions = (images: (region: string) => Record<string, unknown>[]) =>
  scriptedClients(({ operation, region }) =>
    operation === 'DescribeRegions' ? regionsAnswer : { Images: images(region) },
  )

const call: Call = { services: ['ec2'], operation: 'DescribeImages', region: 'all' }
const image = (id: number, bytes = 2_000) => ({ ImageId: `ami-${id}`, Name: 'n'.repeat(bytes) })

const itemsOf = (part: RegionResult) => (part.status === 'ok' ? part.items.length : 0)

describe('an answer of many regions', () => {
  it('gives the room of those with nothing to those with something', async () => {
    const { clients } = inRegions((region) =>
      region === 'eu-north-3' ? Array.from({ length: 12 }, (_, id) => image(id)) : [],
    )
    const { regions, empty_regions } = await execute(call, contextOf(clients))
    assert.deepEqual(
      regions.map((part) => [part.region, itemsOf(part), 'truncated' in part && part.truncated]),
      [['eu-north-3', 12, false]],
    )
    assert.deepEqual(
      empty_regions?.toSorted(),
      names.filter((name) => name !== 'eu-north-3').toSorted(),
    )
  })

  it('is one region and a list where there is nothing anywhere', async () => {
    const { status, regions, empty_regions } = await execute(
      call,
      contextOf(inRegions(() => []).clients),
    )
    assert.deepEqual(
      [status, regions.length, empty_regions?.length, jsonBytes(regions) < 200],
      ['ok', 1, 33, true],
    )
  })

  it('is as large as the bound and no larger, however much there is', async () => {
    const { clients } = inRegions(() => Array.from({ length: 50 }, (_, id) => image(id, 1_000)))
    const result = await execute({ ...call, maxItems: 50 }, contextOf(clients))
    const shown = result.regions.map(itemsOf).reduce((sum, count) => sum + count, 0)
    assert.ok(jsonBytes(result) <= limits.resultBytes, `${jsonBytes(result)} bytes`)
    assert.ok(shown >= 20, `${shown} shown`)
    for (const part of result.regions) assert.ok(part.status === 'ok' && part.truncated)
  })

  it('leaves a small region whole beside a large one, and goes on in the large one', async () => {
    const { clients } = inRegions((region) =>
      Array.from(
        { length: region === 'eu-north-1' ? 50 : region === 'eu-north-2' ? 3 : 0 },
        (_, id) => image(id),
      ),
    )
    const { regions } = await execute(call, contextOf(clients))
    const byName = Object.fromEntries(regions.map((part) => [part.region, part]))
    const [large, small] = [byName['eu-north-1'], byName['eu-north-2']]
    assert.ok(large?.status === 'ok' && small?.status === 'ok')
    assert.deepEqual([small.items.length, small.truncated], [3, false])
    assert.ok(large.items.length > 9 && large.next_token)
    const rest = await execute({ ...call, nextToken: large.next_token }, contextOf(clients))
    const [next] = rest.regions
    assert.ok(next?.status === 'ok')
    assert.deepEqual(next.items[0], image(large.items.length))
  })

  it('shows large items shortened before it drops any, and says so', async () => {
    const { clients } = scriptedClients(() => ({
      Images: [image(0, 300), image(1, 90_000), image(2, 300), image(3, 300)],
    }))
    const { regions } = await execute({ ...call, region: 'us-east-1' }, contextOf(clients))
    const [region] = regions
    assert.ok(region?.status === 'ok')
    assert.deepEqual([region.items.length, region.truncated], [4, false])
    assert.equal(
      region.hint,
      '1 large item is shortened, where it says [cut]: ask for the members with query.',
    )
    const [, large] = region.items
    assert.equal(Object(large).ImageId, 'ami-1')
    assert.match(Object(large).Name, /\[cut: \d+ more characters\]$/)
  })

  it('says which region was looked at where none was named, and only there', async () => {
    const { clients } = inRegions(() => [image(1, 10)])
    const noticeOf = async (own: Partial<Call>) =>
      (
        await execute(
          { services: ['ec2'], operation: 'DescribeImages', ...own },
          contextOf(clients),
        )
      ).notice
    assert.equal(await noticeOf({}), 'Only us-east-1 was looked at, the default region.')
    assert.equal(await noticeOf({ region: 'us-east-1' }), undefined)
    const one: Partial<Call> = {
      operation: 'DescribeImageAttribute',
      parameters: { ImageId: 'ami-1', Attribute: 'description' },
    }
    assert.equal(await noticeOf(one), undefined)
  })

  it('shares the time: a slow region takes none of the others’', async function () {
    // It is as long as a call may take.
    if (process.env.SOAK === undefined) this.skip()

    const clients: AwsClients = {
      send: async ({ operation, region, signal, input }: AwsCall) => {
        if (operation === 'DescribeRegions') return regionsAnswer
        const slow = Number(region.split('-').at(-1)) <= 16
        if (!slow) return { Images: [image(1, 10)] }
        await new Promise((resolve) => setTimeout(resolve, 20))
        signal.throwIfAborted()
        return { Images: [], NextToken: `${Number(input.NextToken ?? 0) + 1}` }
      },
    }
    const result = await execute(call, contextOf(clients))
    const answered = result.regions.filter((part) => itemsOf(part) > 0)
    assert.equal(answered.length, 18)
    for (const part of result.regions) {
      if (itemsOf(part) === 0) assert.ok(part.status === 'ok' && part.truncated && part.next_token)
    }
  }).timeout(25_000)

  it('is within its bound where a hundred regions fail, and names what failed in each', async () => {
    const region = Array.from({ length: 90 }, (_, at) => `us-east-${at + 1}`).join(',')
    for (const message of ['is not authorized to '.repeat(30), '\u2028"é😀'.repeat(300)]) {
      const { clients } = scriptedClients(() => {
        throw awsError('UnauthorizedOperation', message, 403)
      })
      const result = await execute({ ...call, region }, contextOf(clients))
      assert.ok(jsonBytes(result) <= limits.resultBytes, `${jsonBytes(result)} bytes`)
      assert.equal(result.status, 'error')
      for (const part of result.regions) {
        assert.ok(part.status === 'error' && part.code === 'access_denied')
        assert.match(part.message, /^UnauthorizedOperation/)
        assert.ok(part.message.isWellFormed())
      }
    }
  })

  it('ends with a word on it where a query takes a while in each of many regions', async function () {
    // As long as all the queries of a call may take.
    if (process.env.SOAK === undefined) this.skip()

    const tags = Array.from({ length: 30 }, (_, at) => ({ Key: `k${at}`, Value: `v${at}` }))
    const { clients } = inRegions(() =>
      Array.from({ length: 1_000 }, (_, id) => ({ ImageId: `ami-${id}`, Tags: tags })),
    )
    const query = '[].[ImageId, Tags[].Value | sort(@), Tags[].Key | sort(@), sort_by(Tags, &Key)]'
    const startedAt = performance.now()
    const { status, code } = await execute({ ...call, query }, contextOf(clients))
    assert.deepEqual([status, code], ['error', 'invalid_query'])
    assert.ok(performance.now() - startedAt < 20_000)
  }).timeout(60_000)

  it('never passes its bound, whatever the answers are', async () => {
    const member = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3_000 }),
      fc.string({ maxLength: 30_000, unit: fc.constantFrom('é', '😀', 'x', '"', '\n') }),
      fc.array(fc.string({ maxLength: 40 }), { maxLength: 300 }),
      fc.dictionary(fc.string({ maxLength: 40 }), fc.integer(), { maxKeys: 60 }),
    )
    const item = fc.dictionary(fc.string({ maxLength: 30 }), member, { maxKeys: 8 })
    const answer = fc.record({
      items: fc.array(item, { maxLength: 30 }),
      about: fc.dictionary(fc.string({ maxLength: 20 }), member, { maxKeys: 5 }),
      token: fc.string({ maxLength: 2_000 }),
    })
    const { findOperation } = await import('../../../tools/executor/find-operation.ts')
    const found = await findOperation('DescribeImages', ['ec2'])
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 34 }), async (answers) => {
        const parts = answers.map(({ items, about, token }, at) => {
          const region = `eu-north-${at}`
          const position = { region, tokens: { NextToken: token }, skip: 0 }
          const after = items.map(() => position)
          return { answer: { region, items, after, about, pages: 1, bytes: 0, end: position } }
        })
        const called = { found, digest: 'd', query: undefined }
        const regions = await boundParts(parts, called, 30_000)
        assert.ok(jsonBytes(regions) <= 30_000, `${jsonBytes(regions)} bytes`)
        for (const part of regions) assert.ok(part.status === 'ok' && part.truncated)
      }),
      process.env.SOAK === undefined ? { numRuns: 40, seed: 7 } : { numRuns: 1_000 },
    )
  }).timeout(process.env.SOAK === undefined ? 30_000 : 600_000)
})
