import { createApp } from '../../services/agent/app.ts'
import { agentConfig } from '../../services/agent/config.ts'
import { ask, type Question } from './ask.ts'
import type { BreakableStack } from './breakable-stack.ts'

export type OpenAgent = Awaited<ReturnType<typeof openAgent>>

/** A freshly started agent of one person, which knows neither keys nor tools yet. */
export async function openAgent(stack: BreakableStack, user: string, modelStallSeconds = 10) {
  const token = await stack.tokenOf(user)
  let aheadMs = 0
  const config = agentConfig({
    ...stack.env,
    MODEL_STALL_SECONDS: String(modelStallSeconds),
    TOOL_TIMEOUT_SECONDS: '0.3',
    TABLE_TIMEOUT_SECONDS: '0.15',
  })
  const app = createApp(config, { clock: () => new Date(Date.now() + aheadMs) })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    ask: (question: Question) => ask(url, token, question),
    now: () => new Date(Date.now() + aheadMs),
    /** Time goes by for this agent. */
    pass(ms: number) {
      aheadMs += ms
    },
    async [Symbol.asyncDispose]() {
      app.server.closeAllConnections()
      await app.close()
    },
  }
}
