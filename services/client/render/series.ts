import * as z from 'zod'
import { toolDataOf } from './tool-data.ts'
import { words } from './words.ts'

/** Amounts side by side, or values over time. */
export type Series =
  | { kind: 'amounts'; title: string; amounts: Amount[] }
  /** `times` has the time of each value, as the tool writes it. */
  | { kind: 'values'; title: string; values: number[]; times: string[] }

export interface Amount {
  label: string
  value: number
  /** `$6,548` */
  shown: string
}

/** What of a tool's result is a series: costs, metrics, and what recipes found over time. */
export function seriesOf(result: unknown): Series[] {
  const regions = toolDataOf(result)?.regions ?? []
  return regions
    .flatMap(({ items }) => readers.flatMap((read) => read(items)))
    .filter((series) => (series.kind === 'amounts' ? series.amounts : series.values).length > 1)
}

const readers = [costs, metricData, metricStatistics, evidence]

const cost = z.object({ Amount: z.coerce.number(), Unit: z.string() })
const costItems = z.array(
  z.object({
    TimePeriod: z.object({ Start: z.string() }),
    Total: z.record(z.string(), cost).default({}),
    Groups: z
      .array(z.object({ Keys: z.array(z.string()), Metrics: z.record(z.string(), cost) }))
      .default([]),
  }),
)

/** GetCostAndUsage: by group where it has groups, else by day or month. */
function costs(items: readonly unknown[]): Series[] {
  const parts = (costItems.safeParse(items).data ?? []).flatMap(({ TimePeriod, Total, Groups }) =>
    Groups.length > 0
      ? Groups.map(({ Keys, Metrics }) => ({ label: Keys.join(', '), costs: Metrics }))
      : [{ label: TimePeriod.Start, costs: Total }],
  )
  const [metric] = Object.keys(parts[0]?.costs ?? {})
  if (metric === undefined) return []
  const amounts = [...Map.groupBy(parts, ({ label }) => label)].map(([label, each]) => {
    const value = each.reduce((sum, { costs }) => sum + (costs[metric]?.Amount ?? 0), 0)
    return { label, value, shown: `${value.toFixed(2)} ${each[0]?.costs[metric]?.Unit ?? ''}` }
  })
  const isByTime = parts.every(({ label }) => /^\d{4}-\d{2}-\d{2}/.test(label))
  return [
    { kind: 'amounts', title: words(metric), amounts: isByTime ? amounts : largestFirst(amounts) },
  ]
}

const largestFirst = (amounts: readonly Amount[]): Amount[] =>
  amounts.toSorted((a, b) => b.value - a.value)

const metricDataItems = z.array(
  z.object({ Label: z.string(), Timestamps: z.array(z.string()), Values: z.array(z.number()) }),
)

function metricData(items: readonly unknown[]): Series[] {
  const metrics = metricDataItems.safeParse(items).data ?? []
  return metrics.map(({ Label, Timestamps, Values }) => {
    const points = Timestamps.map((at, index) => ({ at, value: Values[index] ?? 0 }))
    return { kind: 'values', title: Label, ...inTime(points) }
  })
}

const statisticItems = z.array(z.looseObject({ Timestamp: z.string() }))
const statistics = ['Average', 'Sum', 'Maximum', 'Minimum', 'SampleCount']

function metricStatistics(items: readonly unknown[]): Series[] {
  const rows = statisticItems.safeParse(items).data ?? []
  const name = statistics.find((each) => rows.every((row) => typeof row[each] === 'number'))
  if (name === undefined) return []
  const points = rows.map((row) => ({ at: row.Timestamp, value: Number(row[name]) }))
  return [{ kind: 'values', title: name, ...inTime(points) }]
}

function inTime(points: readonly { at: string; value: number }[]) {
  const sorted = points.toSorted((a, b) => (a.at < b.at ? -1 : 1))
  return { values: sorted.map(({ value }) => value), times: sorted.map(({ at }) => at) }
}

const evidenceItems = z.array(z.looseObject({ evidence: z.string(), Of: z.string().optional() }))

/** Rows of a kind of evidence: a column of dollars, or numbers behind a time. */
function evidence(items: readonly unknown[]): Series[] {
  const rows = evidenceItems.safeParse(items).data ?? []
  const kinds = Map.groupBy(rows, ({ evidence, Of }) => JSON.stringify([evidence, Of]))
  return [...kinds.values()].flatMap((each) => {
    const title = each[0]?.Of ?? each[0]?.evidence ?? ''
    return [...dollars(title, each), ...overTime(title, each)]
  })
}

type Row = z.infer<typeof evidenceItems>[number]

function dollars(title: string, rows: readonly Row[]): Series[] {
  const [first, ...others] = columnsOf(rows)
  const column = others.find((name) => rows.every((row) => /^\$[\d,.]+$/.test(String(row[name]))))
  if (first === undefined || column === undefined) return []
  // The name of a thing tells its bar from the others; its kind does not.
  const isName = (name: string) =>
    name !== column &&
    rows.every((row) => typeof row[name] === 'string' && row[name] !== '') &&
    new Set(rows.map((row) => row[name])).size === rows.length
  const labels = [first, ...others].find(isName) ?? first
  const amounts = rows.map((row) => {
    const shown = String(row[column])
    return { label: String(row[labels]), value: Number(shown.replace(/[$,]/g, '')), shown }
  })
  return [{ kind: 'amounts', title: `${title}, ${inSentence(column)}`, amounts }]
}

/** Rows that are named by their time; one that is a thing's (its creation, say) makes no series. */
function overTime(title: string, rows: readonly Row[]): Series[] {
  const [first = '', ...columns] = columnsOf(rows)
  const times = rows.map((row) => String(row[first]))
  const isByTime = times.every((time) => /^\d{4}-\d{2}-\d{2}/.test(time))
  if (rows.length < 3 || !isByTime || new Set(times).size < times.length) return []
  return columns
    .filter((name) => rows.every((row) => typeof row[name] === 'number'))
    .filter((name) => !columns.includes(name.replace(/Max$/, 'Avg')) || !name.endsWith('Max'))
    .map((name) => ({
      kind: 'values',
      title: `${words(name)} of ${title}`,
      values: rows.map((row) => Number(row[name])),
      times,
    }))
}

const inSentence = (column: string) =>
  words(column).replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())

const columnsOf = ([first = { evidence: '' }]: readonly Row[]): string[] =>
  Object.keys(first).filter((name) => name !== 'evidence' && name !== 'Of')
