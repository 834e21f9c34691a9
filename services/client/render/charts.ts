import { type Look, paint } from './look.ts'
import { oneLine } from './one-line.ts'
import { type Amount, type Series, seriesOf } from './series.ts'
import { cutTo, displayWidth, padTo } from './width.ts'

/** The series in a tool's result as bars and sparklines, in lines; none where it holds none. */
export function chart(result: unknown, look: Look): string[] {
  return seriesOf(result)
    .slice(0, mostSeries)
    .flatMap((series) => drawn(series, look))
}

const mostSeries = 6
const mostBars = 12

function drawn(series: Series, look: Look): string[] {
  if (series.kind === 'values') return [sparkline(series.title, series.values, look)]
  const { title, amounts } = series
  if (amounts.length > mostBars && isByTime(amounts)) {
    return [
      sparkline(
        title,
        amounts.map(({ value }) => value),
        look,
      ),
    ]
  }
  const shown = amounts.slice(0, mostBars)
  const left = amounts.length - shown.length
  return [
    paint(look, ['dim'], oneLine(title, 80)),
    ...bars(shown, look),
    ...(left === 0 ? [] : [paint(look, ['dim'], `${look.symbols.ellipsis} ${left} more`)]),
  ]
}

const isByTime = (amounts: readonly Amount[]) =>
  amounts.every(({ label }) => /^\d{4}-\d{2}-\d{2}/.test(label))

/** The longest bar takes what labels and amounts leave of the window. */
function bars(amounts: readonly Amount[], look: Look): string[] {
  const columns = Math.min(look.columns, widest)
  const labels = amounts.map(({ label }) =>
    cutTo(oneLine(label, 80), Math.floor(columns / 2.5), look.symbols.ellipsis),
  )
  const labelWidth = Math.max(...labels.map(displayWidth))
  const shownWidth = Math.max(...amounts.map(({ shown }) => displayWidth(oneLine(shown, 30))))
  const room = Math.max(4, columns - labelWidth - shownWidth - 6)
  const most = Math.max(...amounts.map(({ value }) => value))
  return amounts.map(({ value, shown }, at) => {
    const length = value > 0 ? Math.max(1, Math.round((value / most) * room)) : 0
    const bar = paint(look, ['cyan'], look.symbols.bar.repeat(length))
    return `  ${padTo(labels[at] ?? '', labelWidth)}  ${oneLine(shown, 30).padStart(shownWidth)}  ${bar}`.trimEnd()
  })
}

/** Between its lowest and its highest value; long ones are averaged to a third of the window. */
function sparkline(title: string, values: readonly number[], look: Look): string {
  const { spark, ellipsis } = look.symbols
  const columns = Math.min(look.columns, widest)
  const points = averaged(values, Math.floor(columns / 3))
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const line = points.map((value) => {
    const height = high === low ? 0.5 : (value - low) / (high - low)
    return spark[Math.min(spark.length - 1, Math.floor(height * spark.length))] ?? ''
  })
  const range = `${short(low)} to ${short(high)}`
  const room = columns - points.length - range.length - 6
  const head = cutTo(oneLine(title, 80), Math.max(12, room), ellipsis)
  return `  ${paint(look, ['cyan'], line.join(''))}  ${head}  ${paint(look, ['dim'], range)}`
}

function averaged(values: readonly number[], most: number): number[] {
  const step = Math.max(1, values.length / most)
  return Array.from({ length: Math.min(values.length, most) }, (_, at) => {
    const part = values.slice(Math.floor(at * step), Math.max(Math.floor((at + 1) * step), 1))
    return part.reduce((sum, value) => sum + value, 0) / part.length
  })
}

const widest = 100

const short = (value: number): string =>
  new Intl.NumberFormat('en', { maximumSignificantDigits: 3, notation: 'compact' }).format(value)
