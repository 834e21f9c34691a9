import type { ConversationMessage } from '../../agent/api.ts'
import { findConversation, wholeWithCalls } from '../conversations.ts'
import { ClientError } from '../errors.ts'
import { gatewayTools } from '../mcp-bridge/gateway-tools.ts'
import { type Again, askAgain } from '../proof/ask-again.ts'
import { callAgain, checked, shownCall } from '../proof/checked.ts'
import { isSame } from '../proof/differences.ts'
import { againText } from '../render/again.ts'
import { proof as proofText } from '../render/evidence.ts'
import { jsonText } from '../render/json-text.ts'
import { lookOf, paint } from '../render/look.ts'
import { minuteOf } from '../render/minute-of.ts'
import { oneLine } from '../render/one-line.ts'
import type { CommandContext } from './context.ts'

export interface ProofOptions {
  id: string
  /** Counted as the conversation does; the newest that has an answer, where none is named. */
  turn?: number
  rerun?: boolean
  json?: boolean
}

/** What each claim of an answer rests on; with `rerun`, what the same calls say now. */
export async function proof(
  { terminal, env, session }: CommandContext,
  { id, turn, rerun = false, json = false }: ProofOptions,
): Promise<number> {
  const opened = await session()
  const { conversation_id } = await findConversation(opened.agent, id, never)
  const { messages } = await wholeWithCalls(opened.agent, conversation_id, never)
  const answer = answerOf(messages, turn)
  const question = messages.find((one) => one.turn === answer.turn && one.role === 'user')
  const { evidence, tool_calls: calls = [] } = answer
  if (evidence === undefined || evidence.claims === 0) {
    const why = calls.length === 0 ? 'nothing was read for it' : 'it states nothing that was read'
    throw new ClientError('no_proof', `Turn ${answer.turn} has no proof: ${why}.`)
  }
  const tools = rerun
    ? gatewayTools({ url: opened.gatewayUrl, token: opened.signIn.accessToken })
    : undefined
  const again: Again[] = []
  try {
    if (tools !== undefined)
      for (const call of calls) again.push(await askAgain(tools, call, never))
  } finally {
    await tools?.close()
  }
  const claims = checked(answer, { calls, again, question: question?.content ?? '' })
  const made = calls.map((call, at) => callAgain(call, again[at]))
  if (json) {
    const { turn, created_at } = answer
    const about = { conversation_id, turn, question: question?.content, answered_at: created_at }
    const asked = rerun ? { asked_again_at: new Date().toISOString() } : {}
    const { undecided = [] } = evidence
    terminal.answer(`${jsonText({ ...about, ...asked, claims, undecided, calls: made }, 2)}\n`)
  } else {
    const look = lookOf(terminal, 'answer', env)
    const head = `${answer.turn} · ${minuteOf(answer.created_at)} · ${oneLine(question?.content ?? '', 200)}`
    terminal.answer(`${paint(look, ['bold'], head)}\n\n`)
    terminal.answer(proofText({ ...evidence, rows: claims }, calls.map(shownCall), look))
    if (rerun) terminal.answer(`\n${againText(made, claims, look)}`)
  }
  const isBacked = evidence.unbacked.length === 0 && claims.every(({ stands }) => stands !== false)
  const isAsBefore = made.every(
    ({ failure, differences: some }) =>
      failure === undefined && (some === undefined || isSame(some)),
  )
  return isBacked && isAsBefore ? 0 : differs
}

/** For scripts: something is not backed, or is not as it was. */
const differs = 6

function answerOf(messages: readonly ConversationMessage[], turn: number | undefined) {
  const answers = messages.filter(({ role }) => role === 'assistant')
  const answer = turn === undefined ? answers.at(-1) : answers.find((one) => one.turn === turn)
  if (answer !== undefined) return answer
  const known = answers.map((one) => one.turn).join(', ')
  const message =
    turn === undefined
      ? 'Nothing was answered in this conversation yet.'
      : `Turn ${turn} has no answer here; those with one: ${known || 'none'}.`
  throw new ClientError('no_proof', message)
}

/** Ctrl-C ends the process. */
const never = new AbortController().signal
