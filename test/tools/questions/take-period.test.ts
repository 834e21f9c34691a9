import assert from 'node:assert/strict'
import * as chrono from 'chrono-node/en'
import { mayBeTime, takePeriod } from '../../../tools/questions/time/take-period.ts'
import { Text } from '../../../tools/questions/words/text.ts'

// A Saturday.
const now = new Date('2026-11-28T05:00:00Z')

const periods: readonly (readonly [question: string, period: string | undefined])[] = [
  ['cost from November 1 to November 10', '2026-11-01T00:00 2026-11-11T00:00'],
  ['changes since Monday', '2026-11-23T00:00 2026-11-28T05:00'],
  ['errors between 10 and 12', '2026-11-27T10:00 2026-11-27T12:00'],
  ['between 10:00 and 12:00 yesterday', '2026-11-27T10:00 2026-11-27T12:00'],
  ['from 9am to 11am on Nov 12', '2026-11-12T09:00 2026-11-12T11:00'],
  ['errors yesterday evening', '2026-11-27T17:00 2026-11-28T00:00'],
  ['an SLO breach at 3 PM?', '2026-11-27T15:00 2026-11-27T15:00'],
  ['what happened at 15:00 CET', '2026-11-27T14:00 2026-11-27T14:00'],
  ['last 36 hours', '2026-11-26T17:00 2026-11-28T05:00'],
  ['spend in November', '2026-11-01T00:00 2026-11-28T05:00'],
  ['cost in may', '2026-05-01T00:00 2026-06-01T00:00'],
  ['last month', '2026-10-01T00:00 2026-11-01T00:00'],
  ['cost for October 2026', '2026-10-01T00:00 2026-11-01T00:00'],
  ['last Tuesday', '2026-11-24T00:00 2026-11-25T00:00'],
  ['certificates in the next 30 days', '2026-11-28T05:00 2026-12-28T05:00'],
  ['keys created before 2025', '1970-01-01T00:00 2025-01-01T00:00'],
  ['what changed between Monday and Wednesday?', '2026-11-23T00:00 2026-11-26T00:00'],
  // By the clock of a zone; the days on which it is put forward are 23 hours long.
  ['yesterday evening (Europe/Zurich)', '2026-11-27T16:00 2026-11-27T23:00'],
  ['changes today, in America/Los_Angeles', '2026-11-27T08:00 2026-11-28T05:00'],
  ['since Monday (Asia/Tokyo)', '2026-11-22T15:00 2026-11-28T05:00'],
  ['on 2026-03-29 (Europe/Zurich)', '2026-03-28T23:00 2026-03-29T22:00'],
  ['what is Europe/Nowhere', undefined],
  ['may i see the second one', undefined],
  ['i-0123456789abcdef0, search-1 and t3.medium', undefined],
  ['the last 3 alarms', undefined],
]

describe('the period of a question', () => {
  for (const [question, wanted] of periods) {
    it(`is read, or is not there: ${question}`, () => {
      const period = takePeriod(new Text(question), now)
      const times =
        period && [period.start, period.end].map((time) => time.toISOString().slice(0, 16))
      assert.equal(times?.join(' '), wanted)
    })
  }

  it('asks the reader of dates wherever that finds one', () => {
    const words =
      'noon midnight tonight tmr tomorrow yesterday today now Monday tues sat January sept dec second mins hour hrs h day d week weekend wk month mo quarter qtr year yr evening night'
    const forms = [
      (word: string) => word,
      (word: string) => `in a ${word}`,
      (word: string) => `last ${word}`,
      (word: string) => `half an ${word} ago`,
      (word: string) => `two ${word} later`,
      (word: string) => `what happened this ${word}?`,
    ]
    const missed = words
      .split(' ')
      .flatMap((word) => forms.map((form) => form(word)))
      .filter((text) => chrono.casual.parse(text, now).length > 0 && !mayBeTime.test(text))
    assert.deepEqual(missed, [])
    assert.ok(!mayBeTime.test('which alarms are firing?'))
  })
})
