import type { HeldClaim } from '../../agent/events.ts'
import { nameOf } from './calls.tsx'
import { consoleLink } from './console-link.ts'
import { ConsoleLink } from './data-table.tsx'
import { shown } from './shown.ts'
import { toolDataOf } from './tool-data.ts'
import type { Turn } from './turn.ts'

/** The receipts of an answer: each claim, and the call whose result it stands in. */
export function Facts({ turn }: { turn: Turn }) {
  const evidence = turn.evidence.value
  if (evidence === undefined || evidence.claims === 0) return null
  const { unbacked, undecided = [], found, derived, rows, claims } = evidence
  const facts = found + derived
  const left = claims - rows.length
  return (
    <>
      {unbacked.length > 0 && (
        <p class="unbacked">
          Nothing that was read backs {unbacked.map(({ text }) => `“${shown(text)}”`).join(', ')}.
        </p>
      )}
      <details class="facts-list">
        <summary>
          {facts === 1 ? '1 fact, from a call' : `${facts} facts, each from a call`}
        </summary>
        <ul>
          {rows.map((row, at) => (
            <li key={at} class={row.status}>
              <Fact row={row} turn={turn} />
            </li>
          ))}
        </ul>
        {left > 0 && <p>And {left} more.</p>}
        {undecided.length > 0 && (
          <p>Not checked: {undecided.map(({ text }) => `“${shown(text)}”`).join(', ')}.</p>
        )}
      </details>
    </>
  )
}

function Fact({ row, turn }: { row: HeldClaim; turn: Turn }) {
  const { text, status, call: id, path, how } = row
  const call = turn.calls.value.find((one) => one.id === id)
  const where = [how, path].filter(Boolean).join(', ')
  const region = /^regions\[(\d+)\]/.exec(path ?? '')?.[1]
  const named =
    region === undefined
      ? undefined
      : toolDataOf(call?.result?.result)?.regions[Number(region)]?.region
  const href =
    row.kind === 'id' || row.kind === 'arn' ? consoleLink(text, named?.split(', ')[0]) : undefined
  return (
    <>
      {call !== undefined && id !== undefined ? (
        <button
          type="button"
          class="fact"
          onClick={() => {
            turn.shownCall.value = { id, claim: row }
          }}
        >
          {shown(text)}
        </button>
      ) : (
        <span class="fact">{shown(text)}</span>
      )}{' '}
      {href !== undefined && <ConsoleLink href={href} name={text} />}
      <span class="where">
        {status === 'unbacked'
          ? 'nothing that was read backs this'
          : status === 'asked'
            ? 'of the question'
            : [call === undefined ? '' : nameOf(call), shown(where)].filter(Boolean).join(': ')}
      </span>
    </>
  )
}
