import type {
  PolicyResource,
  ResourceValidationPolicy,
  StackValidation,
  StackValidationPolicy,
} from '@pulumi/policy'
import type { z } from 'zod'

/** A rule of each resource by itself, of all of a stack together, or of both. */
export type Rule = ResourceValidationPolicy & Partial<Pick<StackValidationPolicy, 'validateStack'>>

/** What is said of a stack, and of which of its resources. */
export interface StackFault {
  urn: string
  fault: string
}

/** A check of a stack's resources together, once all of them are there. */
export function stack(
  faults: (resources: readonly PolicyResource[], config: unknown) => StackFault[],
): StackValidation {
  return ({ resources, getConfig }, reportViolation) => {
    for (const { urn, fault } of faults(resources, getConfig())) reportViolation(fault, urn)
  }
}

/** The resources of some types, as a schema has them; it names only what the check reads. */
export const ofType = <T>(
  resources: readonly PolicyResource[],
  types: readonly string[],
  schema: z.ZodType<T>,
): (T & { urn: string })[] =>
  resources
    .filter(({ type }) => types.includes(type))
    .map(({ props, urn }) => ({ ...schema.parse(props), urn }))
