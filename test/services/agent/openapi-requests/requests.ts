import fc from 'fast-check'
import {
  brokenBody,
  type Headers,
  otherBody,
  otherHeaders,
  otherMethod,
  otherPath,
  otherQuery,
  text,
} from './broken.ts'
import type { Answers, Operation } from './operations.ts'
import { queryString, valid } from './valid.ts'

/** What clients know that no schema says. */
export interface Known {
  token: string
  conversationId: string
}

export interface Sent {
  method: string
  url: string
  headers: Headers
  payload?: string | Buffer
  /** Undefined for what the document does not describe. */
  answers: Answers | undefined
}

/** A request as the document has it. */
export function validRequest(operation: Operation, known: Known): fc.Arbitrary<Sent> {
  return request(operation, {
    method: fc.constant(operation.method),
    path: path(operation, fc.constant(known.conversationId)),
    query: query(operation),
    headers: fc.constant({ 'x-okta-token': known.token }),
    body: body(operation),
  })
}

/** A request of which most parts are as the document has them, and some are not. */
export function brokenRequest(operation: Operation, known: Known): fc.Arbitrary<Sent> {
  const headers = { 'x-okta-token': known.token }
  return request(operation, {
    method: mostly(fc.constant(operation.method), otherMethod),
    path: mostly(path(operation, mostly(fc.constant(known.conversationId), text)), otherPath),
    query: fc.oneof(query(operation), otherQuery),
    headers: mostly(fc.constant(headers), otherHeaders(headers)),
    body: fc.oneof(body(operation), brokenBody(operation.body), otherBody),
  })
}

const mostly = <T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: other })

interface Parts {
  method: fc.Arbitrary<string>
  path: fc.Arbitrary<string>
  query: fc.Arbitrary<string>
  headers: fc.Arbitrary<Headers>
  body: fc.Arbitrary<string | Buffer | undefined>
}

function request(operation: Operation, parts: Parts): fc.Arbitrary<Sent> {
  return fc.record(parts).map(({ method, path, query, headers, body }) => ({
    method,
    url: path + query,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { payload: body }),
    answers: isOf(operation, method, path) ? operation.answers : undefined,
  }))
}

function isOf(operation: Operation, method: string, path: string): boolean {
  const pattern = operation.path.replace('{id}', '[^/]+')
  return method === operation.method && new RegExp(`^${pattern}$`).test(path)
}

function path({ path }: Operation, id: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return id.map((it) => path.replace('{id}', () => encodeURIComponent(it.toWellFormed())))
}

function query({ query }: Operation): fc.Arbitrary<string> {
  return valid(query).map((it) => queryString(Object(it)))
}

function body({ body }: Operation): fc.Arbitrary<string | undefined> {
  return body === undefined ? fc.constant(undefined) : valid(body).map((it) => JSON.stringify(it))
}
