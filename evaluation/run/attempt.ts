import type { AgentEventOf } from '../../services/agent/events.ts'
import type { AgentClient } from '../../services/client/agent-client.ts'
import type { Transcript, TranscriptCall, TranscriptTurn } from './transcript.ts'

export interface Attempt {
  task: string
  seed: string
  phrasing: number
  repeat: number
  /** Of one conversation, in order. */
  questions: readonly string[]
}

/** Asks, and keeps all that came: nothing of it is judged here. */
export async function attempted(
  agent: AgentClient,
  { questions, ...what }: Attempt,
  signal: AbortSignal,
): Promise<Transcript> {
  const turns: TranscriptTurn[] = []
  let conversation: string | undefined
  // The company's moments hang on the clock: they are as they were when they were last read.
  let at = new Date()
  for (const question of questions) {
    const asked = {
      message: question,
      ...(conversation !== undefined && { conversation_id: conversation }),
    }
    const { turn, id, readAt } = await askOnce(agent, asked, signal)
    turns.push(turn)
    at = readAt
    conversation = id
    if (id === undefined) break
  }
  return { ...what, at: at.toISOString(), turns }
}

async function askOnce(
  agent: AgentClient,
  asked: { message: string; conversation_id?: string },
  signal: AbortSignal,
): Promise<{ turn: TranscriptTurn; id: string | undefined; readAt: Date }> {
  const startedAt = performance.now()
  const since = () => Math.round(performance.now() - startedAt)
  const inputs = new Map<string, Record<string, unknown>>()
  const calls: TranscriptCall[] = []
  const notices: string[] = []
  let answer = ''
  let ended = 'nothing'
  let id: string | undefined
  let firstTextMs: number | undefined
  let usd: number | undefined
  let readAt = new Date()
  let usage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, modelCalls: 0 }
  try {
    for await (const event of agent.ask(asked, signal)) {
      switch (event.type) {
        case 'start':
          id = event.conversation_id
          break
        case 'text':
          firstTextMs ??= since()
          answer += event.text
          break
        case 'tool_call':
          inputs.set(event.id, event.input)
          break
        case 'tool_result':
          readAt = new Date()
          calls.push({
            tool: event.tool,
            input: inputs.get(event.id) ?? {},
            status: event.status,
            durationMs: Math.round(event.duration_ms),
            truncated: event.truncated,
            result: event.result,
          })
          break
        case 'notice':
          notices.push(event.message)
          // What was said so far is said again.
          if (event.code === 'answer_restarted') answer = ''
          break
        case 'usage':
          usd = modelUsd(event)
          usage = {
            input: event.input_tokens,
            output: event.output_tokens,
            cacheRead: event.cache_read_tokens,
            cacheWrite: event.cache_write_tokens,
            modelCalls: event.model_calls,
          }
          break
        case 'error':
          ended = event.code
          break
        case 'done':
          ended = event.stop_reason
      }
    }
  } catch (error) {
    signal.throwIfAborted()
    ended = error instanceof Error ? error.message : String(error)
  }
  const times = {
    wholeMs: since(),
    ...(firstTextMs !== undefined && { firstTextMs }),
    ...(usd !== undefined && { usd }),
  }
  return {
    turn: { question: asked.message, answer, calls, notices, ended, usage, ...times },
    id,
    readAt,
  }
}

/** What the model's tokens cost; the rest of a turn (Lambda, table, …) is not spent here. */
function modelUsd({ price }: AgentEventOf<'usage'>): number | undefined {
  if (price === undefined || price.unknown.includes('model')) return undefined
  return price.parts.model ?? 0
}
