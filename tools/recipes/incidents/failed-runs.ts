import * as z from 'zod'
import { inParallel } from '../../executor/in-parallel.ts'
import type { Period } from '../../questions/time/period.ts'
import { namesMeant, noSuch } from '../evidence/named.ts'
import { quoted, since, timeText } from '../evidence/say.ts'
import { partsOn } from '../evidence/services-on.ts'
import { dayMs } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, listed, said, sentences } from '../evidence/wording.ts'
import { choice, name, period, periodOf, words } from '../parameters.ts'
import { type Ask, defineRecipe, type Evidence, type Place } from '../recipe.ts'
import { builds } from './runs/builds.ts'
import { batchJobs, deployments, glueJobs, processingJobs, trainingJobs } from './runs/jobs.ts'
import { pipelines } from './runs/pipelines.ts'
import { type Failure, type Newest, type RunSource, type Runs, runKinds } from './runs/run.ts'
import { stateMachines } from './runs/state-machines.ts'

/** Runs that failed, the newest first, each with the step it failed at and why. */
export const failedRuns = defineRecipe({
  name: 'failed_runs',
  about: 'incidents',
  description:
    'Runs of pipelines, builds, state machines, training, Glue and batch jobs that failed, with the step they failed at and the cause.',
  questions: [
    'why did the pipeline fail?',
    'which pipelines, builds or state machines failed?',
    'failed state machine executions and why',
    'why did our latest training job fail?',
    'why did the build fail?',
    'failed jobs of the last night',
  ],
  scope: 'estate',
  services: ['codepipeline', 'codebuild', 'sfn', 'sagemaker', 'glue', 'codedeploy', 'batch'],
  parts: true,
  uses: ['items'],
  parameters: z.strictObject({
    kind: choice(['everything', ...runKinds]),
    name: name('pipeline, project, state machine, job or application'),
    words: words('pipeline, project, state machine, job or application'),
    period: period('when they failed, in the last 30 days by default'),
  }),
  async run({ kind = 'everything', name: asked, words: among, period: given }, ask) {
    const when = periodOf(given, ask.now) ?? { start: daysBack(ask.now), end: ask.now }
    const from = when.start < daysBack(ask.now) ? when.start : daysBack(ask.now)
    const wanted = sources.filter((one) => kind === 'everything' || one.kind === kind)
    const on = partsOn(wanted, ask)
    const runs = await ask.everywhere(async (place) => {
      const lists = await Promise.all(on.map((source) => source.list(place, from)))
      return on.flatMap((source, at) => ({ source, place, runs: lists[at] ?? [] }))
    })
    const names = [...new Set(runs.flatMap((one) => one.runs.map((run) => run.name)))]
    const called = namesMeant({ name: asked, words: among }, names)
    const [only] = on
    if (asked !== undefined && called.length === 0) {
      if (on.some(({ listsSome }) => listsSome)) {
        const near =
          names.length === 0
            ? ''
            : ` Known by name: ${listed(
                names.map((one) => said(one)),
                10,
              )}.`
        const some = listed(on.filter(({ listsSome }) => listsSome).map(({ kind }) => `${kind}s`))
        return {
          summary: `${said(asked)} is not among what was looked at in ${ask.where} (of ${some} only those that failed or ran lately are listed, so there may be one).${near}`,
          evidence: [],
        }
      }
      return {
        summary: noSuch(
          on.length === 1 && only ? only.kind : 'pipeline, state machine or job',
          { names, name: asked },
          ask,
        ),
        evidence: [],
      }
    }
    const meant = runs.map((one) => ({
      ...one,
      runs: called.length === 0 ? one.runs : one.runs.filter((run) => called.includes(run.name)),
    }))
    for (const { kind, keptDays } of on.filter(
      ({ keptDays: days = 366 }) => when.end < daysBack(ask.now, days),
    ))
      ask.missed(`${kind}s of then`, `AWS tells of them for about ${keptDays ?? 366} days.`)
    const all = (await inParallel(meant, 6, (one) => failedOf(one, from))).flat()
    const groups = newestFirst(all.filter(({ run }) => isWithin(run, when)))
    const others = groups.length > 0 ? [] : newestFirst(all).slice(0, 1)
    const told = await inParallel([...groups.slice(0, mostTold), ...others], 4, explained)
    return {
      summary: summarize(told.slice(0, groups.length), {
        ...{ groups: groups.length, last: groups.length > 0 ? undefined : told[0] },
        ...{ called, on, when, ask },
      }),
      evidence: [...told, ...groups.slice(mostTold)].map((one) => row(one, ask)),
    }
  },
})

const sources: readonly RunSource[] = [
  pipelines,
  builds,
  stateMachines,
  trainingJobs,
  processingJobs,
  glueJobs,
  deployments,
  batchJobs,
]

const daysBack = (now: Date, days = 30) => new Date(now.getTime() - days * dayMs)
/** Of so many the causes are read. */
const mostTold = 10

const isWithin = ({ at }: Failure, { start, end }: Period) =>
  new Date(at) >= start && new Date(at) <= end

interface Listed {
  source: RunSource
  place: Place
  runs: readonly Runs[]
}

interface Placed {
  source: RunSource
  place: Place
  run: Failure
}

async function failedOf({ source, place, runs }: Listed, from: Date): Promise<Placed[]> {
  if (runs.length === 0) return []
  const failed = await source.failed(place, runs, from)
  return failed.map((run) => ({ source, place, run }))
}

/** Those of one thing together, told by the newest. */
interface Group extends Placed {
  count: number
  newest?: Newest | undefined
}

function newestFirst(all: readonly Placed[]): Group[] {
  const groups = Map.groupBy(
    all.toSorted((a, b) => b.run.at.localeCompare(a.run.at)),
    ({ source, place, run }) => `${source.kind} ${place.region} ${run.name}`,
  )
  return [...groups.values()].flatMap((some) => {
    const [first] = some
    return first === undefined ? [] : [{ ...first, count: some.length }]
  })
}

async function explained(group: Group): Promise<Group> {
  const { run, place } = group
  const why = await run.why?.(place)
  const newest = await run.newest?.(place)
  return { ...group, run: { ...run, ...why }, newest }
}

interface Context {
  groups: number
  /** Where none failed then, the newest failure of any time. */
  last: Group | undefined
  called: readonly string[]
  on: readonly RunSource[]
  when: Period
  ask: Ask
}

function summarize(told: readonly Group[], context: Context): string {
  const { groups, last, called, when, ask } = context
  const time = timeText(when, ask.now)
  const of = called.length === 0 ? '' : ` of ${listed(called.map((one) => said(one)))}`
  // What was asked of did fail, at another time: that is told first.
  if (groups === 0 && last !== undefined && called.length > 0)
    return [
      `The last failed run${of.includes(' and ') ? '' : of} is of another time than what was asked:`,
      line(last, ask),
      aboutAll(
        ask.whole(),
        `${time.charAt(0).toUpperCase()}${time.slice(1)} none failed in ${ask.where} (looked at: ${kindText(context)}).`,
        `${time.charAt(0).toUpperCase()}${time.slice(1)} no failure was seen in ${ask.where} (looked at: ${kindText(context)}).`,
      ),
    ].join('\n')
  if (groups === 0) {
    return sentences(
      aboutAll(
        ask.whole(),
        `No run${of} failed in ${ask.where} ${time} (looked at: ${kindText(context)}).`,
        `0 failed runs${of} were seen in ${ask.where} ${time} (looked at: ${kindText(context)}).`,
      ),
      last === undefined ? '' : `The last one that failed:\n${line(last, ask)}`,
    )
  }
  const things = groups === 1 ? '1 thing' : `${groups} things`
  return [
    `Of what runs${of} in ${ask.where}, ${things} failed ${time}:`,
    ...told.map((one) => line(one, ask)),
    ...(groups > told.length ? [`- and ${groups - told.length} more`] : []),
  ].join('\n')
}

/** What AWS forgets sooner than was asked is not said to have been looked at so far back. */
const kindText = ({ on, when, ask }: Context) =>
  listed(
    on.map(({ kind, keptDays = 366 }) =>
      when.start < daysBack(ask.now, keptDays)
        ? `${kind}s, which AWS keeps for about ${keptDays} days`
        : `${kind}s`,
    ),
    10,
  )

function line({ source, place, run, count, newest }: Group, ask: Ask): string {
  const region = ask.shownRegion(place.region)
  const what = `${source.kind} ${said(run.name)}${region === undefined ? '' : ` (${region})`}`
  const times = count === 1 ? '' : `${counted(count, source.run)}, the last `
  const step = run.step === undefined ? '' : `, in ${said(run.step)}`
  const cause =
    run.cause === undefined || run.cause === ''
      ? ', why is not known'
      : `: ${quoted(run.cause, 240)}`
  return `- ${what}: ${times}at ${since(new Date(run.at), ask.now)}${step}${cause}${after(newest)}`
}

/** What became of it since: the newest run is another one than the one that is told. */
const after = (newest: Group['newest']): string =>
  newest === undefined
    ? ''
    : newest.called === undefined
      ? `; its newest run is ${said(newest.status, 40)}`
      : `; the newest one, ${said(newest.called)}, is ${said(newest.status, 40)}`

const row = ({ source, place, run, count, newest }: Group, ask: Ask): Evidence => ({
  evidence: 'Failed run',
  Name: run.name,
  Kind: source.kind,
  Region: ask.shownRegion(place.region),
  Failed: count,
  Last: run.at,
  Status: run.status,
  Step: run.step,
  Cause: run.cause === undefined ? undefined : said(run.cause, 400),
  Run: run.id,
  NewestRun: newest?.status,
})
