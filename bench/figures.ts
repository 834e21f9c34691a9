/** One line of a table: our figure, the floor or peer of the same run, and the ratio of the two. */
export interface Row {
  name: string
  unit: (value: number) => string
  ours: number
  peer: number
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)
export const p95 = (values: readonly number[]): number => quantile(values, 0.95)

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`
export const kilobytes = (value: number): string => `${(value / 1000).toFixed(1)} kB`
export const megabytes = (value: number): string => `${(value / 1e6).toFixed(0)} MB`

/** A Markdown table, as bench/README.md holds it. */
export function table(title: string, peer: string, rows: readonly Row[]): string {
  const lines = rows.map(
    ({ name, unit, ours, peer }) =>
      `| ${name} | ${unit(ours)} | ${unit(peer)} | ${(ours / peer).toFixed(2)} |`,
  )
  return [`### ${title}`, '', `| | ours | ${peer} | ratio |`, '|-|-|-|-|', ...lines, '', ''].join(
    '\n',
  )
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
