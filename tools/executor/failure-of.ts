import { actionsOf } from '../catalogue/catalogue.ts'
import { ToolError } from '../tool-error.ts'
import type { FoundOperation } from './find-operation.ts'

export type DescribedFailure = Awaited<ReturnType<typeof failureOf>>

/** A fault of our own is nobody's to act on: it goes up. */
export async function failureOf(
  error: unknown,
  { service, name, operation }: Pick<FoundOperation, 'service' | 'name' | 'operation'>,
) {
  if (error instanceof ToolError) {
    const { hint } = error.details
    return { code: error.code, message: error.message, ...(hint === undefined ? {} : { hint }) }
  }
  // Loaded, as in the other places, where something fails for the first time.
  const { describeFailure } = await import('./failure.ts')
  const failure = describeFailure(error, actionsOf(service, name, operation))
  if (failure === undefined) throw error
  return failure
}
