import type { ConversationMessage, ConversationPage, StoredCall } from '../agent/api.ts'
import type { Evidence } from '../agent/events.ts'
import { awsCommand } from '../client/render/aws-command.ts'
import { accountsIn } from './accounts.ts'
import { notLookedAt } from './not-looked-at.ts'
import { withoutSecrets } from './without-secrets.ts'

/** A conversation, or a turn of it, as somebody else can read and check it: what both forms of it are made of. */
export interface Report {
  title: string
  conversationId: string
  /** Which deployment answered, where it is known. */
  environment: string | undefined
  /** Those that were read: twelve digits each. */
  accounts: readonly string[]
  madeAt: Date
  turns: readonly ReportTurn[]
}

export interface ReportTurn {
  turn: number
  askedAt: string
  question: string
  /** Markdown, as the model wrote it; undefined where there is none. */
  answer: string | undefined
  isCutOff: boolean
  evidence: Evidence | undefined
  calls: readonly ReportCall[]
  /** In sentences: what failed, was cut, or was not asked for. */
  notLookedAt: readonly string[]
}

export interface ReportCall {
  id: string
  tool: string
  /** `ec2:DescribeInstances`, a question in words, or nothing. */
  asked: string
  regions: readonly string[]
  at: string | undefined
  durationMs: number | undefined
  status: string | undefined
  /** How many items came. */
  items: number | undefined
  /** The `aws` command that reads the same, where there is one. */
  command: string | undefined
}

export interface About {
  madeAt: Date
  /** Only this one. */
  turn?: number | undefined
  environment?: string | undefined
  account?: string | undefined
}

/** Of a page of `GET /api/conversations/{id}?calls=true`; secrets are looked for once more. */
export function reportOf(page: ConversationPage, about: About): Report {
  const { title, conversation_id, messages } = withoutSecrets(page)
  const some = messages.filter(({ turn }) => about.turn === undefined || turn === about.turn)
  const calls = some.flatMap(({ tool_calls = [] }) => tool_calls)
  const turns = Map.groupBy(some, ({ turn }) => turn)
  return {
    ...{ title, conversationId: conversation_id, madeAt: about.madeAt },
    environment: about.environment,
    accounts: accountsIn(calls, about.account),
    turns: [...turns.values()].map(turnOf),
  }
}

function turnOf(messages: readonly ConversationMessage[]): ReportTurn {
  const question = messages.find(({ role }) => role === 'user')
  const answer = messages.find(({ role }) => role === 'assistant')
  const { tool_calls: calls = [], evidence } = answer ?? {}
  return {
    turn: messages[0]?.turn ?? 0,
    askedAt: messages[0]?.created_at ?? '',
    question: question?.content ?? '',
    answer: answer?.content,
    isCutOff: messages.some(({ status }) => status === 'interrupted'),
    evidence,
    calls: calls.map(callOf),
    notLookedAt: notLookedAt(calls),
  }
}

function callOf(call: StoredCall): ReportCall {
  const { id, tool, input, at, duration_ms, status = 'ok', result } = call
  const { operation, regions } = Object(result) as { operation?: unknown; regions?: unknown }
  const read = Array.isArray(regions) ? regions.map(Object) : []
  const asked = [operation, input.operation, input.question].find((one) => typeof one === 'string')
  const items = read.reduce(
    (sum, { items }: { items?: unknown }) => sum + (Array.isArray(items) ? items.length : 0),
    0,
  )
  const outcome = { type: 'tool_result', id, tool, status, duration_ms: duration_ms ?? 0 } as const
  return {
    ...{ id, tool, at, durationMs: duration_ms, status: call.status },
    asked: String(asked ?? ''),
    regions: read.flatMap(({ region }: { region?: unknown }) =>
      typeof region === 'string' ? [region] : [],
    ),
    items: read.length === 0 ? undefined : items,
    command: awsCommand(
      { type: 'tool_call', id, tool, input },
      { ...outcome, result, summary: '', truncated: call.truncated ?? false },
    ),
  }
}

/** `2026-11-28 09:30 UTC`: whoever receives it may be elsewhere. */
export function momentText(at: string | Date): string {
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime())) return 'at an unknown time'
  return `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** `14 facts, each from a call` or what nothing backs, as a sentence. */
export function verdictOf({ evidence, calls, answer }: ReportTurn): string {
  if (answer === undefined) return 'There is no answer.'
  if (evidence === undefined) {
    return calls.length === 0
      ? 'Nothing was read for this answer: nothing backs what it says.'
      : 'This answer states nothing that could be held against what was read.'
  }
  const { unbacked, undecided = [], found, derived } = evidence
  const open = undecided.length === 0 ? '' : ` Not checked: ${quoted(undecided)}.`
  if (unbacked.length > 0) {
    const what = unbacked.length === 1 ? '1 thing' : `${unbacked.length} things`
    return `Nothing that was read backs ${what} in this answer: ${quoted(unbacked)}.${open}`
  }
  const facts = found + derived
  const said =
    facts === 1 ? '1 fact, from a call below.' : `${facts} facts, each from a call below.`
  return `${said}${open}`
}

const quoted = (claims: readonly { text: string }[]): string =>
  claims.map(({ text }) => `“${text}”`).join(', ')

/** What is said of a call: what was asked where, how much came of it, when and how long it took. */
export function callFacts(call: ReportCall): string[] {
  const { tool, asked, regions, status, items, at, durationMs } = call
  return [
    `${tool} ${asked}`.trim(),
    ...(regions.length > 0 ? [regions.join(', ')] : []),
    ...(items === undefined ? [] : [items === 1 ? '1 item kept' : `${items} items kept`]),
    ...(status === undefined || status === 'ok' ? [] : [status]),
    ...(at === undefined ? [] : [`${at.slice(0, 19).replace('T', ' ')} UTC`]),
    ...(durationMs === undefined ? [] : [`${durationMs} ms`]),
  ]
}

/** Where each claim stands, in words. */
export function factsOf({ evidence, calls }: ReportTurn): Fact[] {
  return (evidence?.rows ?? []).map(({ text, kind, status, call, path, how }) => {
    const at = calls.findIndex(({ id }) => id === call)
    const from = at === -1 ? (call ?? '') : `call ${at + 1}`
    const where = [from, how, path].filter((part) => part !== undefined && part !== '').join(', ')
    return { text, kind, isBacked: status !== 'unbacked', where: where || wordsFor[status] }
  })
}

export interface Fact {
  text: string
  kind: string
  isBacked: boolean
  /** `call 1, regions[0].items[3].State.Name` */
  where: string
}

const wordsFor = {
  found: 'in a result',
  derived: 'from what the answer states',
  asked: 'of the question',
  unbacked: 'nothing that was read backs this',
}
