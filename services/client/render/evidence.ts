import type { Evidence, HeldClaim } from '../../agent/events.ts'
import { stripControls } from '../strip-controls.ts'
import { awsCommand } from './aws-command.ts'
import { type Look, paint } from './look.ts'
import { oneLine } from './one-line.ts'
import { toolCallLine } from './tool-call.ts'
import type { ToolCall, ToolResult } from './tool-data.ts'

/** `14 facts, each from a call above`, or what nothing backs, without a newline. */
export function evidenceLine(evidence: Evidence, look: Look): string {
  const { unbacked, undecided = [], found, derived, asked } = evidence
  const open = undecided.length === 0 ? '' : `; ${undecided.length} not checked`
  const facts = found + derived
  if (unbacked.length > 0) {
    const named = unbacked.slice(0, mostNamed).map(({ text }) => `“${oneLine(text, 80)}”`)
    const more = unbacked.length > mostNamed ? ` and ${unbacked.length - mostNamed} more` : ''
    return paint(
      look,
      ['yellow'],
      `! Nothing that was read backs ${named.join(', ')}${more}${open}.`,
    )
  }
  const said =
    facts === 0
      ? `No fact but ${asked === 1 ? 'one' : 'those'} of the question`
      : facts === 1
        ? '1 fact, from a call above'
        : `${facts} facts, each from a call above`
  return paint(look, ['dim'], `${said}${open}`)
}

const mostNamed = 8

export interface Made {
  call: ToolCall
  result: ToolResult | undefined
}

/** Each claim under the call that it is from, with the `aws` command that reads the same; ends with a newline. */
export function proof(
  { rows, undecided = [] }: Evidence,
  calls: readonly Made[],
  look: Look,
): string {
  const ofCall = Map.groupBy(rows, ({ status, call }) =>
    status === 'found' || status === 'derived' ? (call ?? '') : status,
  )
  const made = calls.flatMap(({ call, result }) => {
    const some = ofCall.get(call.id) ?? []
    ofCall.delete(call.id)
    if (some.length === 0) return []
    const command = awsCommand(call, result)
    const shown = command === undefined ? [] : [indented(command)]
    return [[toolCallLine(call, look), ...lines(some), ...shown].join('\n')]
  })
  const others = [...ofCall].map(([from, some]) =>
    [paint(look, [from === 'unbacked' ? 'yellow' : 'dim'], headOf(from)), ...lines(some)].join(
      '\n',
    ),
  )
  const open =
    undecided.length === 0
      ? []
      : [
          [
            paint(look, ['dim'], openHead),
            ...undecided.map(({ text }) => `  ${oneLine(text, 60)}`),
          ].join('\n'),
        ]
  return `${[...made, ...others, ...open].join('\n\n')}\n`
}

const openHead = 'Not checked: what was read could come to this, in ways that are not told apart'

function headOf(from: string): string {
  if (from === 'unbacked') return '! Nothing that was read backs'
  if (from === 'asked') return 'Of the question, or of what was asked for'
  if (from.startsWith('turn ')) return `From the answer of ${oneLine(from, 20)}`
  return from === '' ? 'From the answer itself' : 'From a call of an earlier turn'
}

function lines(rows: readonly (HeldClaim & { row?: string })[]): string[] {
  const texts = rows.map(({ text }) => oneLine(text, 60))
  const width = Math.min(40, Math.max(...texts.map((text) => text.length)))
  return rows.map((row, at) =>
    `  ${(texts[at] ?? '').padEnd(width)}  ${[whereOf(row), rowOf(row)].filter(Boolean).join('  ')}`.trimEnd(),
  )
}

/** Which one it is, where that is known. */
const rowOf = (claim: HeldClaim & { row?: string }): string =>
  claim.row === undefined || claim.row === claim.text ? '' : oneLine(`of ${claim.row}`, 80)

/** `regions[0].items[3].State.Name`, `sum of Size of the rows`. */
function whereOf({ path, how }: HeldClaim): string {
  return [how, path].flatMap((part) => (part === undefined ? [] : oneLine(part, 120))).join(', ')
}

const indented = (command: string) => stripControls(command).replace(/^/gm, '  $ ')
