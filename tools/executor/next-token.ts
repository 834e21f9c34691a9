import { createHash } from 'node:crypto'
import { isRecord } from '../json.ts'
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

interface Token {
  r: string
  t: Record<string, unknown>
  s: number
  p?: number
  e?: EachPosition
  c: string
}

function parse(text: string): Token {
  try {
    const token: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (isToken(token)) return token
  } catch {}
  throw invalidNextToken('next_token is not one that this tool gave')
}

const isToken = (value: unknown): value is Token =>
  hasOnly(value, 'rtspec') &&
  isText(value.r, 40) &&
  isTokens(value.t) &&
  isCount(value.s) &&
  isPage(value.p) &&
  isEach(value.e) &&
  isText(value.c, 100)

function isEach(value: unknown): boolean {
  if (value === undefined) return true
  if (!isRecord(value) || Object.keys(value).length !== 1) return false
  const { at, list } = value
  if (list === undefined) return isCount(at)
  return (
    isRecord(list) &&
    Object.keys(list).every((name) => ['tokens', 'skip', 'page'].includes(name)) &&
    isTokens(list.tokens) &&
    isCount(list.skip) &&
    isPage(list.page)
  )
}

const hasOnly = (value: unknown, letters: string): value is Record<string, unknown> =>
  isRecord(value) && Object.keys(value).every((name) => name.length === 1 && letters.includes(name))

const isText = (value: unknown, most: number) => typeof value === 'string' && value.length <= most

const isTokens = (value: unknown) =>
  isRecord(value) && Object.keys(value).every((name) => name.length <= 100)

const isCount = (value: unknown) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 100_000

const isPage = (value: unknown) =>
  value === undefined || (isCount(value) && Number(value) >= 1 && Number(value) <= 1_000)

/** A table's key may be bytes; parameters are given bytes as base64. */
const bytesAsText = (_name: string, value: unknown) =>
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value

export const invalidNextToken = (message: string) =>
  new ToolError('invalid_next_token', message, {
    hint: 'Repeat the call as it was, with its next_token unchanged, or leave next_token out.',
  })

const digest = (call: string) => createHash('sha256').update(call).digest('base64url').slice(0, 12)
