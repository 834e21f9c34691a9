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
