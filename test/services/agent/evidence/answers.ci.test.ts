import { deepEqual, ok } from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { askSeed } from '../../../../evaluation/run/ask-seeds.ts'
import { localSession } from '../../../../local/local-session.ts'
import { startStack } from '../../../../local/stack.ts'
import { evidenceOf } from '../../../../services/agent/evidence/evidence.ts'
import type { ReadResult } from '../../../../services/agent/evidence/read.ts'
import { plantedIn } from './plant.ts'

/** A true answer with what was read for it. */
interface Answered {
  from: string
  question: string
  answer: string
  results: readonly ReadResult[]
  now: Date
}

const questions = z.array(z.looseObject({ question: z.string() }))
/** Beside the clone, where it is. */
const sets = ['test/questions/fresh.json', '../shared/questions/open.json'].filter(existsSync)

/**
 * The offline model and the oracle invent nothing: whatever is said to be unbacked in their answers is
 * a false alarm. Then one thing of each answer is made untrue, and must be found.
 */
describe('evidence of answers about the sample company', function () {
  this.timeout(600_000)
  const answered: Answered[] = []
  before(async () => {
    for (const seed of ['1', '2', '3']) answered.push(...(await ofOracle(seed)))
    for (const set of sets) answered.push(...(await ofOffline(set)))
  })

  it('finds every claim of them backed', () => {
    const claims = answered.flatMap((one) =>
      held(one).map((claim) => ({ ...claim, of: `${one.from}: ${one.question}` })),
    )
    const alarms = claims.filter(({ status }) => status === 'unbacked')
    deepEqual(
      alarms.map(({ of, text }) => `${of} → ${text}`),
      [],
    )
    ok(claims.length > 4 * answered.length, `${claims.length} claims in ${answered.length} answers`)
  })

  for (const half of [0, 1]) {
    it(`finds what is planted in them (half ${half + 1})`, () => {
      const random = drawn(12_345)
      const tally = new Map<string, { found: number; of: number }>()
      const missed: string[] = []
      const some = answered.filter((_, at) => at % 2 === half)
      for (const one of some) {
        for (const { kind, text, answer } of plantedIn(one.answer, random, 1)) {
          const seen = tally.get(kind) ?? { found: 0, of: 0 }
          tally.set(kind, seen)
          seen.of += 1
          if (held({ ...one, answer }).some(({ status }) => status === 'unbacked')) seen.found += 1
          else missed.push(`${kind}: ${text.slice(0, 80)} (${one.from}: ${one.question})`)
        }
      }
      const all = [...tally.values()]
      const found = all.reduce((sum, one) => sum + one.found, 0)
      const of = all.reduce((sum, one) => sum + one.of, 0)
      const lines = [...tally].map(([kind, { found, of }]) => `${kind}: ${found} of ${of}`)
      ok(
        of > 250 && found >= atLeast * of,
        `${found} of ${of}\n${[...lines, ...missed].join('\n')}`,
      )
    })
  }
})

/** Of what is planted; much of the rest is true still (both days are named, a table lists several). */
const atLeast = 0.97

const held = ({ answer, question, results, now }: Answered) =>
  evidenceOf(answer, question, results, now).claims

function drawn(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    return state / 0x7fffffff
  }
}

async function ofOracle(seed: string): Promise<Answered[]> {
  const answered: Answered[] = []
  const ask = { model: 'oracle', tasks: [], phrasings: 1, repeats: 1 }
  for await (const { transcript } of askSeed(seed, { ask }, new AbortController().signal)) {
    const { turns, task, at } = transcript
    const results = turns.flatMap(({ calls }, turn) =>
      calls.map(({ tool, input, result }, nth) => ({ id: `${turn}-${nth}`, tool, input, result })),
    )
    const answer = turns.at(-1)?.answer ?? ''
    if (results.length === 0 || answer === '') continue
    const question = turns.map((turn) => turn.question).join('\n')
    const from = `oracle, seed ${seed}, ${task}`
    answered.push({ from, question, answer, results, now: new Date(at) })
  }
  return answered
}

async function ofOffline(file: string): Promise<Answered[]> {
  const data = await mkdtemp(join(tmpdir(), 'evidence-'))
  const options = { account: 'sample', model: 'offline', user: 'evidence', port: 0, data } as const
  const stack = await startStack(options, { LOG_LEVEL: 'silent' })
  const { agent } = localSession(stack, { login: 'evidence' })
  const answered: Answered[] = []
  try {
    const asked = questions.parse(JSON.parse(await readFile(file, 'utf8')))
    for (const { question } of asked) answered.push(await answeredBy(agent, { file, question }))
  } finally {
    await stack.close()
    await rm(data, { recursive: true, force: true })
  }
  return answered.filter(({ results, answer }) => results.length > 0 && answer !== '')
}

async function answeredBy(
  agent: ReturnType<typeof localSession>['agent'],
  { file, question }: { file: string; question: string },
): Promise<Answered> {
  const results: ReadResult[] = []
  const inputs = new Map<string, Record<string, unknown>>()
  let answer = ''
  for await (const event of agent.ask({ message: question }, AbortSignal.timeout(60_000))) {
    if (event.type === 'text') answer += event.text
    if (event.type === 'tool_call') inputs.set(event.id, event.input)
    if (event.type === 'tool_result') {
      const { id, tool, result } = event
      results.push({ id, tool, input: inputs.get(id) ?? {}, result })
    }
  }
  return { from: file, question, answer, results, now: new Date() }
}
