import { useEffect, useRef } from 'preact/hooks'
import { nameOf } from './calls.tsx'
import { DataTable } from './data-table.tsx'
import { shown } from './shown.ts'
import { status } from './state.ts'
import { itemTable, rowAt, toolDataOf, valueAt } from './tool-data.ts'
import type { Call, Turn } from './turn.ts'

/** The receipt of a call: what was sent, its rows, and the `aws` command that reads the same. */
export function CallDetails({ turn }: { turn: Turn }) {
  const { id, claim } = turn.shownCall.value ?? {}
  const call = turn.calls.value.find((one) => one.id === id)
  if (call === undefined) return null
  return <Details key={`${id} ${claim?.path ?? ''} ${claim?.text ?? ''}`} call={call} turn={turn} />
}

function Details({ call, turn }: { call: Call; turn: Turn }) {
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    head.current?.focus({ preventScroll: true })
    head.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const { claim } = turn.shownCall.value ?? {}
  const result = call.result?.result
  const data = toolDataOf(result)
  const table = data === undefined ? undefined : itemTable(data, claim?.path)
  const marked =
    data === undefined || claim?.path === undefined ? undefined : rowAt(data, claim.path)
  const value = claim?.path === undefined ? undefined : valueAt(result, claim.path)
  const command = call.view?.command
  return (
    <section class="details" aria-label={`Call ${nameOf(call)}`}>
      <div class="details-head">
        <h4 ref={head} tabIndex={-1}>
          {nameOf(call)}
        </h4>
        <button
          type="button"
          onClick={() => {
            turn.shownCall.value = undefined
            document.getElementById('prompt')?.focus()
          }}
        >
          Close
        </button>
      </div>
      {claim !== undefined && (
        <p class="proof">
          <strong>{shown(claim.text)}</strong>{' '}
          {claim.how === undefined ? 'stands at' : `is the ${shown(claim.how)}`}{' '}
          {claim.path !== undefined && <code>{shown(claim.path)}</code>}
          {value !== undefined && typeof value !== 'object' && (
            <>: {shown(String(value)).slice(0, 400)}</>
          )}
        </p>
      )}
      {call.result?.status === 'error' && <p class="failure">{shown(call.result.summary)}</p>}
      {command !== undefined && (
        <div class="command">
          <p>The same in the AWS CLI</p>
          <pre tabIndex={0}>
            <code>{command}</code>
          </pre>
          <button
            type="button"
            onClick={() =>
              navigator.clipboard.writeText(command).then(
                () => {
                  status.value = 'The command was copied.'
                },
                () => {
                  status.value = 'The browser did not let this page copy.'
                },
              )
            }
          >
            Copy command
          </button>
        </div>
      )}
      {table !== undefined && table.rows.length > 0 && (
        <DataTable
          names={table.names}
          rows={table.rows}
          first={table.first}
          regions={table.regions}
          marked={marked}
          caption={`${table.rows.length} ${table.rows.length === 1 ? 'row' : 'rows'} of its result`}
        />
      )}
      <details>
        <summary>Input</summary>
        <pre tabIndex={0}>{shown(JSON.stringify(call.input, undefined, 2))}</pre>
      </details>
      {result !== undefined && (
        <details>
          <summary>Result as it came</summary>
          <pre tabIndex={0}>{shown(JSON.stringify(result, undefined, 2)).slice(0, mostJson)}</pre>
        </details>
      )}
    </section>
  )
}

const mostJson = 200_000
