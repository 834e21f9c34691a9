import { shown } from './shown.ts'
import { text, toolDataOf } from './tool-data.ts'
import type { Call, Turn } from './turn.ts'

/** What was called for an answer, beside it. */
export function Calls({ turn }: { turn: Turn }) {
  const calls = turn.calls.value
  const usage = turn.usage.value
  const charges = usage?.charges ?? []
  if (calls.length === 0 && charges.length === 0) return null
  return (
    <aside class="calls" aria-label="What was called">
      <h4>Calls</h4>
      <ol>
        {calls.map((call, at) => (
          <li key={`${at} ${call.id}`}>
            <OneCall call={call} turn={turn} />
          </li>
        ))}
      </ol>
      {charges.length > 0 && (
        <p class="charges">
          AWS bills what was read:{' '}
          {charges
            .map(
              ({ service, count, unit, usd }) =>
                `${service} ${count} ${unit}${count === 1 ? '' : 's'}, ${usd < 0.01 ? 'under $0.01' : `$${usd.toFixed(2)}`}`,
            )
            .join('; ')}
        </p>
      )}
    </aside>
  )
}

function OneCall({ call, turn }: { call: Call; turn: Turn }) {
  const { result } = call
  const status = result?.status ?? 'running'
  const isShown = turn.shownCall.value?.id === call.id
  return (
    <button
      type="button"
      class={`call ${status}`}
      aria-expanded={isShown}
      onClick={() => {
        turn.shownCall.value = isShown ? undefined : { id: call.id }
      }}
    >
      <span class="mark">{marks[status]}</span> <span class="what">{nameOf(call)}</span>
      <span class="facts">{factsOf(call)}</span>
    </button>
  )
}

const marks = { running: '… reading', ok: '✓', partial: '! in part', error: '✗ failed' } as const

/** `ec2 DescribeInstances`, `cloudwatch firing alarms` */
export function nameOf({ tool, input, result }: Call): string {
  const service = tool.replace(/_read_operations$/, '').replaceAll('_', ' ')
  const operation = toolDataOf(result?.result)?.operation || text(input.operation)
  const said = operation.startsWith('recipe:')
    ? operation.slice('recipe:'.length).replaceAll('_', ' ')
    : operation.replace(/^[\w-]+:/, '')
  return shown(`${service} ${said}`.trim())
}

function factsOf({ result, progress }: Call): string {
  if (result === undefined) return progress === undefined ? '' : shown(howFar(progress))
  const data = toolDataOf(result.result)
  const items = data?.regions.reduce((sum, region) => sum + region.items.length, 0)
  const regions = data?.regions.flatMap(({ region }) => region.split(', ')) ?? []
  const failed = data?.regions.filter(({ status }) => status === 'error').length ?? 0
  const parts = [
    regions.length <= 3 ? regions.join(', ') : `${regions.length} regions`,
    items === undefined ? '' : items === 1 ? '1 item' : `${items} items`,
    failed === 0 ? '' : `${failed} failed`,
    result.truncated || data?.regions.some(({ isCut }) => isCut) ? 'cut' : '',
    result.duration_ms === undefined ? '' : `${Math.round(result.duration_ms)} ms`,
    data === undefined ? result.summary : '',
  ]
  return shown(parts.filter(Boolean).join(' · '))
}

/** `3 of 17 · us-east-1 · 4 s` */
function howFar({ done, total, message, elapsed_ms }: NonNullable<Call['progress']>): string {
  const parts = done === undefined ? '' : total === undefined ? `${done}` : `${done} of ${total}`
  return [parts, message, `${Math.round(elapsed_ms / 1_000)} s`].filter(Boolean).join(' · ')
}
