import { z } from 'zod'
import { type Graded, graded } from '../run/graded.ts'
import { kinds } from '../tasks/task.ts'
import { exactInterval } from './interval.ts'

const rate = z.object({ right: z.int(), of: z.int(), from: z.number(), to: z.number() })
export type Rate = z.infer<typeof rate>

export const run = z.object({
  model: z.string(),
  modelId: z.string(),
  seeds: z.array(z.string()),
  repeats: z.int(),
  phrasings: z.int(),
  tasks: z.array(z.string()),
  date: z.string(),
  commit: z.string(),
  taskVersion: z.string(),
  /** How many attempts were planned, and why it ended before them. */
  planned: z.int(),
  ended: z.string(),
})
export type Run = z.infer<typeof run>

export const report = run.extend({
  attempts: z.int(),
  /** Attempts in which something stands that no tool said: the first figure to look at. */
  inventing: rate,
  right: rate,
  /** Questions that were right each of so many times. */
  rightEachTime: rate,
  /** Tasks that were right in every phrasing and each time. */
  rightInAllPhrasings: rate,
  bySeed: z.record(z.string(), rate),
  byKind: z.record(z.string(), z.object({ right: rate, inventing: rate })),
  tokens: z.object({ input: z.number(), output: z.number(), cached: z.number() }),
  /** Of all attempts; absent where the price of one is unknown. */
  usd: z.number().optional(),
  firstTextMs: z.object({ p50: z.number(), p95: z.number() }),
  wholeMs: z.object({ p50: z.number(), p95: z.number() }),
  callsPerAttempt: z.number(),
  list: z.array(graded),
})
export type Report = z.infer<typeof report>

export function reportOf(about: Run, list: readonly Graded[]): Report {
  const rights = (some: readonly Graded[]) => rateOf(some.map(({ isRight }) => isRight))
  const invents = (some: readonly Graded[]) =>
    rateOf(some.map(({ inventions }) => inventions.length > 0))
  const each = (key: (one: Graded) => string) =>
    rateOf([...Map.groupBy(list, key).values()].map((some) => some.every(({ isRight }) => isRight)))
  const sum = (of: (one: Graded) => number) => list.reduce((total, one) => total + of(one), 0)
  const priced = list.flatMap(({ usd }) => (usd === undefined ? [] : [usd]))
  return {
    ...about,
    attempts: list.length,
    inventing: invents(list),
    right: rights(list),
    rightEachTime: each(({ seed, task, phrasing }) => `${seed} ${task} ${phrasing}`),
    rightInAllPhrasings: each(({ seed, task }) => `${seed} ${task}`),
    bySeed: Object.fromEntries(
      [...Map.groupBy(list, ({ seed }) => seed)].map(([seed, some]) => [seed, rights(some)]),
    ),
    byKind: Object.fromEntries(
      kinds.flatMap((kind) => {
        const some = list.filter((one) => one.kind === kind)
        return some.length === 0 ? [] : [[kind, { right: rights(some), inventing: invents(some) }]]
      }),
    ),
    tokens: {
      input: sum(({ inputTokens }) => inputTokens),
      output: sum(({ outputTokens }) => outputTokens),
      cached: sum(({ cachedTokens }) => cachedTokens),
    },
    ...(priced.length === list.length &&
      list.length > 0 && { usd: priced.reduce((total, one) => total + one, 0) }),
    firstTextMs: quantiles(
      list.flatMap(({ firstTextMs }) => (firstTextMs === undefined ? [] : [firstTextMs])),
    ),
    wholeMs: quantiles(list.map(({ wholeMs }) => wholeMs)),
    callsPerAttempt: list.length === 0 ? 0 : sum(({ calls }) => calls) / list.length,
    list: [...list],
  }
}

function rateOf(some: readonly boolean[]): Rate {
  const right = some.filter(Boolean).length
  const [from, to] = exactInterval(right, some.length)
  return { right, of: some.length, from, to }
}

function quantiles(values: readonly number[]): { p50: number; p95: number } {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0
  return { p50: at(0.5), p95: at(0.95) }
}
