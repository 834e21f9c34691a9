import { randomUUID } from 'node:crypto'
import type { AgentEvent } from '../services/agent/events.ts'
import { agentIs } from '../services/client/agent-client/versions.ts'
import { type AgentApi, type AgentClient, agentClient } from '../services/client/agent-client.ts'
import type { Credentials } from '../services/client/sign-request.ts'
import type { StackOutputs } from '../stacks/outputs.ts'
import { coreServices } from '../tools/catalogue/services.ts'
import { toolsFor } from '../tools/tools.ts'
import { type Check, Unmet } from './check.ts'

export interface Deployed {
  outputs: StackOutputs
  /** Of somebody who may ask. */
  token: string
  credentials: () => Promise<Credentials>
}

/** A question on its whole way, hop by hop; the conversation is deleted in the end. */
export function smokeChecks({ outputs, token, credentials }: Deployed): Check[] {
  const { environment, functionUrl, gatewayUrl, region } = outputs
  const agent = agentClient({ functionUrl, region, credentials, token: async () => token })
  const asked = askOnce(agent)
  return [
    { name: 'the Function URL refuses who does not sign', run: () => refuses(functionUrl, 403) },
    { name: 'the agent answers', run: () => agentAnswers(agent, environment) },
    { name: 'the gateway refuses who has no token', run: () => refuses(gatewayUrl, 401) },
    { name: 'the gateway shows its tools', run: () => showsTools(agent) },
    { name: 'the tool handler reads AWS', run: async () => readsAws(await asked()) },
    { name: 'the model answers', run: async () => modelAnswers(await asked()) },
    { name: 'the conversation is kept', run: async () => isKept(agent, await asked()) },
  ]
}

const timeoutMs = 30_000
const question = 'Which S3 buckets are there?'

/** Asked at the first need, and once; who asks again gets the same events, or the same failure. */
function askOnce(agent: AgentClient): () => Promise<AgentEvent[]> {
  let events: Promise<AgentEvent[]> | undefined
  return () => {
    const body = { message: question, request_id: randomUUID(), client_id: 'smoke' }
    events ??= Array.fromAsync(agent.ask(body, AbortSignal.timeout(120_000)))
    return events
  }
}

async function refuses(url: string, expected: number): Promise<string> {
  const message = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify(message),
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (response.status !== expected) {
    throw new Unmet(`${url} answers ${response.status}, not ${expected}: it is open to others`)
  }
  return String(expected)
}

async function agentAnswers(agent: AgentApi, environment: string): Promise<string> {
  const found = await agent.health(AbortSignal.timeout(timeoutMs))
  if (found.environment !== environment) {
    throw new Unmet(`it is the agent of ${found.environment}, not of ${environment}`)
  }
  return `version ${agentIs(found)} of ${environment}`
}

async function showsTools(agent: AgentApi): Promise<string> {
  const shown = (await agent.tools(AbortSignal.timeout(timeoutMs))).tools.map(({ name }) => name)
  const missing = toolsFor(coreServices)
    .filter(({ name }) => !shown.includes(name))
    .map(({ name }) => name)
  if (missing.length > 0) {
    throw new Unmet(
      `it lacks ${missing.join(', ')}: deploy again, so that both are of this version`,
    )
  }
  return `${shown.length} tools`
}

function readsAws(events: readonly AgentEvent[]): string {
  const results = events.filter((event) => event.type === 'tool_result')
  const good = results.find(({ status }) => status === 'ok')
  if (good !== undefined) return `${good.tool}: ${good.summary}`
  const [bad] = results
  throw new Unmet(
    bad === undefined
      ? 'the model called no tool: see the notices, and ask again'
      : `${bad.tool} answers ${bad.status}: ${bad.summary}`,
  )
}

function modelAnswers(events: readonly AgentEvent[]): string {
  const last = events.at(-1)
  if (last?.type === 'error') throw new Unmet(`${last.code}: ${last.message}`)
  const text = events.map((event) => (event.type === 'text' ? event.text : '')).join('')
  if (text.trim() === '') throw new Unmet('the turn ended without a word')
  return `${text.length} characters`
}

async function isKept(agent: AgentApi, events: readonly AgentEvent[]): Promise<string> {
  const start = events.find((event) => event.type === 'start')
  if (start === undefined) throw new Unmet('the turn never started')
  const { conversation_id } = start
  const signal = AbortSignal.timeout(timeoutMs)
  const { messages } = await agent.readConversation(conversation_id, {}, signal)
  const roles = messages.map(({ role }) => role).join(', ')
  await agent.deleteConversation(conversation_id, signal)
  if (messages[0]?.content !== question) throw new Unmet('it does not begin with the question')
  return `${roles}; and now deleted`
}
