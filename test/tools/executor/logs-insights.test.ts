import assert from 'node:assert/strict'
import { execute } from '../../../tools/executor/execute.ts'
import { readAll } from '../../../tools/executor/read-all.ts'
import type { AwsCall, DataKind, ToolContext } from '../../../tools/tool.ts'
import { awsError, contextOf, scriptedClients } from './scripted-clients.ts'

const logs = new Set<DataKind>(['logs'])
const parameters = { logGroupNames: ['/ecs/web'], queryString: 'fields @message | limit 3' }

const field = (name: string, value: string) => ({ field: name, value })
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => [field('n', String(index)), field('@ptr', 'x')])

/** AWS answers the polls one after the other, the last one for ever. */
function asking(...polls: (Record<string, unknown> | Error)[]) {
  const left = [...polls]
  const answer = ({ operation }: AwsCall) => {
    if (operation === 'StartQuery') return { queryId: 'q-1' }
    if (operation === 'StopQuery') return { success: true }
    const poll = left.length > 1 ? left.shift() : left[0]
    if (poll instanceof Error) throw poll
    return poll ?? {}
  }
  const { clients, calls } = scriptedClients(answer)
  const operations = () => calls.map(({ operation }) => operation)
  const query = (own: object = {}, context: Partial<ToolContext> = {}) =>
    execute(
      {
        services: ['cloudwatch', 'cloudwatch-logs'],
        operation: 'InsightsQuery',
        parameters: { ...parameters, ...own },
      },
      contextOf(clients, { dataAccess: logs, ...context }),
    )
  return { query, calls, operations, clients }
}

const complete = (results: unknown[]) => ({ status: 'Complete', results })

describe('logs:InsightsQuery', () => {
  it('starts a query, waits for its end and gives rows as objects', async () => {
    const row = [field('@timestamp', '2030-01-02 03:00:00.000'), field('@message', 'hello')]
    const { query, calls } = asking(
      { status: 'Scheduled' },
      { status: 'Running', results: rows(1), statistics: { bytesScanned: 5e9 } },
      complete([[...row, field('@ptr', 'CmEKJgoi')]]),
    )
    assert.deepEqual(await query(), {
      status: 'ok',
      operation: 'logs:InsightsQuery',
      call: { operation: 'logs:InsightsQuery', parameters, region: 'us-east-1' },
      regions: [
        {
          region: 'us-east-1',
          status: 'ok',
          items: [{ '@timestamp': '2030-01-02T03:00:00.000Z', '@message': 'hello' }],
          truncated: false,
        },
      ],
    })
    const poll = {
      service: 'cloudwatch-logs',
      operation: 'GetQueryResults',
      input: { queryId: 'q-1' },
      region: 'us-east-1',
    }
    const end = Date.parse('2030-01-02T03:04:05Z') / 1000
    const input = { ...parameters, startTime: end - 3600, endTime: end, limit: 100 }
    assert.deepEqual(calls, [{ ...poll, operation: 'StartQuery', input }, poll, poll, poll])
  })

  it('takes times as text, seconds or milliseconds', async () => {
    const { query, calls } = asking(complete([]))
    const ms = Date.parse('2030-01-01T01:00:00Z')
    for (const endTime of ['2030-01-01T01:00:00Z', ms / 1000, ms]) {
      await query({ startTime: '2030-01-01T00:00:00Z', endTime })
    }
    const ranges = calls.flatMap(({ input }) =>
      'endTime' in input ? [[input.startTime, input.endTime]] : [],
    )
    const range = [ms / 1000 - 3600, ms / 1000]
    assert.deepEqual(ranges, [range, range, range])
  })

  it('is refused, before any call, where logs is not open', async () => {
    const { query, calls } = asking(complete([]))
    const { code, hint } = await query({}, { dataAccess: new Set() })
    assert.deepEqual(
      [code, hint],
      ['data_access_off', 'Whoever runs this can open it with DATA_ACCESS=logs.'],
    )
    assert.deepEqual(calls, [])
  })

  it('leaves StartQuery and StopQuery refused where logs is open', async () => {
    const { calls, clients } = asking(complete([]))
    const context = contextOf(clients, { dataAccess: logs })
    for (const operation of ['StartQuery', 'StopQuery', 'StartLiveTail']) {
      const { code, message } = await execute(
        { services: ['cloudwatch-logs'], operation, parameters },
        context,
      )
      assert.equal(code, 'operation_refused')
      assert.match(message ?? '', /logs:InsightsQuery runs a bounded query$/)
    }
    assert.deepEqual(calls, [])
  })

  const refused: [object, RegExp][] = [
    [{ startTime: '2030-01-01T00:00:00Z', endTime: '2030-01-09T00:00:01Z' }, /more than 7 days/],
    [{ startTime: '2031-01-01T00:00:00Z' }, /startTime must be before endTime/],
    [{ limit: 1001 }, /limit must be 1 to 1000/],
    [{ limit: 0.5 }, /limit must be 1 to 1000/],
    [{ logGroupNames: [] }, /logGroupNames must be 1 to 50/],
    [{ logGroupNames: Array(51).fill('a') }, /logGroupNames must be 1 to 50/],
    [{ queryString: 'fields unmask(@message)' }, /unmask is refused/],
    [{ queryLanguage: 'SQL' }, /Unknown parameter: queryLanguage/],
  ]
  for (const [own, message] of refused) {
    it(`refuses ${JSON.stringify(own).slice(0, 60)} before any call`, async () => {
      const { query, calls } = asking(complete([]))
      const result = await query(own)
      assert.equal(result.code, 'invalid_parameter')
      assert.match(result.message ?? '', message)
      assert.deepEqual(calls, [])
    })
  }

  it('stops a query that has scanned too much, and says so', async () => {
    const { query, operations } = asking({
      status: 'Running',
      statistics: { bytesScanned: 11.2e9 },
    })
    assert.deepEqual((await query()).regions, [
      {
        region: 'us-east-1',
        status: 'error',
        code: 'limit_exceeded',
        message: 'The query was stopped: it had scanned 11.2 GB, and may scan 10 GB',
        hint: 'Narrow startTime to endTime, name fewer log groups, or look with FilterLogEvents.',
      },
    ])
    assert.deepEqual(operations(), ['StartQuery', 'GetQueryResults', 'StopQuery'])
  })

  it('stops a query when the call is aborted or out of time', async () => {
    const { query, operations } = asking({ status: 'Running' })
    const { regions } = await query({}, { signal: AbortSignal.timeout(30) })
    const [region] = regions
    assert.equal(region?.status === 'error' && region.code, 'timeout')
    assert.deepEqual(operations(), ['StartQuery', 'GetQueryResults', 'StopQuery'])
  })

  it('tells what AWS says of a query that it refuses or fails', async () => {
    const failed = asking({ status: 'Failed' })
    const [one] = (await failed.query()).regions
    assert.equal(one?.status === 'error' && one.message, 'The query ended as Failed')
    const throttled = asking(awsError('ThrottlingException', 'Rate exceeded'))
    const [other] = (await throttled.query()).regions
    assert.equal(other?.status === 'error' && other.code, 'throttled')
    assert.deepEqual(throttled.operations(), ['StartQuery', 'GetQueryResults', 'StopQuery'])
  })

  it('says where there may be more rows, and gives no next_token to run it again', async () => {
    const { query } = asking(complete(rows(100)))
    const [region] = (await query()).regions
    assert.ok(region?.status === 'ok')
    const { items, ...rest } = region
    assert.equal(items.length, 100)
    assert.deepEqual(rest, {
      region: 'us-east-1',
      status: 'ok',
      truncated: true,
      hint: 'There may be more rows: raise limit, or count them with stats.',
    })
  })

  it('redacts rows as it does all else', async () => {
    const secret = 'hunter2hunter2'
    const { query } = asking(
      complete([
        [
          field('@message', `login password=${secret} ok`),
          field('db_password', secret),
          field('__proto__', `token=${secret}`),
          field('event', JSON.stringify({ apiKey: secret })),
        ],
      ]),
    )
    const result = JSON.stringify(await query())
    assert.ok(!result.includes(secret), result)
    assert.match(result, /login password=\[redacted: looks secret\] ok/)
  })

  it('serves recipes as any other read', async () => {
    const { clients } = asking(complete(rows(2)))
    const context = contextOf(clients, { dataAccess: logs })
    const read = { operation: 'logs:InsightsQuery', parameters, region: 'us-east-1' }
    const { items, more } = await readAll(read, context)
    assert.deepEqual({ items, more }, { items: [{ n: '0' }, { n: '1' }], more: false })
  })

  it('leaves what other regions answer beside one that fails', async () => {
    const { clients } = scriptedClients(({ operation, region }) => {
      if (operation === 'StartQuery') return { queryId: region }
      const scanned = { status: 'Running', statistics: { bytesScanned: 2e10 } }
      return region === 'us-east-1' ? complete(rows(1)) : scanned
    })
    const result = await execute(
      {
        services: ['cloudwatch-logs'],
        operation: 'InsightsQuery',
        parameters,
        region: 'us-east-1,eu-west-1',
      },
      contextOf(clients, { dataAccess: logs }),
    )
    assert.equal(result.status, 'partial')
    assert.deepEqual(
      result.regions.map(({ region, status }) => [region, status]),
      [
        ['us-east-1', 'ok'],
        ['eu-west-1', 'error'],
      ],
    )
  })
})
