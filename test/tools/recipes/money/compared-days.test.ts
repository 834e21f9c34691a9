import assert from 'node:assert/strict'
import {
  comparedDays,
  monthSoFar,
  written,
} from '../../../../tools/recipes/money/bill/compared-days.ts'

const days = (start: string, end: string) => ({ start, end })
const period = (start: string, end: string) => ({ start: new Date(start), end: new Date(end) })

describe('the days that a bill is compared with', () => {
  for (const [what, asked, now, before] of [
    [
      'the same days of the month before, for a month so far',
      period('2026-03-01T00:00:00Z', '2026-03-18T14:00:00Z'),
      days('2026-03-01', '2026-03-18'),
      days('2026-02-01', '2026-02-18'),
    ],
    [
      'no days that the month before does not have',
      period('2026-03-01T00:00:00Z', '2026-03-31T14:00:00Z'),
      days('2026-03-01', '2026-03-31'),
      days('2026-02-01', '2026-03-01'),
    ],
    [
      'the whole month before, for a whole month',
      period('2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'),
      days('2026-01-01', '2026-02-01'),
      days('2025-12-01', '2026-01-01'),
    ],
    [
      'as many months before, for several',
      period('2026-01-01T00:00:00Z', '2026-04-01T00:00:00Z'),
      days('2026-01-01', '2026-04-01'),
      days('2025-10-01', '2026-01-01'),
    ],
    [
      'as many days before, for any other days',
      period('2026-03-11T14:00:00Z', '2026-03-18T14:00:00Z'),
      days('2026-03-11', '2026-03-18'),
      days('2026-03-04', '2026-03-11'),
    ],
    [
      'the day before, for a day that is not over',
      period('2026-03-18T00:00:00Z', '2026-03-18T14:00:00Z'),
      days('2026-03-18', '2026-03-19'),
      days('2026-03-17', '2026-03-18'),
    ],
  ] as const) {
    it(`are ${what}`, () => {
      assert.deepEqual(comparedDays(asked), { now, before })
    })
  }

  it('are of last month on the first of a month', () => {
    assert.deepEqual(
      monthSoFar(new Date('2026-03-01T10:00:00Z')),
      period('2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'),
    )
  })

  it('are written with both ends', () => {
    assert.equal(written(days('2026-03-01', '2026-03-18')), '2026-03-01 to 2026-03-17')
    assert.equal(written(days('2026-03-01', '2026-03-02')), '2026-03-01')
  })
})
