import type { Caller } from './auth.ts'
import type { ListedTool } from './listed-tool.ts'
import { memory } from './memory.ts'

interface ToolMemory {
  recall(caller: Caller): readonly ListedTool[] | undefined
  keep(caller: Caller, tools: readonly ListedTool[]): void
}

/** Lists of tools by caller and token's expiry: a new token may have other rights, so it asks anew. */
export function toolMemory(now: () => Date): ToolMemory {
  const lists = memory<readonly ListedTool[]>(now)
  const keyOf = ({ owner, expiresAt }: Caller) => `${owner} ${expiresAt}`
  return {
    recall: (caller) => lists.recall(keyOf(caller)),
    keep: (caller, tools) => lists.keep(keyOf(caller), tools, now().getTime() + rememberMs),
  }
}

const rememberMs = 5 * 60_000
