import type { TurnItem } from './items.ts'
import { mended } from './mended.ts'
import type { StoredMessage } from './messages.ts'
import { bytesPerToken, fitTurn } from './stored-turn.ts'
import { current, readSummary, type Summary, summaryOf } from './summary/summary.ts'

export interface Replay {
  /** Whole turns, oldest first. */
  messages: StoredMessage[]
  /** Of the turns before these; undefined where these are all. */
  summary: Summary | undefined
  /** Where the turns are new to begin at, and what is to be kept there of those before. */
  moved: { turn: number; summary: Summary } | undefined
}

interface Around {
  budgetTokens: number
  /** The first turn of the conversation that counts. */
  firstTurn: number
  now: Date
  /** So long a provider remembers a prompt. */
  cacheMs: number
}

/**
 * What a model reads of earlier turns (given newest first): whole turns, mended, and of those before them a summary, within
 * the budget. The newest is always there, shortened where it alone is too long. Where turns begin moves in large
 * steps, since a prompt cache is of use only where the beginning stays: when they fill the budget, or when the cache
 * is cold and they fill much of it.
 */
export function replay(stored: readonly TurnItem[], around: Around): Replay {
  const { budgetTokens, firstTurn, now } = around
  const known = { firstTurn, nowS: Math.floor(now.getTime() / 1000) }
  const turns = stored.filter(({ left_out }) => left_out !== true)
  const budget = budgetTokens * bytesPerToken
  const begin = turns.findIndex(({ summary_before }) => readSummary(summary_before) !== undefined)
  const summarized = turns[begin]
  const read = begin === -1 ? turns : turns.slice(0, begin + 1)
  const before = readSummary(summarized?.summary_before)
  const summary = before && current(before, known)
  const whole = sizeOf(read) + sizeOfSummary(summary)
  if (whole <= (isCold(stored[0], around) ? budget * coldShare : budget)) {
    return { messages: messagesOf(read, budget), summary, moved: undefined }
  }
  const kept = fromComplete(newestWithin(read, budget * (keptShare - summaryShare)))
  const dropped = read.slice(kept.length).toReversed()
  const oldest = kept.at(-1)
  const messages = messagesOf(kept, budget)
  if (dropped.length === 0 || oldest === undefined) return { messages, summary, moved: undefined }
  const moved = summaryOf({ before, turns: dropped, ...known }, budget * summaryShare)
  return { messages, summary: moved, moved: { turn: oldest.turn, summary: moved } }
}

/** Of the budget: what is kept when turns are left out, and how much of that for the summary. */
const keptShare = 0.4
const summaryShare = 0.2
/** A cold cache is written anew whatever is in it: then it is worth it to begin later. */
const coldShare = 0.5

function isCold(newest: TurnItem | undefined, { now, cacheMs }: Around): boolean {
  return newest !== undefined && now.getTime() - Date.parse(newest.created_at) > cacheMs
}

const sizeOf = (turns: readonly TurnItem[]): number =>
  turns.reduce((sum, { bytes }) => sum + bytes, 0)

const sizeOfSummary = (summary: Summary | undefined): number =>
  summary === undefined ? 0 : Buffer.byteLength(JSON.stringify(summary.turns))

function newestWithin(turns: readonly TurnItem[], budget: number): readonly TurnItem[] {
  let left = budget
  const firstOver = turns.findIndex(({ bytes }, index) => {
    left -= bytes
    return left < 0 && index > 0
  })
  return firstOver === -1 ? turns : turns.slice(0, firstOver)
}

/** What was cut off may run again, and its item is then written anew. */
function fromComplete(turns: readonly TurnItem[]): readonly TurnItem[] {
  const last = turns.findLastIndex(({ status }) => status === 'complete')
  return last === -1 ? turns : turns.slice(0, last + 1)
}

function messagesOf(turns: readonly TurnItem[], budget: number): StoredMessage[] {
  const messages = turns.map(({ messages, bytes }) =>
    closed(mended(bytes > budget ? fitTurn(messages, budget) : messages)),
  )
  return mended(messages.toReversed().flat())
}

/** Every turn ends with the assistant's words: models want the two to alternate. */
function closed(messages: StoredMessage[]): StoredMessage[] {
  if (messages.at(-1)?.role === 'assistant') return messages
  return [...messages, { role: 'assistant', content: [{ text: '(This answer was cut off.)' }] }]
}
