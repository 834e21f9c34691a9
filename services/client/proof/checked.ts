import type { ConversationMessage, StoredCall } from '../../agent/api.ts'
import type { HeldClaim } from '../../agent/events.ts'
import { evidenceOf } from '../../agent/evidence/evidence.ts'
import { awsCommand } from '../render/aws-command.ts'
import type { Made } from '../render/evidence.ts'
import type { Again } from './ask-again.ts'
import { type Differences, differences } from './differences.ts'
import { leavesOf, type Row, readsOf } from './rows.ts'

/** A claim with the row that it stands in and, asked again, what stands there now. */
export interface Checked extends HeldClaim {
  row?: string
  before?: unknown
  now?: unknown
  /** False where what is read now backs it no more. */
  stands?: boolean
}

export interface CallAgain {
  call: StoredCall
  command?: string
  failure?: string
  differences?: Differences
}

interface Answered {
  calls: readonly StoredCall[]
  again: readonly Again[]
  question: string
}

/** Each claim of an answer with its row and, where calls were asked again, how that stands now. */
export function checked(
  { content, evidence, created_at }: ConversationMessage,
  { calls, again, question }: Answered,
): Checked[] {
  const reads = calls.map(({ result }, at) =>
    again[at] === undefined ? readsOf(result) : readsOf(result, again[at].result),
  )
  const results = calls.map(({ id, tool, input }, at) => ({
    ...{ id, tool, input, result: again[at]?.result },
  }))
  // Ages are told of the moment of the answer.
  const held =
    again.length === 0 ? [] : evidenceOf(content, question, results, new Date(created_at)).claims
  const fallen = new Set(held.filter(({ status }) => status === 'unbacked').map(({ text }) => text))
  return (evidence?.rows ?? []).map((claim): Checked => {
    const at = calls.findIndex(({ id }) => id === claim.call)
    if (at === -1) return claim
    const row = rowAt(reads[at]?.[0]?.rows ?? [], claim.path)
    const shown = row === undefined ? claim : { ...claim, row: row.name }
    if (again.length === 0) return shown
    const member = row && claim.path?.slice(row.path.length).replace(/^\./, '')
    const other = row && reads[at]?.[1]?.rows.find(({ key }) => key === row.key)
    const stands = !fallen.has(claim.text)
    if (member === undefined || member === '' || row === undefined) return { ...shown, stands }
    return {
      ...shown,
      // What is kept may be shaped otherwise; what was said was there.
      before: leavesOf(row.item).get(member) ?? (claim.how === undefined ? claim.text : null),
      now: leavesOf(other?.item).get(member) ?? null,
      stands,
    }
  })
}

const rowAt = (rows: readonly Row[], path: string | undefined): Row | undefined =>
  rows.find(
    (row) =>
      path === row.path || path?.startsWith(`${row.path}.`) || path?.startsWith(`${row.path}[`),
  )

/** A call as it can be made by hand, and what differs of it now. */
export function callAgain(call: StoredCall, again: Again | undefined): CallAgain {
  const { call: made, result } = shownCall(call)
  const command = awsCommand(made, result)
  const { result: _, ...told } = call
  return {
    call: told,
    ...(command !== undefined && { command }),
    ...(again?.failure !== undefined && { failure: again.failure }),
    ...(again !== undefined && { differences: differences(call.result, again.result) }),
  }
}

export function shownCall({
  id,
  tool,
  input,
  status = 'ok',
  duration_ms = 0,
  result,
}: StoredCall): Made {
  const call = { type: 'tool_call', id, tool, input } as const
  const outcome = { status, duration_ms, summary: '', truncated: false, result }
  return { call, result: { type: 'tool_result', id, tool, ...outcome } }
}
