import { z } from 'zod'

export type Statement = z.infer<typeof statement>

/** The statements of a policy document, a list of one where it has but one. */
export function statementsOf(document: string): Statement[] {
  return parsed.parse(JSON.parse(document)).Statement
}

/** IAM takes one or many. */
const list = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat())

const statement = z.object({
  Sid: z.string().default(''),
  Effect: z.enum(['Allow', 'Deny']),
  /** By kind (`AWS`, `Service`, `Federated`); the bare `*` is that of AWS. */
  Principal: z
    .union([
      z.literal('*').transform((): Record<string, string[]> => ({ AWS: ['*'] })),
      z.record(z.string(), list),
    ])
    .default({}),
  NotPrincipal: z.unknown().optional(),
  Action: list.default([]),
  NotAction: list.optional(),
  Resource: list.default([]),
  NotResource: list.optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
})

const parsed = z.object({
  Statement: z
    .union([statement, z.array(statement)])
    .transform((value): z.infer<typeof statement>[] => [value].flat()),
})
