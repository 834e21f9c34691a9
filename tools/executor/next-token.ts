import { createHash } from 'node:crypto'
import * as z from 'zod'
import { ToolError } from '../tool-error.ts'

/** Where a cut answer goes on: a page of AWS's, and how many of its items were given already. */
export interface Position {
  region: string
  /** AWS's own tokens by input member; none for the first page. */
  tokens: Record<string, unknown>
  skip: number
  /** The page size that `skip` counts in. */
  page?: number
  /** Of a call for each of many names: which name the rest is of. */
  each?: EachPosition
}

/** By its place in the list that was given, or by where the list of all goes on. */
export type EachPosition =
  | { at: number }
  | { list: { tokens: Record<string, unknown>; skip: number; page?: number | undefined } }

/** Opaque to its holder, and good for the same operation and parameters only. */
export function writeToken(position: Position, call: string): string {
  const { region, tokens, skip, page, each } = position
  const token = { r: region, t: tokens, s: skip, p: page, e: each, c: digest(call) }
  return Buffer.from(JSON.stringify(token, bytesAsText)).toString('base64url')
}

export function readToken(text: string, call: string): Position {
  const { r, t, s, p, e, c } = parse(text)
  if (c !== digest(call)) {
    throw invalidNextToken(
      'next_token belongs to a call with another operation or other parameters',
    )
  }
  return {
    ...{ region: r, tokens: t, skip: s },
    ...(p === undefined ? {} : { page: p }),
    ...(e === undefined ? {} : { each: e }),
  }
}

const tokens = z.record(z.string().max(100), z.unknown())
const skip = z.int().min(0).max(100_000)
const page = z.int().min(1).max(1000).optional()

const tokenSchema = z.strictObject({
  r: z.string().max(40),
  ...{ t: tokens, s: skip, p: page },
  e: z
    .union([
      z.strictObject({ at: skip }),
      z.strictObject({ list: z.strictObject({ tokens, skip, page }) }),
    ])
    .optional(),
  c: z.string(),
})

function parse(text: string): z.infer<typeof tokenSchema> {
  try {
    return tokenSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    throw invalidNextToken('next_token is not one that this tool gave')
  }
}

/** A table's key may be bytes; parameters are given bytes as base64. */
const bytesAsText = (_name: string, value: unknown) =>
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value

export const invalidNextToken = (message: string) =>
  new ToolError('invalid_next_token', message, {
    hint: 'Repeat the call as it was, with its next_token unchanged, or leave next_token out.',
  })

const digest = (call: string) => createHash('sha256').update(call).digest('base64url').slice(0, 12)
