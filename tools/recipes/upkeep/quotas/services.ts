import { nearest } from '../../../executor/nearest.ts'
import { ToolError } from '../../../tool-error.ts'
import { object, objects, text } from '../../evidence/values.ts'
import type { Item, Place } from '../../recipe.ts'
import { countedServices } from './counted.ts'

/**
 * The services whose quotas are looked at, by their codes: those of which CloudWatch has counted
 * something here, and those whose things are counted; of the two hundred others nothing tells the use.
 */
export async function servicesMeasured(place: Place, all: readonly Item[]): Promise<string[]> {
  const metrics = (await place.tryRead('cloudwatch:ListMetrics', { Namespace: 'AWS/Usage' })) ?? []
  const resources = metrics.filter((metric) => dimensionOf(metric, 'Type') === 'Resource')
  const counted = new Set(resources.map((metric) => dimensionOf(metric, 'Service')))
  const codes = [...counted].flatMap((name) => codesCalled(name, all))
  const known = new Set(all.map(({ ServiceCode }) => text(ServiceCode)))
  return [...new Set([...codes, ...countedServices.filter((code) => known.has(code))])].toSorted()
}

const dimensionOf = ({ Dimensions }: Item, name: string): string =>
  text(objects(Dimensions).find(({ Name }) => Name === name)?.Value)

/** The service that a person means; throws a ToolError that names the nearest. */
export function serviceAsked(asked: string, all: readonly Item[]): string[] {
  const codes = codesCalled(asked, all)
  if (codes.length > 0) return codes
  const known = all.map(({ ServiceCode }) => text(ServiceCode))
  const near = nearest(asked, known, 3)
  throw new ToolError('invalid_parameter', `service: Service Quotas knows none called ${asked}`, {
    hint: near.length === 0 ? 'Give its code, as ec2 or vpc.' : `Nearest: ${near.join(', ')}.`,
  })
}

/** `EC2` is ec2, `CloudWatch Logs` logs: by code, by name, or by what stands in its brackets. */
function codesCalled(name: string, all: readonly Item[]): string[] {
  const wanted = letters(name)
  const called = (one: Item) => [text(one.ServiceCode), ...namesOf(text(one.ServiceName))]
  return all
    .filter((one) => called(one).some((each) => letters(each) === wanted))
    .map(({ ServiceCode }) => text(ServiceCode))
}

const namesOf = (name: string): string[] => [
  name.replace(/\(.*\)/, ''),
  ...(/\(([^)]*)\)/.exec(name)?.slice(1) ?? []),
]

const letters = (name: string) =>
  name
    .toLowerCase()
    .replace(/\b(?:amazon|aws)\b/g, '')
    .replace(/[^a-z\d]/g, '')

/** What a quota's use is measured by. */
export const metricOf = ({ UsageMetric }: Item) => {
  const { MetricNamespace, MetricName, MetricDimensions, MetricStatisticRecommendation } =
    object(UsageMetric)
  if (MetricNamespace === undefined || MetricName === undefined) return undefined
  const dimensions = Object.entries(object(MetricDimensions)).map(
    ([name, value]) => [name, text(value)] as const,
  )
  return {
    namespace: text(MetricNamespace),
    metric: text(MetricName),
    dimensions: Object.fromEntries(dimensions),
    statistic: MetricStatisticRecommendation === 'Sum' ? ('Sum' as const) : ('Maximum' as const),
  }
}
