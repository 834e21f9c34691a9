import assert from 'node:assert/strict'
import { readPeriod } from '../../../tools/planner/time.ts'

const now = new Date('2026-03-04T05:06:07Z')

describe('readPeriod', () => {
  const cases: [words: string, start: string, end: string][] = [
    ['in the last 30 minutes', '2026-03-04T04:36:07Z', '2026-03-04T05:06:07Z'],
    ['over the last 24 hours', '2026-03-03T05:06:07Z', '2026-03-04T05:06:07Z'],
    ['in the past hour', '2026-03-04T04:06:07Z', '2026-03-04T05:06:07Z'],
    ['last month', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'],
    ['last week', '2026-02-23T00:00:00Z', '2026-03-02T00:00:00Z'],
    ['yesterday', '2026-03-03T00:00:00Z', '2026-03-04T00:00:00Z'],
    ['in the past two hours', '2026-03-04T03:06:07Z', '2026-03-04T05:06:07Z'],
    ['last 24h', '2026-03-03T05:06:07Z', '2026-03-04T05:06:07Z'],
    ['since yesterday', '2026-03-03T00:00:00Z', '2026-03-04T05:06:07Z'],
    ['since this morning', '2026-03-04T00:00:00Z', '2026-03-04T05:06:07Z'],
    ['today', '2026-03-04T00:00:00Z', '2026-03-04T05:06:07Z'],
    ['this month', '2026-03-01T00:00:00Z', '2026-03-04T05:06:07Z'],
    ['this year', '2026-01-01T00:00:00Z', '2026-03-04T05:06:07Z'],
  ]
  for (const [words, start, end] of cases) {
    it(`reads “${words}”`, () => {
      assert.deepEqual(readPeriod(words, now), { start: new Date(start), end: new Date(end) })
    })
  }

  it('reads none where there is none', () =>
    assert.equal(readPeriod('list buckets', now), undefined))
})
