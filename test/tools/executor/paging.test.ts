import assert from 'node:assert/strict'
import { type Call, execute } from '../../../tools/executor/execute.ts'
import type { AwsCall, AwsClients, RegionResult, ToolResult } from '../../../tools/tool.ts'
import { awsError, contextOf, scriptedClients } from './scripted-clients.ts'

const ids = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `i-${from + index}`)

/** EC2 with this many instances, some to a reservation, in pages as asked for. */
function estate(count: number, instance = (id: string) => ({ InstanceId: id })) {
  return scriptedClients(({ input }: AwsCall) => {
    const from = Number(input.NextToken ?? 0)
    const to = Math.min(count, from + Number(input.MaxResults ?? 1000))
    const instances = ids(from, to).map(instance)
    return {
      Reservations: [{ Instances: instances.slice(0, 3) }, { Instances: instances.slice(3) }],
      ...(to < count ? { NextToken: String(to) } : {}),
    }
  })
}

const list: Call = { services: ['ec2'], operation: 'DescribeInstances' }

function only(result: ToolResult): Extract<RegionResult, { status: 'ok' }> {
  const [region] = result.regions
  assert.ok(region?.status === 'ok', JSON.stringify(result).slice(0, 500))
  return region
}

/** Follows next_token to the end. */
async function all(call: Call, clients: AwsClients) {
  const answers = [only(await execute(call, contextOf(clients)))]
  for (let last = answers[0]; last?.next_token !== undefined && answers.length < 500; ) {
    last = only(await execute({ ...call, nextToken: last.next_token }, contextOf(clients)))
    answers.push(last)
  }
  return answers
}

const shownIds = (answers: Awaited<ReturnType<typeof all>>) =>
  answers.flatMap(({ items }) => items).map((item) => JSON.stringify(item).match(/i-\d+/)?.[0])

describe('paging', () => {
  it('takes pages of the size needed and flattens reservations to instances', async () => {
    const { clients, calls } = estate(7)
    const region = only(await execute(list, contextOf(clients)))
    assert.deepEqual(region, {
      region: 'us-east-1',
      status: 'ok',
      items: ids(0, 7).map((InstanceId) => ({ InstanceId })),
      truncated: false,
    })
    assert.deepEqual(calls, [
      {
        service: 'ec2',
        operation: 'DescribeInstances',
        input: { MaxResults: 50 },
        region: 'us-east-1',
      },
    ])
  })

  for (const maxItems of [1, 2, 7, 50, 60, 333, 1000]) {
    it(`gives each of 777 items once, ${maxItems} at a time`, async () => {
      const answers = await all({ ...list, maxItems }, estate(777).clients)
      assert.deepEqual(
        shownIds(answers).slice(0, 500),
        ids(0, 777).slice(0, Math.min(500, maxItems * 500)),
      )
      assert.ok(answers.every(({ items }) => items.length <= maxItems))
    })
  }

  it('cuts at whole items when the bytes are full, and loses none', async () => {
    const large = (id: string) => ({ InstanceId: id, Note: 'x'.repeat(3000) })
    const answers = await all({ ...list, maxItems: 1000 }, estate(90, large).clients)
    assert.deepEqual(shownIds(answers), ids(0, 90))
    assert.ok(answers.length > 4)
    assert.ok(answers.every(({ items }) => JSON.stringify(items).length < 60_000))
    assert.equal(answers[0]?.hint, 'There is more: go on with next_token, or narrow parameters.')
    assert.deepEqual(answers.map(({ truncated }) => truncated).slice(-2), [true, false])
  })

  it('cuts what a query makes at whole items of its source, and loses none', async () => {
    const large = (id: string) => ({ InstanceId: id, Note: 'x'.repeat(3000) })
    const call = { ...list, query: '[].{id: InstanceId, note: Note}' }
    const answers = await all(call, estate(90, large).clients)
    assert.deepEqual(shownIds(answers), ids(0, 90))
  })

  it('shortens items that are too large, rather than to drop any, and says so', async () => {
    const large = (id: string) => ({ InstanceId: id, Note: 'x'.repeat(100_000), Tags: ids(0, 9) })
    const answers = await all(list, estate(3, large).clients)
    assert.deepEqual([answers.length, shownIds(answers)], [1, ids(0, 3)])
    assert.deepEqual(answers[0]?.items.slice(0, 1), [
      {
        InstanceId: 'i-0',
        Note: `${'x'.repeat(4000)}… [cut: 96000 more characters]`,
        Tags: ids(0, 9),
      },
    ])
  })

  it('goes through lists that lie one member deeper', async () => {
    const { clients, calls } = scriptedClients(({ input }) =>
      input.Marker === undefined
        ? { DistributionList: { Items: [{ Id: 'E1' }], IsTruncated: true, NextMarker: 'E1' } }
        : { DistributionList: { Items: [{ Id: 'E2' }], IsTruncated: false, Quantity: 1 } },
    )
    const call = { services: ['cloudfront'], operation: 'ListDistributions' } as const
    const region = only(await execute(call, contextOf(clients)))
    assert.deepEqual([region.items, region.truncated], [[{ Id: 'E1' }, { Id: 'E2' }], false])
    assert.deepEqual(calls[1]?.input, { Marker: 'E1' })
    const query = 'DistributionList.Items[].Id'
    const asked = await execute({ ...call, query }, contextOf(clients))
    assert.deepEqual(only(asked).items, ['E1', 'E2'])
  })

  it('goes on after the last entry where AWS gives no token', async () => {
    const { clients, calls } = scriptedClients(({ input }) =>
      input.ExclusiveStartDeliveryStreamName === undefined
        ? { DeliveryStreamNames: ['a', 'b'], HasMoreDeliveryStreams: true }
        : { DeliveryStreamNames: ['c'], HasMoreDeliveryStreams: false },
    )
    const call = { services: ['firehose'], operation: 'ListDeliveryStreams' } as const
    const region = only(await execute(call, contextOf(clients)))
    assert.deepEqual([region.items, region.truncated], [['a', 'b', 'c'], false])
    assert.deepEqual(calls[1]?.input, { ExclusiveStartDeliveryStreamName: 'b' })
  })

  it('looks at up to 1,000 items for a query, and says how many', async () => {
    const region = only(
      await execute({ ...list, query: 'length(@)' }, contextOf(estate(1500).clients)),
    )
    assert.deepEqual([region.items, region.truncated], [[1000], true])
    assert.match(region.hint ?? '', /^query saw 1000 items\. There is more/)
  })

  it('sends no page size beside a list of ids, and keeps one of the caller', async () => {
    const { clients, calls } = estate(4)
    await execute({ ...list, parameters: { InstanceIds: ['i-1'] } }, contextOf(clients))
    await execute({ ...list, parameters: { MaxResults: 9 } }, contextOf(clients))
    assert.deepEqual(
      calls.map(({ input }) => input),
      [{ InstanceIds: ['i-1'] }, { MaxResults: 9 }],
    )
  })

  it('keeps what there is when a later page fails, and goes on there', async () => {
    const { clients } = estate(250)
    let failures = 1
    const failing: AwsClients = {
      send: (call) => {
        if (call.input.NextToken === '100' && failures-- > 0) {
          throw awsError('RequestLimitExceeded', 'Request limit exceeded.', 503)
        }
        return clients.send(call)
      },
    }
    const first = only(await execute({ ...list, maxItems: 1000 }, contextOf(failing)))
    assert.equal(first.items.length, 100)
    assert.equal(
      first.hint,
      'Broken off by RequestLimitExceeded: Request limit exceeded.. Go on with next_token.',
    )
    const answers = await all(
      { ...list, maxItems: 1000, nextToken: first.next_token ?? '' },
      clients,
    )
    assert.deepEqual(shownIds([first, ...answers]), ids(0, 250))
  })

  const logs = (send: AwsClients['send']) => contextOf({ send }, { dataAccess: new Set(['logs']) })
  const search: Call = {
    services: ['cloudwatch-logs'],
    operation: 'FilterLogEvents',
    parameters: { logGroupName: 'g' },
  }

  it('keeps the position of a search that finds nothing before its time is up', async () => {
    const ended = new AbortController()
    const context = logs(async ({ input }) => {
      const page = Number(input.nextToken ?? 0) + 1
      if (page > 30) ended.abort()
      if (ended.signal.aborted) throw Object.assign(new Error('aborted'), { name: 'AbortError' })
      return { events: [], nextToken: String(page) }
    })
    const first = only(await execute(search, { ...context, signal: ended.signal }))
    assert.deepEqual(
      { ...first, next_token: undefined },
      {
        region: 'us-east-1',
        status: 'ok',
        items: [],
        truncated: true,
        next_token: undefined,
        hint: 'The time was up after 30 pages. Go on with next_token, or narrow parameters.',
      },
    )
    const next = { ...search, nextToken: first.next_token ?? '' }
    const found = logs(async ({ input }) => ({ events: [{ message: String(input.nextToken) }] }))
    assert.deepEqual(only(await execute(next, found)).items, [{ message: '30' }])
  })

  it('keeps it too where a page fails before the first item', async () => {
    const context = logs(async ({ input }) => {
      if (input.nextToken === '3') throw awsError('ThrottlingException', 'Rate exceeded', 400)
      return { events: [], nextToken: String(Number(input.nextToken ?? 0) + 1) }
    })
    const first = only(await execute(search, context))
    assert.deepEqual([first.items, first.truncated], [[], true])
    assert.match(first.hint ?? '', /^Broken off by ThrottlingException: Rate exceeded/)
    const again = await execute({ ...search, nextToken: first.next_token ?? '' }, context)
    const [failed] = again.regions
    assert.ok(failed?.status === 'error')
    assert.deepEqual([failed.code, failed.next_token], ['throttled', first.next_token])
  })

  it('says that a list is cut where AWS goes round in circles with its tokens', async () => {
    for (const circle of [['a'], ['a', 'b'], ['a', 'b', 'c']]) {
      let page = 0
      const clients: AwsClients = {
        send: async () => {
          const NextToken = circle[page % circle.length]
          page += 1
          return { Reservations: [{ Instances: [{ InstanceId: `i-${page}` }] }], NextToken }
        },
      }
      const region = only(await execute(list, contextOf(clients)))
      assert.deepEqual([region.truncated, region.next_token], [true, undefined])
      assert.equal(region.items.length, circle.length + 1)
      assert.match(region.hint ?? '', /a page that it had given before: the list is cut there/)
    }
  })

  it('ends where AWS means the end by the same token again', async () => {
    const { clients, calls } = scriptedClients(() => ({
      events: [{ message: 'one' }],
      nextForwardToken: 'f/1',
    }))
    const context = contextOf(clients, { dataAccess: new Set(['logs']) })
    const call: Call = {
      services: ['cloudwatch-logs'],
      operation: 'GetLogEvents',
      parameters: { logGroupName: 'a', logStreamName: 'b' },
    }
    const region = only(await execute(call, context))
    assert.deepEqual([region.truncated, calls.length], [false, 2])
  })

  it('resumes with binary keys, as items of a table may have', async () => {
    const { clients, calls } = scriptedClients(({ input }) => ({
      Items: [{ id: { N: '1' } }],
      ...(input.ExclusiveStartKey
        ? {}
        : { LastEvaluatedKey: { id: { B: new Uint8Array([1, 2]) } } }),
    }))
    const context = contextOf(clients, { dataAccess: new Set(['items']) })
    const call: Call = {
      services: ['dynamodb'],
      operation: 'Scan',
      parameters: { TableName: 'orders' },
      maxItems: 1,
    }
    const first = only(await execute(call, context))
    const second = only(await execute({ ...call, nextToken: first.next_token ?? '' }, context))
    assert.deepEqual([...Object(calls.at(-1)?.input.ExclusiveStartKey).id.B], [1, 2])
    assert.equal(second.truncated, false)
  })

  describe('next_token', () => {
    const refused = async (nextToken: string, call: Partial<Call> = {}) => {
      const { clients, calls } = estate(100)
      const { code, status } = await execute({ ...list, ...call, nextToken }, contextOf(clients))
      return { code, status, calls: calls.length }
    }
    const invalid = { code: 'invalid_next_token', status: 'error', calls: 0 }
    const token = async () =>
      only(await execute({ ...list, maxItems: 5 }, contextOf(estate(100).clients))).next_token ?? ''
    const altered = async (change: object) => {
      const content = JSON.parse(Buffer.from(await token(), 'base64url').toString())
      return Buffer.from(JSON.stringify({ ...content, ...change })).toString('base64url')
    }

    it('is refused when it is not one', async () => {
      for (const bad of ['', 'x', 'e30', '%%%', Buffer.from('[1]').toString('base64url')]) {
        assert.deepEqual(await refused(bad), invalid)
      }
    })

    it('is refused with other parameters or another operation', async () => {
      assert.deepEqual(await refused(await token(), { parameters: { MaxResults: 5 } }), invalid)
      assert.deepEqual(await refused(await token(), { operation: 'DescribeVpcs' }), invalid)
    })

    it('can set nothing but paging members of the right type', async () => {
      assert.deepEqual(await refused(await altered({ t: { InstanceIds: ['i-1'] } })), invalid)
      assert.deepEqual(await refused(await altered({ t: { NextToken: { a: 1 } } })), invalid)
      assert.deepEqual(await refused(await altered({ t: { Marker: 'x' } })), invalid)
      assert.deepEqual(await refused(await altered({ r: 'evil.example.com' })), invalid)
      // Another part of AWS: a request there would carry its signature to somebody else's.
      for (const r of ['cn-north-1', 'us-gov-west-1', 'us-iso-east-1', 'eu-isoe-west-1']) {
        const { status, calls } = await refused(await altered({ r }))
        assert.deepEqual([status, calls], ['error', 0], r)
      }
      assert.deepEqual(await refused(await altered({ s: -1 })), invalid)
    })

    it('goes on in its own region', async () => {
      const { clients, calls } = estate(100)
      const call: Call = { ...list, maxItems: 5, region: 'eu-west-1,us-east-1' }
      const { regions } = await execute(call, contextOf(clients))
      const [first] = regions
      assert.ok(first?.status === 'ok' && first.next_token)
      await execute({ ...list, maxItems: 5, nextToken: first.next_token }, contextOf(clients))
      assert.deepEqual(calls.at(-1)?.region, 'eu-west-1')
    })
  })
})
