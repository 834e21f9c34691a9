import type { Caller } from './auth.ts'
import type { GatewayTool } from './gateway.ts'

interface ToolMemory {
  recall(caller: Caller): readonly GatewayTool[] | undefined
  keep(caller: Caller, tools: readonly GatewayTool[]): void
}

/** Lists of tools by caller and token's expiry: a new token may have other rights, so it asks anew. */
export function toolMemory(now: () => Date): ToolMemory {
  const lists = new Map<string, { tools: readonly GatewayTool[]; until: number }>()
  const keyOf = ({ owner, expiresAt }: Caller) => `${owner} ${expiresAt}`
  return {
    recall(caller) {
      const list = lists.get(keyOf(caller))
      return list !== undefined && list.until > now().getTime() ? list.tools : undefined
    },
    keep(caller, tools) {
      lists.delete(keyOf(caller))
      lists.set(keyOf(caller), { tools, until: now().getTime() + rememberMs })
      const [oldest] = lists.keys()
      if (lists.size > maxRemembered && oldest !== undefined) lists.delete(oldest)
    },
  }
}

const rememberMs = 5 * 60_000
const maxRemembered = 1_000
