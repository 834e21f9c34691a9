import { ok } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { evidenceOf } from '../../../../services/agent/evidence/evidence.ts'
import { Tally } from './tally.ts'

const untrue = z.object({
  kind: z.string(),
  was: z.string(),
  now: z.string(),
  at: z.int(),
  small: z.boolean().optional(),
})
const written = z.object({
  reads: z.array(z.object({ tool: z.string(), result: z.record(z.string(), z.unknown()) })),
  answers: z.array(
    z.object({
      question: z.string(),
      at: z.string(),
      reads: z.array(z.int()),
      answer: z.string(),
      untrue: z.array(untrue),
    }),
  ),
})

/** What was reached when the check was last changed. The aims are 0.98 found, and no false alarm. */
const sets = [
  ['other-estates.json', { foundAtLeast: 0.76, alarmsAtMost: 0 }],
  ['further-estates.json', { foundAtLeast: 0.64, alarmsAtMost: 0 }],
  // By who changed the check: what each showed was mended.
  ['varied-estates.json', { foundAtLeast: 0.68, alarmsAtMost: 0 }],
  ['strange-estates.json', { half: 0, foundAtLeast: 0.66, alarmsAtMost: 0 }],
  // Nobody looked at these while the check was changed: what it does with answers that it was not made with.
  ['strange-estates.json', { half: 1, foundAtLeast: 0.61, alarmsAtMost: 8 }],
  // Of the sample company, in a model's prose; what it showed was mended.
  ['sample-company.json', { foundAtLeast: 0.9, alarmsAtMost: 0 }],
  // Most of them another thing's value: of these 76 % were found before what they showed was mended.
  ['sample-subjects.json', { foundAtLeast: 0.83, alarmsAtMost: 4 }],
  // In answers of the evaluation's oracle and without a language model, by somebody who had not seen the check; whose
  // changes it has seen, and it found 98.9 % of them at first.
  ['told-by-tools.json', { foundAtLeast: 0.98, alarmsAtMost: 0 }],
] as const

/**
 * Answers about estates that are not the sample company's, and some of its own, by people who had not seen the check: true in
 * all that can be checked, and each once more with one untruth in each of some ten places.
 */
describe('evidence of answers about other estates', () => {
  for (const [file, { foundAtLeast, alarmsAtMost, ...of }] of sets) {
    const half = 'half' in of ? of.half : undefined
    const name = half === undefined ? file : `${file}, ${half === 0 ? 'even' : 'odd'}`
    const alarms: string[] = []
    const tally = new Tally()

    before(() => heldAgainst(file, { half, alarms, tally }))

    it(`marks few true claims (${name})`, () => {
      ok(alarms.length <= alarmsAtMost, `${alarms.length}: ${alarms.join(', ')}`)
    })

    it(`finds most of what is untrue (${name})`, () => {
      ok(tally.share() >= foundAtLeast, tally.told(true))
    })
  }
})

interface Into {
  /** Of the answers, each other one, from the first or from the second on. */
  half: 0 | 1 | undefined
  alarms: string[]
  tally: Tally
}

async function heldAgainst(name: string, { half, alarms, tally }: Into) {
  const file = new URL(name, import.meta.url)
  const { reads, answers } = written.parse(JSON.parse(await readFile(file, 'utf8')))
  const some = answers.filter((_, at) => half === undefined || at % 2 === half)
  for (const { question, at, reads: named, answer, untrue } of some) {
    const read = named.flatMap((one) => {
      const { tool, result } = reads[one] ?? {}
      const input = z.record(z.string(), z.unknown()).parse(result?.call)
      return tool === undefined ? [] : [{ id: String(one), tool, input, result }]
    })
    const unbacked = (text: string) =>
      evidenceOf(text, question, read, new Date(at))
        .claims.filter(({ status }) => status === 'unbacked')
        .map((claim) => claim.text)
    const known = new Set(unbacked(answer))
    alarms.push(...known)
    for (const { kind, was, now, at, small } of untrue) {
      const told = answer.slice(0, at) + now + answer.slice(at + was.length)
      const isFound = unbacked(told).some((text) => !known.has(text))
      tally.add({ kind, change: `${was} → ${now}`, small }, isFound, question)
    }
  }
}
