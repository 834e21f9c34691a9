import assert from 'node:assert/strict'
import { bounded, toolOutcome } from '../../../services/agent/tool-result.ts'

const items = (count: number) => Array.from({ length: count }, (_, n) => ({ Id: `i-${n}` }))
const ok = (region: string, count: number) => ({
  region,
  status: 'ok',
  items: items(count),
  truncated: false,
})

describe('toolOutcome', () => {
  const summaries = [
    { regions: [ok('us-east-1', 1)], summary: '1 item from us-east-1' },
    {
      regions: [ok('us-east-1', 2), ok('eu-west-1', 0)],
      summary: '2 items from us-east-1, eu-west-1',
    },
    {
      regions: [{ ...ok('us-east-1', 2), truncated: true }],
      summary: '2 items from us-east-1, more available',
    },
    {
      regions: [
        ok('a', 1),
        ok('b', 1),
        ok('c', 1),
        { region: 'd', status: 'error', message: 'no' },
      ],
      summary: '3 items from 4 regions, 1 failed',
    },
  ]
  for (const { regions, summary } of summaries) {
    it(`sums up: ${summary}`, () => {
      const result = { status: 'ok', regions }
      assert.deepEqual(toolOutcome(JSON.stringify(result), false), {
        status: 'ok',
        summary,
        truncated: false,
        result,
      })
    })
  }

  it('has the message of a tool that refused', () => {
    const result = {
      status: 'error',
      code: 'unknown_operation',
      message: 'Unknown operation',
      regions: [],
    }
    assert.deepEqual(toolOutcome(JSON.stringify(result), false), {
      status: 'error',
      summary: 'Unknown operation',
      truncated: false,
      result,
    })
  })

  it('takes an error of the gateway, which is no JSON, for an error', () => {
    assert.deepEqual(toolOutcome('An internal error occurred.', true), {
      status: 'error',
      summary: 'An internal error occurred.',
      truncated: false,
      result: 'An internal error occurred.',
      budget: 'unknown',
    })
  })

  it('bounds an answer as large as Lambda gives, and says so', () => {
    const items = Array.from({ length: 6_000 }, (_, n) => ({ n, text: 'x'.repeat(1_000) }))
    const region = { region: 'us-east-1', status: 'ok', items, truncated: false }
    const text = JSON.stringify({ status: 'ok', operation: 'ec2:DescribeVpcs', regions: [region] })
    const { result, ...outcome } = toolOutcome(text, false)
    assert.deepEqual(outcome, {
      status: 'ok',
      summary: '6000 items of ec2:DescribeVpcs from us-east-1',
      truncated: true,
    })
    assert.ok(JSON.stringify(result).length <= 40_000)
  })

  it('takes JSON of another shape as it is', () => {
    assert.deepEqual(toolOutcome('{"time":"12:00"}', false), {
      status: 'ok',
      summary: 'answered',
      truncated: false,
      result: { time: '12:00' },
    })
  })
})

describe('the summary of a result', () => {
  const summaryOf = (result: object) => toolOutcome(JSON.stringify(result), false).summary

  it('is the count where AWS only counted', () => {
    const region = { region: 'us-east-1', status: 'ok', items: [], about: { Count: 1234567 } }
    const result = { status: 'ok', operation: 'dynamodb:Scan', regions: [region] }
    assert.equal(summaryOf(result), 'Count 1234567 of dynamodb:Scan from us-east-1')
  })

  it('counts the regions that have nothing, and names that failed', () => {
    const failures = [{ Bucket: 'b', code: 'not_found', message: 'Gone.' }]
    const regions = [{ ...ok('us-east-1', 2), failures }]
    const result = { status: 'partial', regions, empty_regions: ['a', 'b', 'c'] }
    assert.equal(summaryOf(result), '2 items from 4 regions, 1 failed')
  })
})

describe('bounded', () => {
  const hint = 'Cut to fit. Narrow with parameters, project with query, or lower max_items.'

  it('drops whole items and says so, and that the token goes on after them', () => {
    const result = { status: 'ok', regions: [{ ...ok('us-east-1', 50), next_token: 'after-50' }] }
    const cut = { truncated: true, hint: `${hint} next_token goes on after it.` }
    assert.deepEqual(bounded(result, 275), {
      result: {
        status: 'ok',
        regions: [{ ...ok('us-east-1', 3), next_token: 'after-50', ...cut }],
      },
      truncated: true,
    })
  })

  it('gives each region its share, and to the last ones what others left', () => {
    const result = { status: 'ok', regions: [ok('a', 1), ok('b', 50)] }
    const cut = bounded(result, 320)
    assert.deepEqual(cut.result, {
      status: 'ok',
      regions: [ok('a', 1), { ...ok('b', 6), truncated: true, hint }],
    })
  })

  it('stays within its bytes wherever the cut falls', () => {
    const result = { status: 'ok', regions: [ok('a', 9), ok('b', 50), ok('c', 500)] }
    for (let maxBytes = 500; maxBytes < 1000; maxBytes += 7) {
      const cut = JSON.stringify(bounded(result, maxBytes).result)
      assert.match(cut, /^\{"status":"ok","regions":/)
      assert.ok(cut.length <= maxBytes, `${cut.length} of ${maxBytes}`)
    }
  })

  it('keeps the beginning of what has no items', () => {
    assert.deepEqual(bounded('x'.repeat(100), 10), {
      result: { truncated: true, hint, beginning: 'xxxxxxxxxx' },
      truncated: true,
    })
  })

  it('leaves alone what fits', () => {
    assert.deepEqual(bounded({ a: [1] }, 100), { result: { a: [1] }, truncated: false })
  })
})
