import fc from 'fast-check'
import { z } from 'zod'
import type { Schema } from './operations.ts'
import { queryString, valid } from './valid.ts'

export type Headers = Record<string, string | string[]>

/** Texts that were trouble somewhere once. */
export const text = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    ...['', ' ', '\u0000', '\ud800', '\u202e', '{{7*7}}', '%s%n', '__proto__', 'meta'],
    ...["' OR 1=1 --", '1; DROP TABLE turns', '../../etc/passwd', '..\\..\\x', 'turn#000001'],
    ...['<script>alert(1)</script>', 'x'.repeat(129), 'x'.repeat(33_000), '\r\nset-cookie: a=b'],
  ),
)

const value = fc.oneof(
  text,
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom(-1, 0, 1.5, 1e308, 65_000, true, null, [], {}, [[]], { $ne: null }),
)

/** A body with a field of another type, too large, missing or made up; or cut off. */
export function brokenBody(schema: Schema = { type: 'object' }): fc.Arbitrary<string> {
  const whole = valid(schema).map((it) => z.record(z.string(), z.unknown()).parse(it))
  const { properties } = z.object({ properties: z.object().loose().optional() }).parse(schema)
  const field = fc.constantFrom(
    'message',
    '__proto__',
    'constructor',
    ...Object.keys({ ...properties }),
  )
  const json = fc
    .tuple(whole, fc.oneof(field, text), fc.option(value, { nil: undefined }))
    .map(([it, name, value]) => JSON.stringify({ ...it, [name]: value }))
  const cutOff = fc.tuple(json, fc.integer({ min: 1, max: 40 }))
  return fc.oneof(
    json,
    cutOff.map(([it, by]) => it.slice(0, -by)),
  )
}

export const otherBody: fc.Arbitrary<string | Buffer | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.json(),
  fc.string(),
  fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(
    ...['', '{', 'null', '[]', '""', 'NaN', "{'message':'x'}", '\ufeff{"message":"x"}'],
    ...['{"message":"x"}{"message":"y"}', '{"message":"\\ud800"}', '{"__proto__":{"message":"x"}}'],
    ...['['.repeat(50_000), `{"message":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`],
    JSON.stringify({ message: 'x'.repeat(300_000) }),
    Buffer.from('{"message":"x"}', 'utf16le'),
    Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
  ),
)

export const otherMethod = fc.constantFrom(
  ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
)

export const otherPath = fc.oneof(
  fc.webPath().map((it) => it || '/'),
  text.map((it) => `/api/conversations/${encodeURIComponent(it.toWellFormed())}/clear/more`),
  fc.constantFrom('/%', '/%00', '/%c0%af', '/..%2f..%2fetc%2fpasswd', '/STREAM', '/chat/', '/*'),
)

/** A position made by hand, as no answer ever had it. */
const cursor = fc
  .dictionary(fc.constantFrom('updated_at', 'conversation_id', 'before'), value)
  .map((it) => Buffer.from(JSON.stringify(it)).toString('base64url'))

export const otherQuery = fc.oneof(
  fc.dictionary(fc.constantFrom('limit', 'cursor', 'limit[]', '__proto__'), text).map(queryString),
  cursor.map((cursor) => queryString({ cursor })),
  fc.constantFrom('?limit=1&limit=2', '?cursor=a&cursor=b', '?%', '?=&&', `?${'x'.repeat(8_000)}`),
)

export function otherHeaders(usual: { 'x-okta-token': string }): fc.Arbitrary<Headers> {
  const { 'x-okta-token': token } = usual
  const types = ['text/plain', 'application/xml', 'multipart/form-data', '', 'application/json;;;']
  return fc.constantFrom<Headers>(
    {},
    { 'x-okta-token': 'nonsense' },
    { 'x-okta-token': `${token.slice(0, -4)}AAAA` },
    { 'x-okta-token': 'x'.repeat(20_000) },
    { 'x-okta-token': [token, token] },
    { authorization: `Bearer ${token}` },
    { ...usual, 'x-request-id': "1' OR '1'='1" },
    { ...usual, 'content-encoding': 'gzip' },
    { ...usual, accept: 'text/html', origin: 'null' },
    { ...usual, 'x-http-method-override': 'DELETE' },
    ...types.map((type) => ({ ...usual, 'content-type': type })),
  )
}
