import type { TurnItem } from './items.ts'
import { bytesPerToken } from './stored-turn.ts'
import { readSummary } from './summary/summary.ts'
import { historyAttributes, type Turns } from './turns.ts'

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
  let limit = Math.min(Math.max(Math.ceil(budget / shortTurn), fewest), most)
  do {
    const { items, next } = await turns.page(conversationId, {
      before: from,
      limit,
      attributes: historyAttributes,
    })
    read.push(...items)
    // Of what no model reads, none fills the budget.
    bytes += items.reduce((sum, { bytes, left_out }) => sum + (left_out === true ? 0 : bytes), 0)
    limit = Math.min(Math.ceil((budget - bytes) / (bytes / read.length)) || most, mostAgain)
    from = next
    // Those before it are summarized there.
    if (items.some(({ summary_before }) => readSummary(summary_before) !== undefined)) break
  } while (from !== undefined && bytes < budget)
  return read
}

/**
 * At once, so that a long conversation is read in one request as a short one is: each turn is read and
 * paid for whether it fits or not, which at 64 of them is a hundredth of a cent.
 */
const most = 64
const fewest = 10
const mostAgain = 1_000
/** Bytes: what fits of turns that are longer is less, and of shorter ones there is a further page. */
const shortTurn = 1_000
