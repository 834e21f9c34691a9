import { shown } from './shown.ts'
import { Time } from './time.tsx'
import { type Lane, lanes, type Moment, momentsOf } from './time-line.ts'
import { shownTime } from './times.ts'
import type { Turn } from './turn.ts'

/** Alarms, deployments, changes and errors of an answer on one axis, and the same as a list. */
export function TimeLine({ turn }: { turn: Turn }) {
  const moments = momentsOf(turn.calls.value.map(({ result }) => result?.result))
  const used = lanes.filter((lane) => moments.some((moment) => moment.lane === lane))
  if (moments.length < 2 || used.length < 2) return null
  return (
    <section class="time-line" aria-label="Time line">
      <h4>Time line</h4>
      <Drawing moments={moments} used={used} />
      <details>
        <summary>{moments.length} moments as a list</summary>
        <ol>
          {moments.map(({ at, lane, what }, place) => (
            <li key={place}>
              <Time at={at} /> <strong>{lane}</strong> {shown(what)}
            </li>
          ))}
        </ol>
      </details>
    </section>
  )
}

const width = 720
const left = 96
const right = 16
const laneHeight = 30

function Drawing({ moments, used }: { moments: readonly Moment[]; used: readonly Lane[] }) {
  const ends = moments.flatMap(({ at, until }) => [at, until ?? at])
  const [first, last] = [Math.min(...ends), Math.max(...ends)]
  const span = Math.max(last - first, 60_000)
  const x = (at: number) => left + ((at - first) / span) * (width - left - right)
  const height = used.length * laneHeight + 26
  const ticks = [0, 1, 2, 3].map((part) => first + (span * part) / 3)
  const said = used.map(
    (lane) => `${moments.filter((one) => one.lane === lane).length} ${lane.toLowerCase()}`,
  )
  const { local, utc } = shownTime(first)
  const words = `From ${local}${utc === undefined ? '' : ` (${utc})`}, over ${spanInWords(span)}: ${said.join(', ')}.`
  return (
    <figure>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words}>
        {used.map((lane, row) => (
          <g key={lane} class={`lane ${lane.toLowerCase()}`}>
            <text x="0" y={row * laneHeight + 20}>
              {lane}
            </text>
            <line
              class="axis"
              x1={left}
              x2={width - right}
              y1={row * laneHeight + 15}
              y2={row * laneHeight + 15}
            />
            {moments
              .filter((moment) => moment.lane === lane)
              .map(({ at, until, what }, place) => (
                <g key={place}>
                  <title>{shown(what)}</title>
                  {until !== undefined && (
                    <line
                      class="span"
                      x1={x(at)}
                      x2={x(until)}
                      y1={row * laneHeight + 15}
                      y2={row * laneHeight + 15}
                    />
                  )}
                  <path
                    class="point"
                    d={shapes[lane]}
                    transform={`translate(${x(at)} ${row * laneHeight + 15})`}
                  />
                </g>
              ))}
          </g>
        ))}
        {ticks.map((at, part) => (
          <text
            key={part}
            class="tick"
            x={x(at)}
            y={height - 6}
            text-anchor={part === 0 ? 'start' : part === 3 ? 'end' : 'middle'}
          >
            {shownTime(at).local.slice(span > 86_400_000 ? 5 : 11)}
          </text>
        ))}
      </svg>
      <figcaption>{words}</figcaption>
    </figure>
  )
}

/** A shape a kind: colours alone tell nobody apart. */
const shapes: Readonly<Record<Lane, string>> = {
  Alarms: 'M0 -7 L7 6 L-7 6 Z',
  Deployments: 'M-6 -6 H6 V6 H-6 Z',
  Changes: 'M0 -7 L7 0 L0 7 L-7 0 Z',
  Errors: 'M-6 -3 L-3 -6 L0 -3 L3 -6 L6 -3 L3 0 L6 3 L3 6 L0 3 L-3 6 L-6 3 L-3 0 Z',
}

function spanInWords(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 120) return minutes === 1 ? '1 minute' : `${minutes} minutes`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`
}
