import type { Json } from '../../json.ts'
import { isObject } from '../lens/fields.ts'
import type { Plan } from '../plan.ts'
import type { Kind } from './kinds.ts'
import type { Thing } from './list-things.ts'
import type { Reader } from './reader.ts'

/** What only CloudWatch knows of each thing of a kind, and the words that ask for it. */
interface Measure {
  noun: string
  asked: RegExp
  /** The member under which the measured value is put. */
  member: string
  metric: { Namespace: string; MetricName: string; Statistics: readonly string[] }
  dimensions: (name: string) => readonly { Name: string; Value: string }[]
  /** How far back the latest value is looked for, and how much time one value covers. */
  days: number
  periodS: number
}

const measures: readonly Measure[] = [
  {
    noun: 'bucket',
    asked:
      /\b(?:biggest|largest|heaviest|smallest|size|how big|how large|(?:most|more|much) (?:space|storage|data)|[kmgtp]i?b)\b/i,
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
    noun: 'queue',
    asked:
      /\b(?:messages?|something|anything|items?|waiting|backed up|stuck|backlog)\b.*\b(?:old(?:er|est)?|longer|more than|over|for|age)\b|\boldest message/i,
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

/** The things with what CloudWatch measured last, where a question asks for that. */
export async function measured(
  things: readonly Thing[],
  { plan, kind, reader, now }: { plan: Plan; kind: Kind; reader: Reader; now: Date },
): Promise<Thing[]> {
  const measure = measures.find(
    ({ noun, asked }) => noun === kind.noun && asked.test(plan.question),
  )
  return measure === undefined ? [...things] : withMeasure(measure, things, { reader, now })
}

/** The things with what a query of before looks at. */
export async function measuredIn(
  query: string,
  things: readonly Thing[],
  { kind, reader, now }: { kind: Kind; reader: Reader; now: Date },
): Promise<Thing[]> {
  const measure = measures.find(({ noun, member }) => noun === kind.noun && query.includes(member))
  return measure === undefined ? [...things] : withMeasure(measure, things, { reader, now })
}

async function withMeasure(
  measure: Measure,
  things: readonly Thing[],
  { reader, now }: { reader: Reader; now: Date },
): Promise<Thing[]> {
  if (things.length > mostMeasured) return [...things]
  const { metric, dimensions, days, periodS, member } = measure
  const end = new Date(Math.ceil(now.getTime() / 60_000) * 60_000)
  return reader.each(things, async (thing) => {
    const { item } = thing
    const points = await reader.tryRead('cloudwatch:GetMetricStatistics', {
      region: regionOf(thing, reader),
      parameters: {
        ...metric,
        Dimensions: dimensions(thing.name),
        StartTime: new Date(end.getTime() - days * 86_400_000).toISOString(),
        EndTime: end.toISOString(),
        Period: periodS,
      },
    })
    const value = latest(points, metric.Statistics[0] ?? '')
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

function latest(points: readonly Json[], statistic: string): number | undefined {
  const [last] = points
    .filter(isObject)
    .toSorted((a, b) => Date.parse(String(b.Timestamp)) - Date.parse(String(a.Timestamp)))
  const value = last?.[statistic]
  return typeof value === 'number' ? Math.round(value) : undefined
}
