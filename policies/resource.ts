import type { ResourceValidation, ResourceValidationArgs } from '@pulumi/policy'
import { z } from 'zod'

/**
 * A check of resources of these types: `faults` says what is wrong with one, a sentence each. The
 * schema names only what the check reads: in a preview, a rule that reads a value which is not yet
 * known does not apply. A resource of another shape than the schema's is an error, not a pass.
 */
export function resources<T>(
  types: readonly string[],
  schema: z.ZodType<T>,
  faults: (props: T, args: ResourceValidationArgs) => readonly string[],
): ResourceValidation {
  return (args, reportViolation) => {
    if (!types.includes(args.type)) return
    for (const fault of faults(schema.parse(args.props), args)) reportViolation(fault)
  }
}

export const tables = ['aws:dynamodb/table:Table']

/** A feature that is a block of its own, and absent where it is off. */
export const enabled = z.object({ enabled: z.boolean().default(false) }).optional()
