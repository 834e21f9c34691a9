import { nameOf } from './calls.tsx'
import { regionMatrix } from './region-matrix.ts'
import { shown } from './shown.ts'
import type { Turn } from './turn.ts'

/** What was read where: regions beside one another, and what failed among them. */
export function RegionTable({ turn }: { turn: Turn }) {
  const matrix = regionMatrix(
    turn.calls.value.map((call) => ({ name: nameOf(call), result: call.result?.result })),
  )
  if (matrix === undefined) return null
  const failures = matrix.rows.flatMap(({ cells }) =>
    cells.filter((cell) => cell?.detail !== undefined),
  )
  return (
    <section class="regions" aria-label="What was read where">
      <section class="scrolled" tabIndex={0} aria-label="Regions">
        <table>
          <caption>Regions</caption>
          <thead>
            <tr>
              <th scope="col">Call</th>
              {matrix.regions.map((region) => (
                <th key={region} scope="col">
                  {shown(region)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.rows.map(({ name, cells }, at) => (
              <tr key={at}>
                <th scope="row">{name}</th>
                {cells.map((cell, place) => (
                  <td key={place} class={cell === undefined ? 'empty' : cell.status}>
                    {cell === undefined ? '–' : `${marks[cell.status]} ${shown(cell.words)}`}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {failures.length > 0 && (
        <ul class="failures">
          {failures.map((cell, at) => (
            <li key={at}>{shown(`${cell?.words}: ${cell?.detail}`)}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

const marks = { ok: '✓', cut: '!', failed: '✗' } as const
