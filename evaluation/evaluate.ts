import { join } from 'node:path'
import type { Options } from './options.ts'
import { type Report, type Run, reportOf } from './report/figures.ts'
import { commit, taskVersion } from './report/version.ts'
import { askSeed, type Told } from './run/ask-seeds.ts'
import { attemptsOf } from './run/ask-tasks.ts'
import { runFolder } from './run/folder.ts'
import type { Graded } from './run/graded.ts'
import { Limits } from './run/limits.ts'

export interface Around {
  /** For people, on standard error. */
  progress: (line: string) => void
  /** Ends the run where it is; what was asked until then is reported. */
  signal: AbortSignal
}

/** Asks all that is asked for, keeps it as it comes, and reports what was run, whole or not. */
export async function evaluate(options: Options, around: Around): Promise<Report> {
  const about = await aboutRun(options)
  const folder = runFolder(options.out ?? defaultFolder(about))
  await folder.begin(about)
  around.progress(`${about.planned} questions, kept in ${folder.path}`)
  const limits = new Limits(options, around.signal)
  const { model, tasks, phrasings, repeats } = options
  const list: Graded[] = []
  const take = async ({ transcript, graded: found }: Told) => {
    await folder.keep(transcript)
    if (found === undefined) return
    const graded = withPrice(found, about)
    list.push(graded)
    limits.add(graded)
    around.progress(line(graded, { at: list.length, of: about.planned }))
  }
  try {
    for (const seed of about.seeds) {
      if (limits.signal.aborted) break
      const work = { ask: { model, tasks, phrasings, repeats } }
      for await (const told of askSeed(seed, work, limits.signal)) await take(told)
    }
  } finally {
    limits.close()
    await folder.end(reportOf({ ...about, ended: limits.reason ?? 'broken off' }, list))
  }
  const whole = reportOf({ ...about, ended: limits.reason ?? 'all were asked' }, list)
  await folder.end(whole)
  return whole
}

/** The figures of kept transcripts by the tasks and graders of now. */
export async function regrade(path: string, around: Around): Promise<Report> {
  const folder = runFolder(path)
  const about = {
    ...(await folder.run()),
    taskVersion: await taskVersion(),
    commit: await commit(),
  }
  const transcripts = await folder.transcripts()
  const list: Graded[] = []
  for (const [seed, some] of Map.groupBy(transcripts, (one) => one.seed)) {
    for await (const { graded } of askSeed(seed, { regrade: some }, around.signal)) {
      if (graded !== undefined) list.push(withPrice(graded, about))
    }
  }
  const whole = reportOf(about, list)
  await folder.end(whole)
  return whole
}

/** A program costs nothing. */
const withPrice = (one: Graded, { model }: Run): Graded =>
  /^(?:bedrock|openai)$/.test(model) ? one : { ...one, usd: 0 }

async function aboutRun({ model, seed, repeats, phrasings, tasks }: Options): Promise<Run> {
  const wanted = { tasks: tasks.map((one) => new RegExp(one)), phrasings, repeats }
  const planned = attemptsOf(wanted).length * seed.length
  if (planned === 0) throw new Error(`No task is called ${tasks.join(' or ')}.`)
  return {
    model,
    modelId: (/^(?:bedrock|openai)$/.test(model) && process.env.MODEL_ID) || model,
    seeds: seed,
    repeats,
    phrasings,
    tasks,
    date: new Date().toISOString(),
    commit: await commit(),
    taskVersion: await taskVersion(),
    planned,
    ended: 'running',
  }
}

function defaultFolder({ date, modelId }: Run): string {
  const name = `${date.slice(0, 16).replaceAll(':', '')}-${modelId.replaceAll(/[^\w.-]+/g, '-')}`
  return join('evaluation', 'results', name)
}

function line(one: Graded, { at, of }: { at: number; of: number }): string {
  const verdict = one.isRight
    ? 'right'
    : `wrong: ${(one.wrong[0] ?? '').split('\n', 1)[0]?.slice(0, 90)}`
  const spent = one.usd === undefined ? '' : ` $${one.usd.toFixed(4)}`
  return `${at}/${of} seed ${one.seed} ${one.task}#${one.phrasing + 1} ${(one.wholeMs / 1000).toFixed(1)} s${spent} ${verdict}`
}
