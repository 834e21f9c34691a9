import { z } from 'zod'

const regionResult = z.object({
  region: z.string(),
  status: z.string(),
  part: z.number().optional(),
  summary: z.string().optional(),
  notes: z.array(z.string()).default([]),
  items: z.array(z.unknown()).default([]),
  about: z.record(z.string(), z.unknown()).optional(),
  failures: z.array(z.looseObject({ message: z.string() })).default([]),
  truncated: z.boolean().default(false),
  code: z.string().optional(),
  message: z.string().optional(),
  hint: z.string().optional(),
})

const part = z.object({
  question: z.string(),
  operation: z.string().optional(),
  summary: z.string().optional(),
  understood: z.string().optional(),
  columns: z.array(z.string()).default([]),
  notice: z.string().optional(),
  message: z.string().optional(),
  empty_regions: z.array(z.string()).default([]),
})

/** What of a tool's result is shown; what a newer handler adds is let be. */
export const toolResult = z.object({
  status: z.string(),
  operation: z.string().optional(),
  summary: z.string().optional(),
  understood: z.string().optional(),
  columns: z.array(z.string()).default([]),
  for_each: z.looseObject({ parameter: z.string() }).optional(),
  notice: z.string().optional(),
  regions: z.array(regionResult),
  empty_regions: z.array(z.string()).default([]),
  message: z.string().optional(),
  hint: z.string().optional(),
  questions: z.array(z.string()).default([]),
  parts: z.array(part).default([]),
})

export type ShownResult = z.infer<typeof toolResult>
export type ShownRegion = z.infer<typeof regionResult>

/** AWS said something beside the list: where there is no item, that is the answer. */
export const isToldOf = ({ about = {} }: ShownRegion): boolean => Object.keys(about).length > 0
