import { z } from 'zod'

const transcriptCall = z.object({
  tool: z.string(),
  input: z.record(z.string(), z.unknown()),
  status: z.enum(['ok', 'partial', 'error']),
  durationMs: z.number(),
  truncated: z.boolean(),
  result: z.unknown(),
})
export type TranscriptCall = z.infer<typeof transcriptCall>

const turn = z.object({
  question: z.string(),
  answer: z.string(),
  calls: z.array(transcriptCall),
  notices: z.array(z.string()),
  /** How it ended: a stop reason, or an error's code. */
  ended: z.string(),
  usage: z.object({
    input: z.number(),
    output: z.number(),
    cacheRead: z.number(),
    cacheWrite: z.number(),
    modelCalls: z.number(),
  }),
  /** What the turn cost, where its price is known. */
  usd: z.number().optional(),
  firstTextMs: z.number().optional(),
  wholeMs: z.number(),
})
export type TranscriptTurn = z.infer<typeof turn>

/** One question asked once, in a conversation of its own; the last turn is the one that is graded. */
export const transcript = z.object({
  task: z.string(),
  seed: z.string(),
  phrasing: z.int(),
  repeat: z.int(),
  at: z.iso.datetime(),
  turns: z.array(turn).min(1),
})
export type Transcript = z.infer<typeof transcript>
