import assert from 'node:assert/strict'
import { shiftIn } from '../../../../tools/recipes/incidents/metrics/shift.ts'

const start = Date.parse('2026-03-18T12:00:00Z')
const series = (length: number, value: (minute: number) => number) =>
  Array.from({ length }, (_, minute) => ({
    at: new Date(start + minute * 60_000),
    value: value(minute),
  }))

/** Neither flat nor a change: the load of a day. */
const swing = (minute: number) => Math.sin(minute / 40)

describe('a change of level', () => {
  it('is where a series jumps or drops, however it swings besides', () => {
    const up = shiftIn(
      series(120, (minute) => (minute < 80 ? 90 : 2800) * (1 + 0.1 * swing(minute))),
    )
    assert.equal(up?.at.toISOString(), '2026-03-18T13:20:00.000Z')
    assert.ok(up.isStep && up.before < 100 && up.after > 2500)
    const down = shiftIn(series(120, (minute) => (minute < 30 ? 40 : 18) + swing(minute)))
    assert.equal(down?.at.toISOString(), '2026-03-18T12:30:00.000Z')
  })

  it('is where a flat series begins to climb', () => {
    const found = shiftIn(series(120, (minute) => Math.max(0, minute - 50) * 8))
    assert.match(found?.at.toISOString() ?? '', /T12:5[01]:/)
    assert.equal(found?.isStep, false)
  })

  it('is none where it stays as it is, or swings as every day', () => {
    for (const value of [() => 0, () => 7, (minute: number) => 30 + 7 * swing(minute)])
      assert.equal(shiftIn(series(288, value)), undefined)
    assert.equal(shiftIn(series(3, (minute) => minute)), undefined)
  })
})
