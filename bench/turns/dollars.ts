import { type AgentConfig, agentConfig } from '../../services/agent/config.ts'
import type { TurnItem } from '../../services/agent/conversations/items.ts'
import type { StoredMessage } from '../../services/agent/conversations/messages.ts'
import { replay } from '../../services/agent/conversations/replay.ts'
import { summaryMessages } from '../../services/agent/conversations/summary/summary-messages.ts'
import { noUsage, type Usage } from '../../services/agent/events.ts'
import { modelForm } from '../../services/agent/model-form/write.ts'
import { turnPrice } from '../../services/agent/prices/turn-price.ts'
import { systemPrompt } from '../../services/agent/system-prompt.ts'
import { type Json, untrusted } from '../../services/agent/tool-result.ts'
import { jsonBytes } from '../../tools/json.ts'
import { tools } from '../../tools/tools.ts'
import { kilobytes, type Row } from '../figures.ts'

/** What one question sends to the model and costs, counted and not timed: tokens are bytes / 4. */
export interface QuestionCost {
  bytes: number
  tokens: number
  usd: number
}

/** The questions whose price is promised, beside the least that each could come to. */
export function questionCosts(
  result: Json,
): Record<Priced, { ours: QuestionCost; floor: QuestionCost }> {
  return {
    plain: { ours: plain(), floor: promptAlone(1) },
    'with a tool': { ours: withTool(modelForm(result, input)), floor: promptAlone(2) },
    'turn 50 after a pause': { ours: afterPause(50), floor: promptAlone(1) },
    'turn 178 after a pause': { ours: afterPause(178), floor: promptAlone(1) },
  }
}

type Priced = 'plain' | 'with a tool' | 'turn 50 after a pause' | 'turn 178 after a pause'

/** For the table of the benchmarks: `result` is what the tool says of five instances. */
export function dollars(result: Json): Row[] {
  return Object.entries(questionCosts(result)).flatMap(([name, { ours, floor }]) => [
    { name: `${name}: sent`, unit: kilobytes, ours: ours.bytes, peer: floor.bytes },
    { name: `${name}: tokens`, unit: String, ours: ours.tokens, peer: floor.tokens },
    { name: `a thousand, ${name}`, unit: usd, ours: ours.usd * 1000, peer: floor.usd * 1000 },
  ])
}

const usd = (value: number) => `$${value.toFixed(2)}`

const input = { operation: 'DescribeInstances', region: 'us-east-1' }
const question = user('Which instances run in us-east-1, and who owns them?')
/** As long as a short answer is. */
const answerTokens = 150
const toolUseTokens = 50

/** In one conversation's first turn; everybody's instructions and tools are in the cache. */
function plain(): QuestionCost {
  return costOf([{ messages: [question], known: 0, output: answerTokens }], 3_900, 0)
}

function withTool(form: Json): QuestionCost {
  const toolUse = {
    name: 'ec2_read_operations',
    toolUseId: 'tooluse_1234567890abcdefghijkl',
    input,
  }
  const toolResult = {
    ...{ toolUseId: toolUse.toolUseId, status: 'success' as const },
    content: [{ json: untrusted(form) }],
  }
  const second: StoredMessage[] = [
    question,
    { role: 'assistant', content: [{ toolUse }] },
    { role: 'user', content: [{ toolResult }] },
  ]
  const calls = [
    { messages: [question], known: 0, output: toolUseTokens },
    { messages: second, known: jsonBytes([question]), output: answerTokens },
  ]
  return costOf(calls, 5_400, 300)
}

/** The floor: instructions, tools, the question and the answer. */
function promptAlone(calls: number): QuestionCost {
  const call = { messages: [question], known: jsonBytes([question]), output: answerTokens / calls }
  return costOf(
    Array.from({ length: calls }, () => call),
    3_900,
    0,
  )
}

/** A turn of a conversation of 1-KB answers half a minute apart, more than five minutes after the one before. */
function afterPause(turn: number): QuestionCost {
  const stored: TurnItem[] = []
  const at = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 30_000)
  const read = (now: Date) => {
    const around = {
      budgetTokens: config.limits.historyTokens,
      firstTurn: 1,
      now,
      cacheMs: pauseMs,
    }
    const replayed = replay(stored, around)
    const item = stored.find(({ turn }) => turn === replayed.moved?.turn)
    if (item !== undefined) item.summary_before = JSON.stringify(replayed.moved?.summary)
    return [...summaryMessages(replayed.summary), ...replayed.messages]
  }
  for (let n = 1; n < turn; n += 1) {
    read(at(n))
    stored.unshift(turnOf(n, at(n)))
  }
  const messages = [...read(new Date(at(turn).getTime() + pauseMs + 1_000)), question]
  return costOf([{ messages, known: 0, output: answerTokens }], 3_900, 0)
}

const pauseMs = 5 * 60_000

function turnOf(turn: number, at: Date): TurnItem {
  const lines = Array.from(
    { length: 16 },
    (_, row) =>
      `- web-${turn}-${row} (m7g.large) runs since day ${row} of turn ${turn}, as before.`,
  )
  const messages = [user(`What of group ${turn}?`), assistant(lines.join('\n'))]
  return {
    ...{ conversation_id: 'c', item: `turn#${turn}`, turn, request_id: `r${turn}`, messages },
    ...{ status: 'complete', created_at: at.toISOString(), ttl: Number.MAX_SAFE_INTEGER },
    bytes: jsonBytes(messages),
  }
}

interface ModelCall {
  messages: readonly StoredMessage[]
  /** Bytes of them that the cache has from the call before. */
  known: number
  output: number
}

const prompt = {
  system: [{ text: systemPrompt }],
  toolConfig: {
    tools: tools.map(({ name, description, inputSchema }) => ({
      toolSpec: { name, description, inputSchema: { json: inputSchema } },
    })),
  },
}
const tokensOf = (bytes: number) => Math.round(bytes / 4)

function costOf(calls: readonly ModelCall[], durationMs: number, toolMs: number): QuestionCost {
  const promptBytes = jsonBytes(prompt)
  const usage: Usage = { ...noUsage, model_calls: calls.length, tool_calls: toolMs > 0 ? 1 : 0 }
  let bytes = 0
  for (const { messages, known, output } of calls) {
    const own = jsonBytes(messages)
    bytes += promptBytes + own
    usage.cache_read_tokens += tokensOf(promptBytes + known)
    usage.cache_write_tokens += tokensOf(own - known)
    usage.output_tokens += output
  }
  const stored = { storedBytes: 2_000, readBytes: 0 }
  const { usd } = turnPrice({
    config: { ...config, ...lambda },
    usage,
    durationMs,
    toolMs,
    ...stored,
  })
  return { bytes, tokens: tokensOf(bytes), usd }
}

const config: AgentConfig = agentConfig({
  ...{ ENVIRONMENT: 'bench', CONVERSATIONS_TABLE: 't', GATEWAY_URL: 'https://gateway.invalid' },
  ...{ OKTA_ISSUER: 'https://issuer.invalid', OKTA_AUDIENCE: 'a', OKTA_CLIENT_ID: 'c' },
})
const lambda = { deployment: 'bench', region: 'us-east-1', memoryMb: 1_536 }

function user(text: string): StoredMessage {
  return { role: 'user', content: [{ text }] }
}

function assistant(text: string): StoredMessage {
  return { role: 'assistant', content: [{ text }] }
}
