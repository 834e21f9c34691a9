import * as z from 'zod'
import { parseJson } from '../../json.ts'
import { beginningOf } from '../../text.ts'
import type { TurnItem } from '../items.ts'
import { spoken } from '../stored-turn.ts'
import { factsIn, inFewerWords } from './facts.ts'

/** What is kept of turns that are no longer read: what was asked, and which things and figures were named. */
export type Summary = z.infer<typeof summary>
export type Digest = Summary['turns'][number]

const summary = z.object({
  /** Of the conversation; of turns from it on that are not in `turns` nothing is known any more. */
  first_turn: z.int(),
  turns: z.array(
    z.object({
      turn: z.int(),
      /** Seconds since 1970, of the turn's own item: what is past it is forgotten. */
      ttl: z.number(),
      asked: z.string(),
      facts: z.array(z.string()),
      /** Facts that are no longer known. */
      lost: z.int().default(0),
      /** Something was read for it, so that its facts were held against that. */
      read: z.boolean().default(false),
      /** Some of its facts stand with a later turn, which said the same. */
      again: z.boolean().default(false),
      answered: z.boolean().default(true),
    }),
  ),
})

/** As an item of the table keeps it; undefined of another version's that is not understood. */
export function readSummary(text: string | undefined): Summary | undefined {
  return summary.safeParse(text === undefined ? undefined : parseJson(text)).data
}

interface Dropped {
  /** Of turns before these, where there is one. */
  before: Summary | undefined
  /** Oldest first. */
  turns: readonly TurnItem[]
  /** The first turn of the conversation that counts. */
  firstTurn: number
  nowS: number
}

/** In at most so many bytes: the longest turns lose their last facts first, then the oldest turns all of them. */
export function summaryOf({ before, turns, firstTurn, nowS }: Dropped, maxBytes: number): Summary {
  const known = before?.turns ?? []
  const all = [...known, ...turns.map(digestOf)]
  const valid = withoutRepeats(all.filter((one) => one.turn >= firstTurn && one.ttl > nowS))
  const kept = valid.slice(-Math.max(1, Math.floor(maxBytes / leastBytes)))
  const most = shareOf(kept.map(sizeOf), maxBytes)
  return {
    first_turn: firstTurn,
    turns: kept.map((one) => shortened(one, most)),
  }
}

/** Without what has expired since, or was cleared. */
export function current(of: Summary, { firstTurn, nowS }: Omit<Dropped, 'before' | 'turns'>) {
  const turns = of.turns.filter(({ turn, ttl }) => turn >= firstTurn && ttl > nowS)
  return turns.length === of.turns.length ? of : { ...of, turns }
}

/** The room that a turn is worth, before it is rather forgotten. */
const leastBytes = 160

function digestOf({ turn, ttl, messages, evidence }: TurnItem): Digest {
  const { question, answer } = spoken(messages)
  const unbacked = (evidence?.unbacked ?? [])
    .flatMap(({ text }) => [text, inFewerWords(text)])
    .filter((text) => text !== '')
  const facts = factsIn(answer ?? '').map((fact) =>
    unbacked.some((text) => fact.includes(text))
      ? `${cut(fact, mostFact)}${unbackedMark}`
      : cut(fact, mostFact),
  )
  const asked = cut(question.replace(/\s+/g, ' ').trim(), mostAsked)
  const answered = answer !== undefined
  return { turn, ttl, asked, facts, lost: 0, read: evidence !== undefined, again: false, answered }
}

/** Behind what stood in nothing that was read, as it was said then. */
export const unbackedMark = ' (nothing backed it)'

const mostAsked = 240
const mostFact = 160

/** What several turns said in the same words stands with the last of them: between them it may have been otherwise. */
function withoutRepeats(digests: readonly Digest[]): Digest[] {
  const said = new Set<string>()
  const newestFirst = digests.toReversed().map((one) => {
    const facts = one.facts.filter((fact) => !said.has(fact))
    for (const fact of facts) said.add(fact)
    return { ...one, facts, again: one.again || facts.length < one.facts.length }
  })
  return newestFirst.toReversed()
}

/** The most that each may have, so that all fit: who needs less leaves it to the others. */
function shareOf(sizes: readonly number[], maxBytes: number): number {
  let left = maxBytes
  for (const [at, size] of sizes.toSorted((a, b) => a - b).entries()) {
    const share = Math.floor(left / (sizes.length - at))
    if (size > share) return share
    left -= size
  }
  return Number.POSITIVE_INFINITY
}

const overhead = 30
const sizeOf = ({ asked, facts }: Digest): number =>
  overhead + Buffer.byteLength(asked) + facts.reduce((sum, fact) => sum + bytesOf(fact), 0)
const bytesOf = (fact: string) => Buffer.byteLength(fact) + 2

function shortened(digest: Digest, maxBytes: number): Digest {
  if (sizeOf(digest) <= maxBytes) return digest
  const asked = cut(digest.asked, Math.floor(maxBytes / 3))
  let left = maxBytes - overhead - Buffer.byteLength(asked)
  const firstOver = digest.facts.findIndex((fact) => {
    left -= bytesOf(fact)
    return left < 0
  })
  const facts = firstOver === -1 ? digest.facts : digest.facts.slice(0, firstOver)
  return { ...digest, asked, facts, lost: digest.lost + digest.facts.length - facts.length }
}

/** After a whole word: half of a figure is another figure. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const beginning = beginningOf(text, Math.max(0, length - 1))
  const whole = /\s/.test(text.charAt(beginning.length))
    ? beginning
    : beginning.replace(/(?<=\S)\s+\S*$/, '')
  return `${whole}…`
}
