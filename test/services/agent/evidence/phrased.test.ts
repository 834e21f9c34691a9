import { deepEqual, ok } from 'node:assert/strict'
import { evidenceOf } from '../../../../services/agent/evidence/evidence.ts'
import type { ReadResult } from '../../../../services/agent/evidence/read.ts'
import { generated } from './generated.ts'
import type { Phrased } from './phrased/form.ts'
import { further } from './phrased/further.ts'
import { phrased, trueText, untrueOf } from './phrased/phrased.ts'
import { reads } from './phrased/reads.ts'
import { trueSentences } from './phrased/true-sentences.ts'
import { readAt, sampleResult } from './sample-reads.ts'
import { Tally } from './tally.ts'

const halves = [phrased.filter((_, at) => at % 2 === 0), phrased.filter((_, at) => at % 2 === 1)]

/** What must be found of what is made untrue; `further` was looked at only once most of the check was written. */
const sets: readonly (readonly [string, readonly Phrased[], number])[] = [
  ['first half', halves[0] ?? [], 0.98],
  ['second half', halves[1] ?? [], 0.98],
  ['further ones', further, 0.9],
]

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

  const unbacked = (
    { question, reads: named }: Omit<Phrased, 'text'>,
    answer: string,
  ): string[] => {
    const read = named.flatMap((name) => results.get(name) ?? [])
    return evidenceOf(answer, question, read, readAt)
      .claims.filter(({ status }) => status === 'unbacked')
      .map(({ text }) => text)
  }

  it('finds every claim of them backed', () => {
    const alarms = [...phrased, ...further, ...trueSentences].flatMap((one) =>
      unbacked(one, trueText(one.text)).map((text) => `${one.question} → ${text}`),
    )
    deepEqual(alarms, [])
  })

  for (const [name, set, atLeast] of sets) {
    it(`finds what is made untrue in them (${name})`, () => {
      const tally = new Tally()
      for (const one of set) {
        for (const untrue of untrueOf(one.text)) {
          tally.add(untrue, unbacked(one, untrue.answer).length > 0, one.question)
        }
      }
      ok(tally.share() >= atLeast, tally.told(true))
    })
  }

  it('knows sentences of every form about each kind of thing, true and untrue', () => {
    const { right, wrong } = generated(results, drawn(process.env.SOAK ? 11 : 7), rounds)
    const alarms = right.flatMap((one) =>
      unbacked(one, one.answer).map((text) => `${one.answer} → ${text}`),
    )
    deepEqual(alarms, [])
    const told = wrong.filter(({ put = '' }) => !/^\d{1,2}$/.test(put))
    const missed = told.filter((one) => unbacked(one, one.answer).length === 0)
    ok(
      missed.length <= 0.02 * told.length,
      missed.map(({ kind, answer }) => `${kind}: ${answer}`).join('\n'),
    )
  })
})

const rounds = process.env.SOAK ? 60 : 3

function drawn(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    return state / 0x7fffffff
  }
}
