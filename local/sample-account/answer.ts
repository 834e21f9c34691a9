/** One call of an SDK operation; `service` is the client package's suffix, as `auto-scaling`. */
export interface Call {
  service: string
  operation: string
  input: Input
  region: string
  /** The SDK's runtime schema of the operation, where the caller has it. */
  schema?: unknown
}

export type Input = Readonly<Record<string, unknown>>
export type Output = Record<string, unknown>

/** Where and when a call is answered. */
export interface Place {
  readonly region: string
  readonly now: Date
}

export type Answer = (input: Input, at: Place) => Output

/** One service's answers by operation. */
export type Answers = Readonly<Record<string, Answer>>

/** A string of the input; numbers and all else count as absent. */
export function text(input: Input, member: string): string | undefined {
  const value = input[member]
  return typeof value === 'string' ? value : undefined
}

/** The strings of a list of the input; none where the member is absent. */
export function texts(input: Input, member: string): string[] {
  return list(input[member]).filter((value) => typeof value === 'string')
}

/** The structures of a list of the input. */
export function records(input: Input, member: string): Record<string, unknown>[] {
  return list(input[member]).filter(isRecord)
}

export function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {}
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
