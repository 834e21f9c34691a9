import uPlot from 'uplot'
import { shownTime } from './times.ts'

interface Point {
  at: number
  value: number
}

/**
 * Draws a line with its axes and its peak; its cursor is that of all lines of the group. Returns
 * what takes it away.
 */
export function drawLine(place: HTMLElement, points: readonly Point[], group: string): () => void {
  const readout = document.createElement('p')
  readout.className = 'readout'
  readout.ariaHidden = 'true'
  let plot = draw()
  place.append(readout)

  function draw(): uPlot {
    const line = colourOf(place, 'line')
    const axis = {
      stroke: colourOf(place, 'text'),
      grid: { stroke: line, width: 1 },
      ticks: { stroke: line, width: 1 },
    }
    const options: uPlot.Options = {
      width: Math.max(200, place.clientWidth),
      height,
      legend: { show: false },
      cursor: { sync: { key: group }, drag: { x: false, y: false } },
      scales: { x: { time: true } },
      axes: [
        { ...axis, values: (_, at) => clockTimes(at) },
        { ...axis, size: 56, space: 28 },
      ],
      series: [
        {},
        {
          stroke: colourOf(place, 'accent'),
          width: 2,
          points: { show: points.length < 40, size: 5 },
        },
      ],
      hooks: {
        draw: [(drawn) => markPeak(drawn, colourOf(place, 'bad'))],
        setCursor: [
          ({ cursor }) => {
            const point = points[cursor.idx ?? -1]
            readout.textContent = point === undefined ? '' : said(point)
          },
        ],
      },
    }
    const data: uPlot.AlignedData = [
      points.map(({ at }) => at / 1_000),
      points.map(({ value }) => value),
    ]
    return new uPlot(options, data, place)
  }

  function markPeak(drawn: uPlot, colour: string): void {
    const [peak] = points.toSorted((one, other) => other.value - one.value)
    if (peak === undefined) return
    const { ctx } = drawn
    const x = drawn.valToPos(peak.at / 1_000, 'x', true)
    const y = drawn.valToPos(peak.value, 'y', true)
    ctx.beginPath()
    ctx.arc(x, y, 5 * devicePixelRatio, 0, 2 * Math.PI)
    ctx.strokeStyle = colour
    ctx.lineWidth = 2 * devicePixelRatio
    ctx.stroke()
  }

  const again = () => {
    plot.destroy()
    plot = draw()
    place.append(readout)
  }
  let width = place.clientWidth
  const observer = new ResizeObserver(() => {
    if (place.clientWidth === width) return
    width = place.clientWidth
    plot.setSize({ width: Math.max(200, width), height })
  })
  observer.observe(place)
  const dark = matchMedia('(prefers-color-scheme: dark)')
  dark.addEventListener('change', again)
  return () => {
    observer.disconnect()
    dark.removeEventListener('change', again)
    plot.destroy()
  }
}

const height = 180

/** As the browser computes it: a canvas does not know the page's own names. */
function colourOf(place: HTMLElement, name: 'accent' | 'bad' | 'line' | 'text'): string {
  const probe = document.createElement('i')
  probe.className = `colour-${name}`
  place.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

/** Of ticks: the time, and the day where it is another than that of the tick before. */
function clockTimes(ticks: readonly number[]): string[] {
  let day = ''
  return ticks.map((tick) => {
    const { local } = shownTime(tick * 1_000)
    const isNew = local.slice(0, 10) !== day
    day = local.slice(0, 10)
    return isNew ? `${local.slice(11, 16)}\n${local.slice(5, 10)}` : local.slice(11, 16)
  })
}

function said({ at, value }: Point): string {
  const { local, utc } = shownTime(at)
  return `${value} at ${local}${utc === undefined ? '' : ` (${utc})`}`
}
