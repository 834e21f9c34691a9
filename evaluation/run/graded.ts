import { z } from 'zod'
import { grade } from '../grade/grade.ts'
import { kinds } from '../tasks/task.ts'
import { tasksAt } from '../tasks/tasks.ts'
import type { Transcript } from './transcript.ts'

/** One attempt as reports have it: what it came to, without what was said. */
export const graded = z.object({
  task: z.string(),
  kind: z.enum(kinds),
  seed: z.string(),
  phrasing: z.int(),
  repeat: z.int(),
  isRight: z.boolean(),
  wrong: z.array(z.string()),
  inventions: z.array(z.object({ kind: z.string(), text: z.string() })),
  calls: z.int(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  cachedTokens: z.number(),
  usd: z.number().optional(),
  firstTextMs: z.number().optional(),
  wholeMs: z.number(),
})
export type Graded = z.infer<typeof graded>

/** By the tasks and graders of now; a task that there is no more is no attempt. */
export function gradedOf(transcript: Transcript): Graded | undefined {
  const task = tasksAt(new Date(transcript.at)).find(({ id }) => id === transcript.task)
  if (task === undefined) return undefined
  const { isRight, wrong, inventions, calls } = grade(task, transcript)
  const { seed, phrasing, repeat, turns } = transcript
  const last = turns.at(-1)
  const sum = (of: (turn: (typeof turns)[number]) => number) =>
    turns.reduce((total, turn) => total + of(turn), 0)
  const prices = turns.flatMap(({ usd }) => (usd === undefined ? [] : [usd]))
  return {
    task: task.id,
    kind: task.kind,
    seed,
    phrasing,
    repeat,
    isRight,
    wrong,
    inventions,
    calls,
    inputTokens: sum(({ usage }) => usage.input),
    outputTokens: sum(({ usage }) => usage.output),
    cachedTokens: sum(({ usage }) => usage.cacheRead),
    ...(prices.length === turns.length && { usd: prices.reduce((total, one) => total + one, 0) }),
    ...(last?.firstTextMs !== undefined && { firstTextMs: last.firstTextMs }),
    wholeMs: last?.wholeMs ?? 0,
  }
}
