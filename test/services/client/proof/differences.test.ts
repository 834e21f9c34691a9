import { deepEqual, equal } from 'node:assert/strict'
import { inputOf } from '../../../../services/client/proof/ask-again.ts'
import { differences, isSame } from '../../../../services/client/proof/differences.ts'

const read = (items: object[], over: object = {}) => ({
  status: 'ok',
  regions: [{ region: 'us-east-1', status: 'ok', items, truncated: false, ...over }],
})
const one = (id: string, more: object = {}) => ({
  InstanceId: id,
  State: { Name: 'running' },
  ...more,
})

const cost = (service: string, amount: string) => ({
  Keys: [service],
  Metrics: { Amount: amount },
})

describe('what a call says now', () => {
  it('is told row by row, whatever their order', () => {
    const found = differences(
      read([one('i-1'), one('i-2', { Tags: [{ Key: 'Name', Value: 'web' }] }), one('i-3')]),
      read([
        one('i-4'),
        one('i-2', { State: { Name: 'stopped' }, Tags: [{ Key: 'Name', Value: 'web' }] }),
        one('i-1'),
      ]),
    )
    deepEqual(found, {
      changed: [{ row: 'web (i-2)', member: 'State.Name', before: 'running', now: 'stopped' }],
      gone: ['i-3'],
      added: ['i-4'],
      ...{ failed: [], answered: [], uncompared: 0 },
    })
    equal(isSame(differences(read([one('i-1'), one('i-2')]), read([one('i-2'), one('i-1')]))), true)
  })

  it('is new of no region that was cut then, and gone of none that is cut or fails now', () => {
    const cut = differences(read([one('i-1')], { truncated: true }), read([one('i-1'), one('i-2')]))
    deepEqual([cut.added, cut.uncompared, isSame(cut)], [[], 1, true])
    const now = { status: 'error', items: [], code: 'denied' }
    const failing = differences(read([one('i-1')]), read([], now))
    deepEqual([failing.gone, failing.failed], [[], ['us-east-1']])
    deepEqual(differences(read([one('i-1')]), read([], { truncated: true })).gone, [])
  })

  it('compares rows without ids by their names, and values that nobody has as the same', () => {
    const same = differences(
      read([{ n: 1, a: null }, { n: 1 }]),
      read([{ n: 1, a: null }, { n: 1 }]),
    )
    equal(isSame(same), true)
    const named = differences(
      read([{ Name: 'a', Count: 1, Note: null }]),
      read([{ Name: 'a', Count: 2 }]),
    )
    deepEqual(named.changed, [{ row: 'a', member: 'Count', before: 1, now: 2 }])
  })

  const none = { gone: [], added: [], failed: [], answered: [], uncompared: 0 }
  const forms: [string, unknown, unknown, object[]][] = [
    ['a list of names', read(['a', 'b'] as never), read(['a', 'c'] as never), []],
    [
      'a single fact',
      read([{ Users: 5, Roles: 9 }]),
      read([{ Users: 6, Roles: 9 }]),
      [{ row: 'us-east-1', member: 'Users', before: 5, now: 6 }],
    ],
    [
      'a fact whose text changes',
      read([{ State: 'on' }]),
      read([{ State: 'off' }]),
      [{ row: 'us-east-1', member: 'State', before: 'on', now: 'off' }],
    ],
    [
      'what stands beside a list',
      read([], { about: { Count: 12 } }),
      read([], { about: { Count: 13 } }),
      [{ row: 'us-east-1', member: 'Count', before: 12, now: 13 }],
    ],
    [
      'a recipe that has no rows',
      read([], { summary: 'No quota is near its limit; a was used 3 days ago.' }),
      read([], { summary: 'One quota is near its limit; a was used 4 days ago.' }),
      [
        {
          row: 'us-east-1',
          member: 'in words',
          before: 'No quota is near its limit; a was used 3 days ago.',
          now: 'One quota is near its limit; a was used 4 days ago.',
        },
      ],
    ],
    [
      'an age in words, which is the same fact',
      read([], { summary: 'a was used 3 days ago.' }),
      read([], { summary: 'a was used 4 days ago.' }),
      [],
    ],
    [
      'a recipe’s rows, and not its words again',
      read([{ Id: 'i-1', Cpu: 3 }], { summary: '3 %' }),
      read([{ Id: 'i-1', Cpu: 4 }], { summary: '4 %' }),
      [{ row: 'i-1', member: 'Cpu', before: 3, now: 4 }],
    ],
    [
      'the parts of a question, each with its own rows of one region',
      {
        status: 'ok',
        regions: [
          { region: 'a', part: 0, status: 'ok', items: [{ Id: 'x', N: 1 }] },
          { region: 'a', part: 1, status: 'ok', items: [{ Id: 'x', N: 7 }] },
        ],
      },
      {
        status: 'ok',
        regions: [
          { region: 'a', part: 0, status: 'ok', items: [{ Id: 'x', N: 2 }] },
          { region: 'a', part: 1, status: 'ok', items: [{ Id: 'x', N: 7 }] },
        ],
      },
      [{ row: 'x', member: 'N', before: 1, now: 2 }],
    ],
    [
      'figures over time, by their times',
      read([
        { Id: 'm0', Timestamps: ['2026-03-01 00:00 UTC', '2026-03-02 00:00 UTC'], Values: [1, 2] },
      ]),
      read([
        {
          Id: 'm0',
          Timestamps: ['2026-03-02T00:00:00Z', '2026-03-01T00:00:00Z'],
          Values: [3, 1],
        },
      ]),
      [{ row: 'm0', member: 'Values[2026-03-02T00:00]', before: 2, now: 3 }],
    ],
    [
      'costs by service, in whichever order',
      read([
        { TimePeriod: { Start: '2026-01-01' }, Groups: [cost('EC2', '5'), cost('S3', '1')] },
        { TimePeriod: { Start: '2026-02-01' }, Groups: [cost('EC2', '6')] },
      ]),
      read([
        { TimePeriod: { Start: '2026-01-01' }, Groups: [cost('S3', '2'), cost('EC2', '5')] },
        { TimePeriod: { Start: '2026-02-01' }, Groups: [cost('EC2', '6')] },
      ]),
      [{ row: '2026-01-01', member: 'Groups[S3].Metrics.Amount', before: '1', now: '2' }],
    ],
    [
      'a table of texts and figures without ids',
      read([
        { engine: 'mysql', state: 'ok', n: 2 },
        { engine: 'postgres', state: 'ok', n: 3 },
      ]),
      read([
        { engine: 'postgres', state: 'ok', n: 4 },
        { engine: 'mysql', state: 'ok', n: 2 },
      ]),
      [{ row: 'postgres', member: 'n', before: 3, now: 4 }],
    ],
    [
      'members of another target',
      { time: '12:00', zone: 'UTC' },
      { time: '12:05', zone: 'UTC' },
      [{ row: 'the answer', member: 'time', before: '12:00', now: '12:05' }],
    ],
    [
      'a text',
      'All is well',
      'Not any more',
      [{ row: 'the answer', member: '', before: 'All is well', now: 'Not any more' }],
    ],
  ]
  for (const [form, then, now, changed] of forms) {
    it(`is told of ${form}`, () => {
      const found = differences(then, now)
      deepEqual(found.changed, changed)
      equal(isSame(differences(then, then)), true)
      if (form !== 'a list of names') deepEqual({ ...found, changed: [] }, { ...none, changed: [] })
      else deepEqual([found.gone, found.added], [['b'], ['c']])
    })
  }

  it('is told of names that can be asked no more, and of an answer that was kept in part', () => {
    const failures = [{ Bucket: 'b', code: 'not_found', message: 'Gone.' }]
    const found = differences(read([one('i-1')]), read([one('i-1')], { failures }))
    deepEqual(found.failed, ['us-east-1 b'])
    equal(differences({ truncated: true, beginning: 'x' }, 'xyz').uncompared, 1)
  })

  it('is asked with what was sent: the same period of a question in words', () => {
    const sent = {
      operation: 'logs:FilterLogEvents',
      parameters: { startTime: 1 },
      query: 'events',
    }
    deepEqual(
      inputOf({ input: { question: 'logs of today', region: 'all' }, result: { call: sent } }),
      { ...sent, region: 'all' },
    )
    const input = { operation: 'DescribeInstances' }
    deepEqual(inputOf({ input, result: {} }), input)
    // What was too long to be said again is known from what was asked.
    const long = { operation: 'x', parameters: { Names: [] } }
    deepEqual(inputOf({ input: long, result: { call: { operation: 'x' } } }), long)
  })
})
