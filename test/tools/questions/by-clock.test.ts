import assert from 'node:assert/strict'
import { answerAgain, answerSteps } from '../../../tools/questions/answer-again.ts'
import { byClock } from '../../../tools/questions/time/by-clock.ts'
import { contextOf } from '../executor/scripted-clients.ts'
import { sampleClients } from '../recipes/sample-answer.ts'

const when = new Date('2026-03-18T14:25:31.250Z')
const now = () => when

describe('the clock of the person who asks', () => {
  const read: readonly (readonly [zone: string | undefined, text: string, as: string])[] = [
    ['Asia/Tokyo', 'what changed yesterday?', 'what changed yesterday (Asia/Tokyo)?'],
    ['Asia/Tokyo', 'changes since Monday', 'changes since Monday (Asia/Tokyo)'],
    [
      'America/New_York',
      'who changed web between 10 and 12?',
      'who changed web between 10 and 12 (America/New_York)?',
    ],
    ['Europe/Berlin', 'was wurde gestern geändert?', 'was wurde gestern geändert (Europe/Berlin)?'],
    // The same time by every clock.
    ['Asia/Tokyo', 'what changed in the last 3 hours?', 'what changed in the last 3 hours?'],
    ['UTC', 'what changed yesterday?', 'what changed yesterday?'],
    [undefined, 'what changed yesterday?', 'what changed yesterday?'],
    ['Asia/Tokyo', 'list instances', 'list instances'],
    // A zone of its own, and a bill.
    ['Asia/Tokyo', 'what changed at 3 PM CET?', 'what changed at 3 PM CET?'],
    [
      'Asia/Tokyo',
      'what changed yesterday (Europe/Berlin)?',
      'what changed yesterday (Europe/Berlin)?',
    ],
    ['Asia/Tokyo', 'what did we spend yesterday?', 'what did we spend yesterday?'],
  ]
  for (const [timeZone, text, as] of read)
    it(`${timeZone ?? 'nobody says whose'}: ${text}`, () => {
      assert.equal(byClock(text, { timeZone, now }), as)
    })

  const context = (timeZone?: string) => contextOf(sampleClients(when), { now, timeZone })

  it('is what yesterday is read by, and is said', async () => {
    const question = 'what changed yesterday?'
    const tokyo = await answerSteps({ question }, context('Asia/Tokyo'))
    assert.deepEqual(tokyo.call?.parameters?.period, {
      start: '2026-03-16T15:00:00.000Z',
      end: '2026-03-17T15:00:00.000Z',
    })
    assert.match(tokyo.understood ?? '', / · by the clock of Asia\/Tokyo$/)
    const utc = await answerSteps({ question }, context())
    assert.deepEqual(utc.call?.parameters?.period, {
      start: '2026-03-17T00:00:00.000Z',
      end: '2026-03-18T00:00:00.000Z',
    })
    assert.doesNotMatch(utc.understood ?? '', /clock/)
  })

  it('is that of a follow-up too, and of no bill', async () => {
    const changes = { operation: 'recipe:recent_changes' }
    const question = 'what changed in the last hour? → and yesterday?'
    const again = await answerAgain({ question, call: changes }, context('Asia/Tokyo'))
    assert.match(JSON.stringify(again?.call?.parameters), /2026-03-16T15:00/)
    assert.match(again?.understood ?? '', /by the clock of Asia\/Tokyo/)
    const bill = { operation: 'recipe:cost', parameters: {} }
    const month = { question: 'what did we spend this month? → and yesterday?', call: bill }
    const spent = await answerAgain(month, context('Asia/Tokyo'))
    assert.match(JSON.stringify(spent?.call?.parameters), /2026-03-17T00:00/)
  })
})
