import { object, text } from '../../recipes/evidence/values.ts'
import { counted, said } from '../../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import type { Plan } from '../plan.ts'
import { pluralOf } from '../say.ts'
import { kinds } from '../things/kinds.ts'
import { listThings, type Thing } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { retold } from './retold.ts'
import { told } from './told.ts'

const asksLength =
  /\bhow long (?:do|does|did|is|are|was|were|have|has)\b.*\b(?:take\w*|took|runs?|running|last(?:s|ed|ing)?|need\w*)\b|\bhow long\b.*\b(?:usually|typically|normally|on average)\b|\b(?:average|mean|typical|usual|longest|shortest|slowest|fastest)\b.*\b(?:duration|runs?|run ?time|executions?|builds?)\b|\b(?:duration|run ?time) of\b/i

/** Kinds of things that begin and end. */
const running =
  /^(?:execution|build|pipeline execution|Glue job run|backup job|restore job|training job|batch job|CodeDeploy deployment)$/

/** How long runs take: of each that has ended, from its beginning to its end. */
export async function durations(
  given: Plan,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  if (!asksLength.test(given.question)) return undefined
  const reader = new Reader(context)
  const plan = await retold({ ...given, asked: 'list' }, reader)
  const [main] = plan.kinds
  const kind =
    main?.kind.runs === undefined ? main?.kind : kinds.find(({ noun }) => noun === main.kind.runs)
  if (kind === undefined || !running.test(kind.noun)) return undefined
  const regions = await reader.regions(plan.regions)
  const listed = await listThings(kind, { reader, regions, names: plan.names })
  const from = plan.period?.start
  const until = plan.period?.end
  const lengths = listed.things
    .filter(
      (thing) =>
        plan.names.length === 0 ||
        listed.usedNames.length > 0 ||
        plan.names.some((name) => JSON.stringify(thing.item).includes(name)),
    )
    .flatMap((thing) => lengthOf(thing))
    .filter(
      ({ start }) =>
        (from === undefined || start >= from) && (until === undefined || start <= until),
    )
  const groups = [...Map.groupBy(lengths, ({ of }) => of)]
  const noun = (many: number) => counted(many, kind.noun, pluralOf(kind))
  const when = plan.period === undefined ? '' : ` ${plan.period.said}`
  return told({
    operation: kind.list,
    understood: [pluralOf(kind), ...plan.names, 'how long they take', plan.period?.said]
      .filter(Boolean)
      .join(' · '),
    summary:
      groups.length === 0
        ? `No ${kind.noun}${plan.names.length === 0 ? '' : ` of ${said(plan.names.join(', '))}`} that has ended was found${when}, so how long they take is not known.`
        : groups
            .map(
              ([of, all]) => `${of === '' ? '' : `**${said(of)}**: `}${spread(all, noun)}${when}.`,
            )
            .join('\n'),
    rows: lengths.map(({ thing, seconds, start, of, state }) => ({
      region: thing.region,
      item: {
        Of: of,
        Start: start.toISOString(),
        Seconds: seconds,
        Status: state,
        Name: thing.name,
      },
    })),
    reader,
  })
}

interface Length {
  thing: Thing
  of: string
  start: Date
  seconds: number
  state: string
}

function lengthOf(thing: Thing): Length[] {
  const item = object(thing.item)
  const dates = (pattern: RegExp) =>
    Object.entries(item).find(([name, value]) => pattern.test(name) && text(value) !== '')?.[1]
  const start = new Date(
    text(dates(/^(?:start|started|begin|creation|create)(?:ed)?(?:Date|Time|At|On)$/i)),
  )
  const end = new Date(
    text(
      dates(
        /^(?:stop|stopped|end|ended|complet\w+|finish\w*|last(?:Update|Modified)\w*?)(?:Date|Time|At|On)$/i,
      ),
    ),
  )
  const state = text(dates(/^(?:status|state|buildStatus|jobRunState|trainingJobStatus)$/i))
  const seconds = Math.round((end.getTime() - start.getTime()) / 1000)
  if (!(seconds >= 0) || /progress|running|pending/i.test(state)) return []
  return [{ thing, of: thing.parent ?? '', start, seconds, state }]
}

function spread(all: readonly Length[], noun: (many: number) => string): string {
  const seconds = all.map((one) => one.seconds).toSorted((a, b) => a - b)
  const mean = seconds.reduce((sum, one) => sum + one, 0) / seconds.length
  const [least = 0] = seconds
  const most = seconds.at(-1) ?? 0
  const failed = all.filter(({ state }) => /fail|abort|timed|fault/i.test(state)).length
  return `${noun(all.length)} took ${time(mean)} on average${least === most ? '' : `, from ${time(least)} to ${time(most)}`}${failed === 0 ? '' : ` (${failed} of them failed)`}`
}

function time(seconds: number): string {
  if (seconds < 120) return counted(Math.round(seconds), 'second')
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? counted(minutes, 'minute') : `${(minutes / 60).toFixed(1)} hours`
}
