import type { CallAgain, Checked } from '../proof/checked.ts'
import { isSame } from '../proof/differences.ts'
import { type Look, paint } from './look.ts'
import { oneLine } from './one-line.ts'
import { toolCallLine } from './tool-call.ts'

/** What the same calls say now, and which claims that touches; ends with a newline. */
export function againText(
  calls: readonly CallAgain[],
  claims: readonly Checked[],
  look: Look,
): string {
  const parts = calls.map((call) => callText(call, look))
  const fallen = claims.filter(({ stands }) => stands === false)
  const verdict =
    fallen.length === 0
      ? paint(look, ['dim'], 'Each claim that rests on these calls stands still.')
      : [
          paint(look, ['yellow'], '! No longer so, by what is read now'),
          ...fallen.map(({ text, before, now }) => `  ${oneLine(text, 60)}${change(before, now)}`),
        ].join('\n')
  return `${['Asked again', ...parts, verdict].join('\n\n')}\n`
}

function callText({ call, failure, differences }: CallAgain, look: Look): string {
  const head = toolCallLine({ type: 'tool_call', ...call }, look)
  if (failure !== undefined) return `${head}\n  ! ${oneLine(failure, 300)}`
  if (differences === undefined || isSame(differences)) {
    return `${head}\n  as it was${uncompared(differences?.uncompared)}`
  }
  const { changed, gone, added, failed, answered } = differences
  const lines = [
    ...changed.map((one) => `${one.row} ${one.member}: ${shown(one.before)} → ${shown(one.now)}`),
    ...gone.map((row) => `gone: ${row}`),
    ...added.map((row) => `new: ${row}`),
    ...failed.map((region) => `${region} does not answer now`),
    ...answered.map((region) => `${region} answers now`),
  ]
  const most = lines.slice(0, mostLines).map((line) => `  ${oneLine(line, 200)}`)
  const more = lines.length > mostLines ? [`  and ${lines.length - mostLines} more`] : []
  return [
    head,
    ...most,
    ...more,
    ...(differences.uncompared > 0 ? [`  ${uncompared(differences.uncompared).slice(2)}`] : []),
  ].join('\n')
}

const mostLines = 40

const uncompared = (count = 0) =>
  count === 0 ? '' : `, but for ${count} that were not kept of then`

const change = (before: unknown, now: unknown) =>
  before === undefined && now === undefined ? '' : `: ${shown(before)} → ${shown(now)}`

const shown = (value: unknown): string =>
  value === null || value === undefined
    ? 'nothing'
    : typeof value === 'string'
      ? value
      : JSON.stringify(value)
