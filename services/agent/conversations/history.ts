import type { TurnItem } from './items.ts'
import { bytesPerToken } from './stored-turn.ts'
import type { Turns } from './turns.ts'

/**
 * The newest turns, newest first: pages are read until they hold more than the budget, so that the
 * oldest turns of a long conversation cost nothing.
 */
export async function newestTurns(
  turns: Turns,
  conversationId: string,
  { before, budgetTokens }: { before?: number; budgetTokens: number },
): Promise<TurnItem[]> {
  const read: TurnItem[] = []
  let left = budgetTokens * bytesPerToken
  let from = before
  do {
    const { items, next } = await turns.page(conversationId, { before: from, limit: pageTurns })
    read.push(...items)
    left -= items.reduce((sum, { bytes }) => sum + bytes, 0)
    from = next
  } while (from !== undefined && left > 0)
  return read
}

/** Few, as each is read and paid for whether it fits or not. */
const pageTurns = 10
