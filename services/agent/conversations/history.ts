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
  const budget = budgetTokens * bytesPerToken
  let bytes = 0
  let from = before
  let limit = firstTurns
  do {
    const { items, next } = await turns.page(conversationId, { before: from, limit })
    read.push(...items)
    bytes += items.reduce((sum, { bytes }) => sum + bytes, 0)
    limit = Math.ceil((budget - bytes) / (bytes / read.length))
    from = next
    // Those before it are summarized there.
    if (items.some(({ summary_before }) => summary_before !== undefined)) break
  } while (from !== undefined && bytes < budget)
  return read
}

/** Few, as each is read and paid for whether it fits or not; further ones as those let expect. */
const firstTurns = 10
