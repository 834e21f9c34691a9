import { type Point, readSeries } from '../../recipes/evidence/metric-series.ts'
import { since } from '../../recipes/evidence/say.ts'
import { isAre, listed, said } from '../../recipes/evidence/wording.ts'
import { measured } from '../../recipes/incidents/metrics/measures.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import { isObject } from '../lens/fields.ts'
import type { Plan, Word } from '../plan.ts'
import { pluralOf } from '../say.ts'
import { withName } from '../things/identity.ts'
import type { Kind } from '../things/kind.ts'
import { kinds } from '../things/kinds.ts'
import { listThings, type Thing } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { dayMs, type Period } from '../time/period.ts'
import { told } from './told.ts'

/** What is told by a number of CloudWatch's, of kinds whose lists do not say when they were used. */
interface Use {
  noun: string
  /** Any of them is a use. */
  metrics: readonly string[]
  /** As what people say was done with it, or was not. */
  done: string
}

const uses: readonly Use[] = [
  { noun: 'function', metrics: ['Invocations'], done: 'invoked' },
  {
    noun: 'table',
    metrics: ['ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits'],
    done: 'read or written',
  },
  {
    noun: 'queue',
    // What becomes a dead letter counts as sent nowhere.
    metrics: [
      'NumberOfMessagesSent',
      'NumberOfMessagesDeleted',
      'ApproximateNumberOfMessagesVisible',
    ],
    done: 'given, rid of or holding a message',
  },
  { noun: 'load balancer', metrics: ['RequestCount'], done: 'sent a request' },
  { noun: 'NAT gateway', metrics: ['BytesOutToDestination'], done: 'sent through' },
  { noun: 'database', metrics: ['DatabaseConnections'], done: 'connected to' },
]

const doing =
  '(?:us(?:e|es|ed|ing)|invok\\w+|call(?:s|ed|ing)?|trigger(?:s|ed|ing)?|execut\\w+|ran|run|access\\w*|read(?:s|ing)?|writ\\w+|quer(?:y|ied|ies|ying)|connect\\w*|hit)'
/** “Is it still used”, “does anyone call it”, “was it invoked”, “when was it last read”. */
const ofOne = new RegExp(
  `\\b(?:still|even|really|actually|ever|being|been|any(?:one|body|thing)|some(?:one|body|thing))\\b.*\\b${doing}\\b|\\b(?:is|are|was|were|it|get|gets|got)(?: not)? (?:used|invoked|called|triggered|in use)\\b|\\b(?:still )?in use\\b|\\bunused\\b|\\bidle\\b|\\b(?:is|are|was|were)\\b.*\\bused(?= *[?.!]*$)|\\blast(?:ly)? ${doing}\\b|\\bwhen (?:did|was)\\b.*\\b(?:last (?:invocation|use|call|run)|(?:run|ran|invoked|called) last)\\b|\\blast (?:invocation|use|call) of\\b|\\b(?:get|gets|getting|receiv\\w+|see\\w*|have|has) (?:any|some) (?:traffic|requests|invocations|calls|use)\\b`,
  'i',
)
/** “Unused functions”, “tables nobody reads”, “which were not invoked for 30 days”. */
const ofMany = new RegExp(
  `\\bunused\\b|\\bnever-used\\b|\\bidle\\b|\\b(?:not|n't|never)(?: (?:been|being|get|got|getting|ever|even|really|actually|any))* (?:used|invoked|called|triggered|executed|run|accessed|read|written|queried|hit|in use)\\b(?! (?:the|an?|as|with|for|to|of|from|their|our)\\b)|\\b(?:nobody|no one|no-one|nothing)(?: (?:has|is|ever|really|even|still|actually|else))* ${doing}\\b|\\b(?:no|without(?: any)?|zero|0|(?:not|n't)(?: \\w+)? any) (?:recent )?(?:traffic|invocations|requests|calls|use|usage|activity|reads or writes|connections)\\b|\\b(?:still|actually|really|actively) (?:used|in use|invoked|called)\\b|\\b(?:in use|being used)\\b`,
  'i',
)
/** What of these words is a setting, or said of something else. */
const ofOther =
  /\bidle[- ]?(?:time|out|session|connection)|\bby\b|\bwhat (?:uses|calls|invokes|triggers|reads|writes)|\bwho\b|\bwhich \w+ (?:uses?|calls?|invokes?|triggers?|reads?|writes?)\b|\bwith (?:a |an |the )?\w+ (?:key|role)\b|\bused? for\b|\bcapacity\b|\bspend|\bcost|\bpay|\bmuch\b|\bmany\b|\boften\b|\bwhy\b|\bpermission|\ballowed\b|\bcan\b|\bcould\b|\bmay\b/i

/** Whether and when things were used last, where only what CloudWatch counts of them tells it. */
export async function inUse(plan: Plan, context: ToolContext): Promise<ToolResult | undefined> {
  const { plain, names, ids } = plan
  if (!(ofOne.test(plain) || ofMany.test(plain)) || ofOther.test(plain)) return undefined
  const [main, ...others] = plan.kinds.filter(
    (one, at) => at === 0 || one.kind !== plan.kinds[0]?.kind,
  )
  const named = [...names, ...ids]
  // “When was receipts last read”: without its kind a plain word may be a name.
  const given =
    main === undefined && named.length === 0 ? plan.words.map(({ word }) => word) : named
  if (others.length > 0 || (main === undefined && given.length === 0)) return undefined
  if (main !== undefined && !uses.some(({ noun }) => noun === main.kind.noun)) return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const around = { reader, regions }
  const found = await meant(main?.kind, { names: given, words: plan.words, around })
  if (found === undefined) return undefined
  const { kind, use, things, isNamed } = found
  if (!(isNamed ? ofOne : ofMany).test(plain)) return undefined
  const now = context.now()
  const days = plan.age?.days ?? (isNamed ? 90 : 30)
  const period: Period = plan.period ?? { start: new Date(now.getTime() - days * dayMs), end: now }
  const span = plan.period?.said ?? `in the last ${days} days`
  const each = await reader.each(things, async (thing) => [
    { thing, points: await usedIn(thing, { use, reader, period, periodS: dayMs / 1000 }) },
  ])
  const known = each.flatMap(({ thing, points }) =>
    points === undefined ? [] : [{ thing, points }],
  )
  const used = known.filter(({ points }) => points.length > 0)
  const unused = known.filter(({ points }) => points.length === 0)
  const last = new Map(
    await reader.each(isNamed ? used : [], async ({ thing, points }) => {
      const at = await lastIn(thing, { use, points, end: period.end, reader })
      return at === undefined ? [] : [[thing, at] as const]
    }),
  )
  const called = ({ name, region }: Thing) => `${said(name, 80)} (${region})`
  const stressed = ({ name, region }: Thing) => `**${said(name, 80)}** (${region})`
  const sentences = known.map(({ thing, points }) => {
    const at = last.get(thing)
    const verdict = plan.asked === 'yesno' ? (points.length > 0 ? 'Yes: ' : 'No: ') : ''
    return points.length === 0
      ? `${verdict}${stressed(thing)} was not ${use.done} ${span}, by what CloudWatch counts.`
      : `${verdict}${stressed(thing)} was last ${use.done} ${at === undefined ? 'then' : `at ${since(at, now)}`}${use.noun === 'function' ? `, ${total(points).toLocaleString('en-US')} times in all ${span}` : ''}.`
  })
  const wantsUsed =
    !isNamed &&
    !/\bun|\bnever|\bno\b|n't|\bnot\b|\bnobody|\bno-?one|\bnothing|\bwithout|\bidle|\bzero|\b0\b/i.test(
      plain,
    )
  const wanted = wantsUsed ? used : unused
  const unknown = each.length - known.length
  return told({
    operation: 'cloudwatch:GetMetricData',
    understood: [
      pluralOf(kind),
      ...names,
      ...ids,
      wantsUsed || isNamed ? 'in use' : 'not in use',
      span,
    ].join(' · '),
    summary: isNamed
      ? sentences.join('\n') ||
        `CloudWatch did not tell whether ${listed(things.map(({ name }) => said(name, 80)))} ${isAre(things.length)} in use.`
      : `${countSaid()}${unknown === 0 ? '' : ` Of ${unknown} more CloudWatch did not tell.`}`,
    rows: (isNamed ? known : wanted).map(({ thing, points }) => ({
      region: thing.region,
      item: {
        Name: thing.name,
        ...(last.has(thing) ? { LastUsed: last.get(thing)?.toISOString() ?? '' } : {}),
        Days: points.length,
        [use.metrics.join(' + ')]: total(points),
        ...(isObject(thing.item) && typeof thing.item.Owner === 'string'
          ? { Owner: thing.item.Owner }
          : {}),
      },
    })),
    reader,
  })

  function countSaid(): string {
    const all = pluralOf(kind)
    const yes = plan.asked === 'yesno' ? (wanted.length > 0 ? 'Yes: ' : 'No: ') : ''
    if (wanted.length === 0)
      return wantsUsed
        ? `${yes}None of ${known.length} ${all} was ${use.done} ${span}.`
        : `${yes}${yes === '' ? 'A' : 'a'}ll of ${known.length} ${all} were ${use.done} ${span}.`
    const names = wanted.map(({ thing }) => called(thing))
    return `${yes}**${wanted.length} of ${known.length} ${all}** ${wanted.length > 1 ? 'were' : 'was'} ${wantsUsed ? '' : 'not '}${use.done} ${span}: ${listed(names, 20)}.`
  }
}

const total = (points: readonly Point[]) =>
  Math.round(points.reduce((sum, { value }) => sum + value, 0))

/** The things of a kind; those that are called so where some are, of the first kind that has such. */
async function meant(
  kind: Kind | undefined,
  {
    names,
    words,
    around,
  }: {
    names: readonly string[]
    words: readonly Word[]
    around: { reader: Reader; regions: readonly string[] }
  },
): Promise<{ kind: Kind; use: Use; things: readonly Thing[]; isNamed: boolean } | undefined> {
  for (const use of uses) {
    const own = kinds.find(({ noun }) => noun === use.noun)
    if (own === undefined || (kind !== undefined && own !== kind)) continue
    const { things } = await listThings(own, { ...around, names })
    const named = names.flatMap((name) => {
      const { found, exact } = withName(things, name)
      return exact ? found : []
    })
    if (named.length > 0) return { kind: own, use, things: named, isNamed: true }
    if (names.length > 0 || things.length === 0) continue
    // “The sessions table”: a plain word may be a name as well, or a part of one.
    const called = words
      .map(({ word }) => withName(things, word).found)
      .filter(({ length }) => length > 0 && length < things.length)
      .toSorted((a, b) => a.length - b.length)[0]
    return { kind: own, use, things: called ?? things, isNamed: called !== undefined }
  }
  return undefined
}

interface Asked {
  use: Use
  reader: Reader
}

/** When it was used last, within the last day on which it was. */
async function lastIn(
  thing: Thing,
  { use, points, end, reader }: Asked & { points: readonly Point[]; end: Date },
): Promise<Date | undefined> {
  const day = points.at(-1)?.at
  if (day === undefined) return undefined
  const until = new Date(Math.min(end.getTime(), day.getTime() + dayMs))
  const minutes = await usedIn(thing, {
    use,
    reader,
    period: { start: day, end: until },
    periodS: 300,
  })
  return minutes?.at(-1)?.at ?? day
}

/** The times at which it was used, and how much; undefined where CloudWatch does not tell. */
async function usedIn(
  thing: Thing,
  { use, reader, period, periodS }: Asked & { period: Period; periodS: number },
): Promise<Point[] | undefined> {
  const of = measured.find(({ noun }) => noun === use.noun)
  if (of === undefined || !isObject(thing.item)) return undefined
  const dimensions = of.dimensions({ name: thing.name, item: thing.item })
  if (dimensions === undefined) return undefined
  const place = {
    read: async (operation: string, parameters: Record<string, unknown>) => {
      const found = await reader.tryRead(operation, { region: thing.region, parameters })
      return found.filter(isObject)
    },
  }
  const series = await readSeries(
    use.metrics.map((metric) => ({
      namespace: of.namespace,
      metric,
      dimensions,
      statistic: of.measures.find((one) => one.metric === metric)?.statistic ?? 'Sum',
    })),
    { period, periodS },
    place,
  )
  if (series.every((one) => one === undefined)) return undefined
  return series
    .flatMap((one) => one ?? [])
    .filter(({ value }) => value > 0)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
}
