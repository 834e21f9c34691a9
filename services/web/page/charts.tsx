import { useEffect, useRef } from 'preact/hooks'
import type { Amount, Series } from '../../client/render/series.ts'
import { DataTable } from './data-table.tsx'
import { shown } from './shown.ts'
import { shownTime, timeOf } from './times.ts'
import type { Turn } from './turn.ts'

type Values = Extract<Series, { kind: 'values' }>

/** Series of what was read: amounts as bars, values over time as lines; each with its table and words. */
export function Charts({ turn }: { turn: Turn }) {
  const series = turn.calls.value.flatMap(({ view }) => view?.series ?? []).slice(0, mostSeries)
  if (series.length === 0) return null
  return (
    <section class="charts" aria-label="Charts">
      {series.map((one, at) =>
        one.kind === 'amounts' ? (
          <Bars key={at} title={one.title} amounts={one.amounts} />
        ) : (
          <Line key={at} series={one} group={turn.requestId} />
        ),
      )}
    </section>
  )
}

const mostSeries = 12
const mostBars = 30

function Bars({ title, amounts }: { title: string; amounts: readonly Amount[] }) {
  const most = Math.max(...amounts.map(({ value }) => value))
  const [largest] = amounts.toSorted((one, other) => other.value - one.value)
  return (
    <figure class="bars">
      <figcaption>
        <strong>{shown(title)}</strong>{' '}
        {largest !== undefined && `most: ${shown(largest.label)}, ${shown(largest.shown)}`}
      </figcaption>
      <table>
        <tbody>
          {amounts.slice(0, mostBars).map(({ label, value, shown: amount }, at) => (
            <tr key={at}>
              <th scope="row">{shown(label)}</th>
              <td class="number">{shown(amount)}</td>
              <td class="bar">
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect
                    width={most > 0 && value > 0 ? Math.max(0.5, (value / most) * 100) : 0}
                    height="10"
                  />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {amounts.length > mostBars && <p>And {amounts.length - mostBars} more.</p>}
    </figure>
  )
}

function Line({ series, group }: { series: Values; group: string }) {
  const { title, values, times } = series
  const place = useRef<HTMLDivElement>(null)
  const points = times.flatMap((time, at) => {
    const when = timeOf(time)
    const value = values[at]
    return when === undefined || value === undefined ? [] : [{ at: when, value }]
  })
  useEffect(() => {
    let close: (() => void) | undefined
    let isGone = false
    // Loaded only where there is a line to draw.
    void import('./line-chart.ts').then(({ drawLine }) => {
      if (place.current !== null && !isGone) close = drawLine(place.current, points, group)
    })
    return () => {
      isGone = true
      close?.()
    }
  }, [])
  const words = inWords(points)
  return (
    <figure class="line">
      <figcaption>
        <strong>{shown(title)}</strong> {words}
      </figcaption>
      <div ref={place} class="plot" role="img" aria-label={`${shown(title)}: ${words}`} />
      <details>
        <summary>{points.length} values as a table</summary>
        <DataTable
          names={['Time', shown(title)]}
          rows={points.map(({ at, value }, index) => ({
            at: index,
            cells: [new Date(at).toISOString(), String(value)],
          }))}
        />
      </details>
    </figure>
  )
}

function inWords(points: readonly { at: number; value: number }[]): string {
  const [peak] = points.toSorted((one, other) => other.value - one.value)
  const last = points.at(-1)
  if (peak === undefined || last === undefined) return 'no values'
  const low = Math.min(...points.map(({ value }) => value))
  const { local, utc } = shownTime(peak.at)
  const when = utc === undefined ? local : `${local} (${utc})`
  return `${short(low)} to ${short(peak.value)}, peak at ${when}, last ${short(last.value)}`
}

const short = (value: number): string =>
  new Intl.NumberFormat('en', { maximumSignificantDigits: 3, notation: 'compact' }).format(value)
