import type { AgentEvent } from '../../../../services/agent/events.ts'
import { type AgentClientOptions, agentClient } from '../../../../services/client/agent-client.ts'

/** A client that waits for nothing: what it would have waited is kept. */
export function clientOf(functionUrl: string, options: Partial<AgentClientOptions> = {}) {
  const waits: number[] = []
  const client = agentClient({
    functionUrl,
    region: 'eu-west-1',
    credentials: async () => ({ accessKeyId: 'AKID', secretAccessKey: 'secret' }),
    token: async () => 'the-token',
    random: () => 1,
    sleep: async (ms) => void waits.push(ms),
    ...options,
  })
  return {
    waits,
    client,
    ask: (message = 'hello') =>
      Array.fromAsync(client.ask({ message }, AbortSignal.timeout(45_000))),
  }
}

/** Without the notices of the client's own. */
export function answerIn(events: readonly AgentEvent[]): AgentEvent[] {
  return events.filter((event) => event.type !== 'notice' || event.code !== 'retrying')
}

export function textIn(events: readonly AgentEvent[]): string {
  return events.map((event) => (event.type === 'text' ? event.text : '')).join('')
}
