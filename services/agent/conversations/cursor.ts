import type { z } from 'zod'
import { parseJson } from '../json.ts'
import { Refusal } from '../problem.ts'

/** A position as clients hand it back: it says where to go on, never in whose list. */
export function cursorOf(position: object): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** The position in a cursor that `cursorOf` made. */
export function positionIn<T extends z.ZodType>(
  cursor: string | undefined,
  schema: T,
): z.infer<T> | undefined {
  if (cursor === undefined) return undefined
  const parsed = schema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()))
  if (parsed.success) return parsed.data
  throw new Refusal('invalid_request', 'cursor: is none of this list.')
}
