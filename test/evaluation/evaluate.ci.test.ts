import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { evaluate, regrade } from '../../evaluation/evaluate.ts'
import type { Options } from '../../evaluation/options.ts'
import type { Report } from '../../evaluation/report/figures.ts'

/** Tens of seconds each: an examination is only as good as who passes and who fails it. */
describe('the evaluation', function () {
  this.timeout(300_000)
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evaluation-'))
  })
  after(() => rm(folder, { recursive: true }))

  const around = { progress: () => {}, signal: new AbortController().signal }
  const run = (name: string, options: Partial<Options>): Promise<Report> =>
    evaluate(
      {
        model: name,
        seed: ['1', '2', '3'],
        repeats: 1,
        phrasings: 5,
        tasks: [],
        out: join(folder, name),
        ...options,
      },
      around,
    )
  const wrong = (report: Report) =>
    report.list
      .filter((one) => !one.isRight)
      .map((one) => `${one.seed} ${one.task}#${one.phrasing + 1}: ${one.wrong}`)

  it('is passed whole by who knows the truth, in each company', async () => {
    // Three take a minute more; which one it is here makes no difference but by mistake.
    const seed = process.env.SOAK === undefined ? ['3'] : ['1', '2', '3']
    const report = await run('oracle', { seed, phrasings: 1 })
    assert.deepEqual(wrong(report), [])
    assert.equal(report.attempts, report.planned)
    assert.ok(new Set(report.list.map(({ task }) => task)).size >= 60)
    assert.equal(report.inventing.right, 0)
  })

  for (const liar of ['liar', 'subtle-liar']) {
    it(`lets no lie of a ${liar} pass`, async () => {
      // It lies alike however it is asked.
      const phrasings = process.env.SOAK === undefined ? 1 : 5
      const report = await run(liar, { seed: ['2'], phrasings })
      const right = report.list.filter((one) => one.isRight)
      assert.deepEqual(
        right.map((one) => `${one.seed} ${one.task}#${one.phrasing + 1}`),
        [],
      )
      assert.equal(report.attempts, report.planned)
    })
  }

  it('gives the offline model figures of which each company’s lies within the others’ intervals', async () => {
    const report = await run('offline', { phrasings: 1 })
    const seeds = Object.values(report.bySeed)
    assert.equal(seeds.length, 3)
    for (const one of seeds) {
      const part = one.right / one.of
      for (const other of seeds)
        assert.ok(part >= other.from && part <= other.to, JSON.stringify(report.bySeed))
    }
    // It passes on what tools say: what it were to invent would be a mistake of the graders.
    assert.deepEqual(
      report.list.flatMap(({ task, inventions }) =>
        inventions.map(({ text }) => `${task}: ${text}`),
      ),
      [],
    )
    assert.ok(report.right.right / report.right.of > 0.6, JSON.stringify(report.right))
  })

  it('grades kept answers to the same figures, and asks nobody', async () => {
    const kept = JSON.parse(await readFile(join(folder, 'offline/report.json'), 'utf8'))
    const again = await regrade(join(folder, 'offline'), around)
    assert.deepEqual(again.right, kept.right)
    assert.deepEqual(again.list, kept.list)
  })
})
