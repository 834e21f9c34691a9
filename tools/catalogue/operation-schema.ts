import { NormalizedSchema } from '@smithy/core/schema'
import { isRecord } from '../json.ts'

/** Input, output and HTTP method of the operation that an SDK client exports as `<Operation>$`. */
export function operationSchema(sdk: Record<string, unknown>, operation: string) {
  const schema = sdk[`${operation}$`]
  if (!Array.isArray(schema)) throw new Error(`No schema for operation ${operation}`)
  const [, , , traits, input, output] = schema
  const http: unknown = isRecord(traits) ? traits.http : undefined
  return {
    input: NormalizedSchema.of(input),
    output: NormalizedSchema.of(output),
    method: Array.isArray(http) ? String(http[0]) : 'POST',
  }
}
