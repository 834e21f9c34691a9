import type { Service } from '../catalogue/services.ts'
import { budgets, prices } from '../policy/prices.ts'
import type { Bill } from '../tool.ts'
import { ToolError } from '../tool-error.ts'

/** What the calls of one tool call ask for of what AWS bills by the request or by what it scans. */
export class Spending implements Bill {
  #costExplorer = 0
  #metrics = 0
  #widgets = 0
  /** By query: what each has scanned so far grows as it is asked. */
  readonly #scanned = new Map<string, number>()

  /** Counts a request before it is sent; throws a ToolError where it would be too much. */
  ask(service: Service, operation: string, input: Readonly<Record<string, unknown>>): void {
    if (service === 'cost-explorer') this.#askCostExplorer()
    if (service !== 'cloudwatch') return
    if (operation === 'GetMetricData') this.#askMetrics(metricsIn(input.MetricDataQueries))
    if (operation === 'GetMetricWidgetImage') this.#widgets += widgetMetrics
  }

  /** What a query of Logs Insights has scanned; throws where all of them together are over. */
  scanned(query: string, bytes: number): void {
    this.#scanned.set(query, bytes)
    if (this.#bytes() <= budgets.bytesScanned) return
    throw new ToolError(
      'limit_exceeded',
      `The query was stopped: ${gigabytes(this.#bytes())} GB were scanned, and it may scan ` +
        `${gigabytes(budgets.bytesScanned)} GB in all regions together`,
      {
        hint: 'Narrow startTime to endTime, name fewer log groups or regions, or look with FilterLogEvents.',
      },
    )
  }

  said(): string | undefined {
    const parts = [
      part('Cost Explorer', this.#costExplorer, ['request', prices.costExplorerRequest]),
      part('GetMetricData', this.#metrics, ['metric', prices.metricRequested]),
      part('GetMetricWidgetImage', this.#widgets, ['metric', prices.widgetMetric]),
      this.#bytes() === 0
        ? undefined
        : `Logs Insights: ${gigabytes(this.#bytes())} GB scanned, ${dollars(
            (this.#bytes() / 1e9) * prices.gigabyteScanned,
          )}`,
    ].filter((one) => one !== undefined)
    return parts.length === 0 ? undefined : parts.join('; ')
  }

  #askCostExplorer(): void {
    if (this.#costExplorer >= budgets.costExplorerRequests) {
      throw new ToolError(
        'limit_exceeded',
        `Cost Explorer bills each request: a call makes at most ${budgets.costExplorerRequests}`,
        { hint: 'Narrow the period, the groups or the filter, or go on with next_token.' },
      )
    }
    this.#costExplorer += 1
  }

  #askMetrics(metrics: number): void {
    if (this.#metrics + metrics > budgets.metrics) {
      throw new ToolError(
        'limit_exceeded',
        `GetMetricData bills each metric: a call asks for at most ${budgets.metrics}`,
        { hint: 'Name fewer metrics or regions, or use GetMetricStatistics for one.' },
      )
    }
    this.#metrics += metrics
  }

  #bytes(): number {
    return [...this.#scanned.values()].reduce((sum, bytes) => sum + bytes, 0)
  }
}

/** A search finds up to a hundred: what it finds is billed, and not known before. */
const searched = 100
const widgetMetrics = 10

function metricsIn(queries: unknown): number {
  const list: unknown[] = Array.isArray(queries) ? queries : []
  return list.reduce<number>((sum, query) => {
    if (typeof query !== 'object' || query === null) return sum
    if ('MetricStat' in query && query.MetricStat !== undefined) return sum + 1
    const expression = 'Expression' in query ? String(query.Expression) : ''
    return sum + (/\b(?:search|select)\b/i.test(expression) ? searched : 0)
  }, 0)
}

function part(name: string, count: number, [unit, price]: [string, number]): string | undefined {
  if (count === 0) return undefined
  return `${name}: ${count} ${unit}${count === 1 ? '' : 's'}, ${dollars(count * price)}`
}

const dollars = (amount: number): string =>
  amount < 0.01 ? 'under $0.01' : `$${amount.toFixed(2)}`

const gigabytes = (bytes: number): number => Math.round(bytes / 100_000_000) / 10
