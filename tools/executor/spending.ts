import type { Service } from '../catalogue/services.ts'
import { type BilledRead, billedReads } from '../policy/prices.ts'
import type { Bill, Charge } from '../tool.ts'
import { ToolError } from '../tool-error.ts'

/** What the calls of one tool call ask for of what AWS bills by the request or by what it scans. */
export class Spending implements Bill {
  readonly #budgetUsd: number
  readonly #counts = new Map<BilledRead, number>()
  /** By query, in GB: what each has scanned so far grows as it is asked. */
  readonly #scanned = new Map<string, number>()

  /** `budgetUsd` is what is left to the answer that this call is for, where its caller has said so. */
  constructor(budgetUsd = Number.POSITIVE_INFINITY) {
    this.#budgetUsd = budgetUsd >= 0 ? budgetUsd : 0
  }

  /** Counts a request before it is sent; throws a ToolError where it would be too much. */
  ask(service: Service, operation: string, input: Readonly<Record<string, unknown>>): void {
    const asked = billedIn(service, operation, input)
    if (asked === undefined) return
    const [read, more] = asked
    const count = this.#count(read) + more
    if (count > billedReads[read].most) throw tooMuch(read, count)
    // What a query will scan nobody knows before: with nothing left, it does not begin.
    const least = read === 'insights' ? leastScanUsd : more * billedReads[read].price
    if (this.#usd() + least > this.#budgetUsd + rounding) throw budgetSpent(read, this.#leftUsd())
    if (read !== 'insights') this.#counts.set(read, count)
  }

  /** What a query of Logs Insights has scanned; throws where all of them together are over. */
  scanned(query: string, bytes: number): void {
    this.#scanned.set(query, bytes / 1e9)
    const count = this.#count('insights')
    if (count > billedReads.insights.most) throw tooMuch('insights', count)
    if (this.#usd() > this.#budgetUsd + rounding) throw budgetSpent('insights', 0)
  }

  charges(): Charge[] {
    return reads.flatMap((read) => {
      const count = this.#count(read)
      const { service, unit, price } = billedReads[read]
      if (count === 0) return []
      return [{ service, count: rounded(count, 1e3), unit, usd: rounded(count * price, 1e6) }]
    })
  }

  #count(read: BilledRead): number {
    if (read !== 'insights') return this.#counts.get(read) ?? 0
    return [...this.#scanned.values()].reduce((sum, gigabytes) => sum + gigabytes, 0)
  }

  #usd(): number {
    return reads.reduce((sum, read) => sum + this.#count(read) * billedReads[read].price, 0)
  }

  #leftUsd(): number {
    return Math.max(0, this.#budgetUsd - this.#usd())
  }
}

/** `Cost Explorer: 3 requests, $0.03`; undefined where nothing was billed. */
export function billedText(charges: readonly Charge[]): string | undefined {
  if (charges.length === 0) return undefined
  return charges
    .map(({ service, count, unit, usd }) => `${service}: ${counted(count, unit)}, ${dollars(usd)}`)
    .join('; ')
}

const reads: readonly BilledRead[] = ['costExplorer', 'metricData', 'widgets', 'insights']
const leastScanUsd = 0.0001
/** Sums of dollars are not exact: a billionth more is none. */
const rounding = 1e-9
/** A search finds up to a hundred: what it finds is billed, and not known before. */
const searched = 100
const widgetMetrics = 10

function billedIn(
  service: Service,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): [BilledRead, number] | undefined {
  if (service === 'cost-explorer') return ['costExplorer', 1]
  if (service === 'cloudwatch-logs' && operation === 'InsightsQuery') return ['insights', 0]
  if (service !== 'cloudwatch') return undefined
  if (operation === 'GetMetricData') return ['metricData', metricsIn(input.MetricDataQueries)]
  return operation === 'GetMetricWidgetImage' ? ['widgets', widgetMetrics] : undefined
}

function metricsIn(queries: unknown): number {
  const list: unknown[] = Array.isArray(queries) ? queries : []
  return list.reduce<number>((sum, query) => {
    if (typeof query !== 'object' || query === null) return sum
    if ('MetricStat' in query && query.MetricStat !== undefined) return sum + 1
    const expression = 'Expression' in query ? String(query.Expression) : ''
    return sum + (/\b(?:search|select)\b/i.test(expression) ? searched : 0)
  }, 0)
}

const narrower: Readonly<Record<BilledRead, string>> = {
  costExplorer: 'Narrow the period, the groups or the filter, or go on with next_token.',
  metricData: 'Name fewer metrics or regions, or use GetMetricStatistics for one.',
  widgets: 'Name fewer widgets or regions, or use GetMetricStatistics.',
  insights:
    'Narrow startTime to endTime, name fewer log groups or regions, or look with FilterLogEvents.',
}

function tooMuch(read: BilledRead, count: number): ToolError {
  const { service, unit, most } = billedReads[read]
  const message =
    read === 'insights'
      ? `The query was stopped: ${gigabytes(count)} GB were scanned, and it may scan ${most} GB in all regions together`
      : `${service} bills each ${unit}: a call asks for at most ${most}`
  return new ToolError('limit_exceeded', message, { hint: narrower[read] })
}

function budgetSpent(read: BilledRead, leftUsd: number): ToolError {
  const { service, per } = billedReads[read]
  const left = leftUsd < leastScanUsd ? 'nothing is left' : `only $${leftUsd.toFixed(4)} is left`
  const what = read === 'insights' ? 'the query was not run to its end' : 'it was not asked'
  return new ToolError(
    'budget_spent',
    `AWS bills ${service} (${per}), and of what the reads for one answer may cost, ${left}: ${what}`,
    {
      hint: 'Answer with what there is, and say what was not read for this reason. The next question may spend again; reads that AWS does not bill go on.',
    },
  )
}

const counted = (count: number, unit: string): string =>
  /^GB /.test(unit) ? `${gigabytes(count)} ${unit}` : `${count} ${unit}${count === 1 ? '' : 's'}`

const dollars = (amount: number): string =>
  amount < 0.01 ? 'under $0.01' : `$${amount.toFixed(2)}`

const gigabytes = (count: number): number => Math.round(count * 10) / 10

const rounded = (value: number, steps: number): number => Math.round(value * steps) / steps
