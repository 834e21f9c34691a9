import { deepEqual, ok } from 'node:assert/strict'
import { evidenceOf } from '../../../../services/agent/evidence/evidence.ts'
import type { ReadResult } from '../../../../services/agent/evidence/read-index.ts'
import type { Phrased } from './phrased/form.ts'
import { phrased, trueText, untrueOf } from './phrased/phrased.ts'
import { reads } from './phrased/reads.ts'
import { readAt, sampleResult } from './sample-reads.ts'
import { Tally } from './tally.ts'

/** What was found when the check was last changed; the aim is 0.98 in both. */
const atLeast = [0.96, 0.79]

/**
 * Answers as a language model words them: tables, lists, sentences, rounded, in words, with sums and
 * averages. They are true; each has places in which it can be made untrue.
 */
describe('evidence of answers in a model’s words', () => {
  const results = new Map<string, ReadResult>()
  before(async () => {
    for (const [name, read] of Object.entries(reads)) {
      results.set(name, await sampleResult(name, read))
    }
  })

  const unbacked = ({ question, reads: named }: Phrased, answer: string): string[] => {
    const read = named.flatMap((name) => results.get(name) ?? [])
    return evidenceOf(answer, question, read, readAt)
      .claims.filter(({ status }) => status === 'unbacked')
      .map(({ text }) => text)
  }

  it('finds every claim of them backed', () => {
    const alarms = phrased.flatMap((one) =>
      unbacked(one, trueText(one.text)).map((text) => `${one.question} → ${text}`),
    )
    deepEqual(alarms, [])
  })

  // The check was mended by what it missed in the first half; of the second only the figures were seen.
  for (const half of [0, 1]) {
    it(`finds what is made untrue in them (${half === 0 ? 'tuned on' : 'held out'})`, () => {
      const tally = new Tally()
      phrased.forEach((one, at) => {
        if (at % 2 !== half) return
        const alarms = new Set(unbacked(one, trueText(one.text)))
        for (const untrue of untrueOf(one.text)) {
          const found = unbacked(one, untrue.answer).some((text) => !alarms.has(text))
          tally.add(untrue, found, one.question)
        }
      })
      ok(tally.share() >= (atLeast[half] ?? 1), tally.told(half === 0))
    })
  }
})
