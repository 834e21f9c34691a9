import { createParser } from 'eventsource-parser'
import type { ConversationList } from '../../agent/api.ts'
import type { About, PageEvent, StoredConversation } from '../../client/web/page-event.ts'

/** Why something was not answered, in words for a person. */
export class Problem extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** Kept for this tab alone, by origin and port: cookies are sent to all ports of an address. */
const keyName = 'page-key'

/**
 * By the secret in the address, which lets this page in once and leaves the address at once; else by
 * what a reload has kept.
 */
export async function enter(): Promise<void> {
  const secret = location.hash.slice(1)
  if (secret === '') return
  history.replaceState(null, '', '/')
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ secret })
  const response = await reached(fetch('/session', { method: 'POST', headers, body }))
  if (!response.ok) {
    if (sessionStorage.getItem(keyName) !== null) return
    throw await problemIn(response)
  }
  const { key } = await response.json()
  sessionStorage.setItem(keyName, key)
}

export const readAbout = (): Promise<About> => get('/about')

export const listConversations = (cursor?: string): Promise<ConversationList> =>
  get(
    `/api/conversations?limit=100${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
  )

export const readConversation = (id: string, cursor?: string): Promise<StoredConversation> =>
  get(
    `${pathOf(id)}?limit=20${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
  )

export async function renameConversation(id: string, title: string): Promise<void> {
  await call('PATCH', pathOf(id), { title })
}

export async function deleteConversation(id: string): Promise<void> {
  await call('DELETE', pathOf(id))
}

export async function readReport(id: string): Promise<Blob> {
  const response = await call('GET', `/report?conversation=${encodeURIComponent(id)}`)
  return response.blob()
}

const pathOf = (id: string) => `/api/conversations/${encodeURIComponent(id)}`

export interface Question {
  message: string
  request_id: string
  conversation_id?: string
}

/** The events of an answer as they arrive; ends where the stream does, whole or not. */
export async function* askedStream(
  question: Question,
  signal: AbortSignal,
): AsyncGenerator<PageEvent> {
  const response = await call('POST', '/stream', question, signal)
  const decoder = new TextDecoder()
  let arrived: PageEvent[] = []
  const parser = createParser({
    onEvent({ event, data }) {
      arrived.push({ type: event, ...JSON.parse(data) })
    },
  })
  const reader = response.body?.getReader()
  for (;;) {
    const piece = await reader?.read()
    if (piece === undefined || piece.done) return
    parser.feed(decoder.decode(piece.value, { stream: true }))
    yield* arrived
    arrived = []
  }
}

async function get<T>(path: string): Promise<T> {
  return (await call('GET', path)).json()
}

async function call(
  method: string,
  path: string,
  body?: object,
  signal?: AbortSignal,
): Promise<Response> {
  const headers = {
    'x-page-key': sessionStorage.getItem(keyName) ?? '',
    ...(body !== undefined && { 'content-type': 'application/json' }),
  }
  const response = await reached(
    fetch(path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal !== undefined && { signal }),
    }),
  )
  if (!response.ok) throw await problemIn(response)
  return response
}

async function reached(response: Promise<Response>): Promise<Response> {
  try {
    return await response
  } catch (error) {
    if (error instanceof DOMException) throw error
    throw new Problem('gone', gone)
  }
}

const gone =
  'aws-ops does not answer: its process in the terminal has ended. Start it again, and open the address that it shows.'

async function problemIn(response: Response): Promise<Problem> {
  try {
    const { code, detail } = await response.json()
    return new Problem(String(code), String(detail))
  } catch {
    return new Problem('bad_answer', `aws-ops answered ${response.status}.`)
  }
}
