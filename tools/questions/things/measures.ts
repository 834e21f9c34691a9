import type { Json } from '../../json.ts'
import { measuresCalled } from '../../recipes/incidents/metrics/figures.ts'
import { measured as measuredKinds } from '../../recipes/incidents/metrics/measures.ts'
import { isObject } from '../lens/fields.ts'
import { metricSaid } from '../metric-parameters.ts'
import type { Plan } from '../plan.ts'
import type { Kind } from './kind.ts'
import type { Thing } from './list-things.ts'
import type { Reader } from './reader.ts'

/** What only CloudWatch knows of each thing of a kind, and the words that ask for it. */
interface Measure {
  noun: string
  asked: RegExp
  /** The member under which the measured value is put. */
  member: string
  metric: { Namespace: string; MetricName: string; Statistics: readonly string[] }
  dimensions: (
    name: string,
    item: { readonly [name: string]: Json },
  ) => readonly { Name: string; Value: string }[]
  /** How far back the latest value is looked for, and how much time one value covers. */
  days: number
  periodS: number
  /** All values of the time together, rather than the latest one. */
  over?: 'Average' | 'Sum'
  factor?: number
}

const measures: readonly Measure[] = [
  {
    noun: 'bucket',
    asked:
      /\b(?:bigg(?:er|est)|larg(?:er|est)|heav(?:ier|iest)|small(?:er|est)|fatter|fuller|size|how (?:big|full)|how large|(?:most|more|much) (?:space|storage|data)|[kmgtp]i?b)\b/i,
    member: 'SizeBytes',
    metric: { Namespace: 'AWS/S3', MetricName: 'BucketSizeBytes', Statistics: ['Average'] },
    dimensions: (name) => [
      { Name: 'BucketName', Value: name },
      { Name: 'StorageType', Value: 'StandardStorage' },
    ],
    days: 3,
    periodS: 86_400,
  },
  {
    noun: 'bucket',
    asked: /\b(?:objects|files)\b/i,
    member: 'NumberOfObjects',
    metric: { Namespace: 'AWS/S3', MetricName: 'NumberOfObjects', Statistics: ['Average'] },
    dimensions: (name) => [
      { Name: 'BucketName', Value: name },
      { Name: 'StorageType', Value: 'AllStorageTypes' },
    ],
    days: 3,
    periodS: 86_400,
  },
  {
    noun: 'queue',
    asked:
      /\b(?:messages?|something|anything|items?|waiting|backed up|stuck|backlog)\b.*\b(?:old(?:er|est)?|longer|more than|over|for|age|wait(?:s|ed)?)\b|\boldest message|\blongest\b.*\bwait|\bwait\w*\b.*\blongest/i,
    member: 'OldestMessageSeconds',
    metric: {
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Statistics: ['Maximum'],
    },
    dimensions: (name) => [{ Name: 'QueueName', Value: name }],
    days: 0.02,
    periodS: 300,
  },
]

const mostMeasured = 100

/** “Instances with more than 80 % CPU”: what CloudWatch keeps of each, over the time that is asked. */
function measureOver(plan: Plan, { noun }: Kind, now: Date): Measure | undefined {
  const { threshold, period, question } = plan
  const how = measuredKinds.find((one) => one.noun === noun)
  // Whether a function fails is told by its errors, and by nothing in its list.
  const isFailing = noun === 'function' && plan.words.some(({ word }) => fails.test(word))
  if ((threshold === undefined && !isFailing) || how === undefined) return undefined
  const [meant] = measuresCalled(how, isFailing ? 'errors' : metricSaid(question, noun))
  // What is counted in bytes is no part of a hundred.
  if (meant === undefined || (threshold?.unit === 'percent' && meant.unit !== ' %'))
    return undefined
  const start = period?.kind === 'span' ? period.start : new Date(now.getTime() - 86_400_000)
  const days = (now.getTime() - start.getTime()) / 86_400_000
  return {
    noun,
    asked: /./,
    member: meant.metric,
    metric: { Namespace: how.namespace, MetricName: meant.metric, Statistics: [meant.statistic] },
    dimensions: (name, item) =>
      Object.entries(how.dimensions({ name, item }) ?? {}).map(([Name, Value]) => ({
        Name,
        Value,
      })),
    days,
    periodS: Math.max(300, Math.ceil((days * 86_400) / 1000 / 300) * 300),
    over: meant.statistic,
    factor: meant.factor ?? 1,
  }
}

const fails = /^(?:fail(?:ed|ing|s|ures?)?|broken|errored|crash(?:ed|es|ing))$/

/** Whether a question's time is that of what was measured, rather than of a date of the things. */
export const isMeasuredOver = (plan: Plan, kind: Kind, now: Date): boolean =>
  measureOver(plan, kind, now) !== undefined

/** The things with what CloudWatch measured last, where a question asks for that. */
export async function measured(
  things: readonly Thing[],
  { plan, kind, reader, now }: { plan: Plan; kind: Kind; reader: Reader; now: Date },
): Promise<Thing[]> {
  const own = measures.filter(({ noun, asked }) => noun === kind.noun && asked.test(plan.question))
  const over = own.length > 0 ? undefined : measureOver(plan, kind, now)
  let described = [...things]
  for (const measure of over === undefined ? own : [over])
    described = await withMeasure(measure, described, { reader, now })
  return described
}

/** The things with what a query of before looks at. */
export async function measuredIn(
  query: string,
  things: readonly Thing[],
  { kind, reader, now }: { kind: Kind; reader: Reader; now: Date },
): Promise<Thing[]> {
  let described = [...things]
  for (const measure of measures)
    if (measure.noun === kind.noun && query.includes(measure.member))
      described = await withMeasure(measure, described, { reader, now })
  return described
}

async function withMeasure(
  measure: Measure,
  things: readonly Thing[],
  { reader, now }: { reader: Reader; now: Date },
): Promise<Thing[]> {
  if (things.length > mostMeasured) return [...things]
  const { metric, dimensions, days, periodS, member, over, factor = 1 } = measure
  const end = new Date(Math.ceil(now.getTime() / 60_000) * 60_000)
  return reader.each(things, async (thing) => {
    const { item } = thing
    const points = await reader.tryRead('cloudwatch:GetMetricStatistics', {
      region: regionOf(thing, reader),
      parameters: {
        ...metric,
        Dimensions: dimensions(thing.name, isObject(item) ? item : {}),
        StartTime: new Date(end.getTime() - days * 86_400_000).toISOString(),
        EndTime: end.toISOString(),
        Period: periodS,
      },
    })
    const value =
      over === undefined
        ? latest(points, metric.Statistics[0] ?? '')
        : together(points, over, factor)
    return [
      value === undefined || !isObject(item)
        ? thing
        : { ...thing, item: { ...item, [member]: value } },
    ]
  })
}

/** Of a list of the whole account each thing says where it is. */
const regionOf = ({ item, region }: Thing, reader: Reader): string =>
  region !== 'global'
    ? region
    : isObject(item) && typeof item.BucketRegion === 'string'
      ? item.BucketRegion
      : reader.defaultRegion

function together(points: readonly Json[], how: 'Average' | 'Sum', factor: number) {
  const values = points.flatMap((point) =>
    isObject(point) && typeof point[how] === 'number' ? [point[how]] : [],
  )
  if (values.length === 0) return undefined
  const sum = values.reduce((all, one) => all + one, 0) * factor
  return Number((how === 'Sum' ? sum : sum / values.length).toPrecision(4))
}

function latest(points: readonly Json[], statistic: string): number | undefined {
  const [last] = points
    .filter(isObject)
    .toSorted((a, b) => Date.parse(String(b.Timestamp)) - Date.parse(String(a.Timestamp)))
  const value = last?.[statistic]
  return typeof value === 'number' ? Math.round(value) : undefined
}
