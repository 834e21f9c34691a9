import type { StoredCall } from '../../agent/api.ts'
import type { AgentApi, Page } from '../agent-client.ts'
import { followUps } from '../chat/follow-ups.ts'
import { ClientError } from '../errors.ts'
import { callView } from './call-view.ts'
import type { StoredConversation, StoredMessage } from './page-event.ts'
import { strippedDeep } from './stripped-deep.ts'

/** Turns as they were stored, with what this program makes of their calls. */
export async function storedConversation(
  agent: AgentApi,
  id: string,
  page: Page,
  signal: AbortSignal,
): Promise<StoredConversation> {
  const conversation = await read(agent, id, page, signal)
  const messages: StoredMessage[] = conversation.messages.map(({ tool_calls, ...message }) => ({
    ...message,
    ...(tool_calls !== undefined && { tool_calls: tool_calls.map(withView) }),
  }))
  const last = messages.findLast(({ role }) => role === 'assistant')
  const results = last?.tool_calls?.map(({ result }) => result) ?? []
  const asked = messages.filter(({ role }) => role === 'user').map(({ content }) => content)
  const questions = last === undefined ? [] : followUps(results, last.content, asked)
  return strippedDeep({ ...conversation, messages, follow_ups: questions })
}

/** An agent of an earlier version does not tell calls, and refuses to be asked for them. */
async function read(agent: AgentApi, id: string, page: Page, signal: AbortSignal) {
  try {
    return await agent.readConversation(id, { ...page, calls: true }, signal)
  } catch (error) {
    if (!(error instanceof ClientError) || error.code !== 'invalid_request') throw error
    return agent.readConversation(id, page, signal)
  }
}

function withView(call: StoredCall) {
  const { id, tool, input, status = 'ok', duration_ms = 0, truncated = false, result } = call
  const told = { type: 'tool_result', id, tool, status, duration_ms, truncated, result } as const
  return {
    ...call,
    view: callView({ type: 'tool_call', id, tool, input }, { ...told, summary: '' }),
  }
}
