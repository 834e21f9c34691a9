import * as z from 'zod'
import { opaqueId, pageQuery, questionBody, titleBody } from '../../agent/api.ts'
import { firstQuestions } from '../chat/follow-ups.ts'
import { wholeWithCalls } from '../conversations.ts'
import { reportText } from '../report-text.ts'
import type { Session } from '../session.ts'
import { clientVersion } from '../version.ts'
import { answerStream } from './answer-stream.ts'
import type { About } from './page-event.ts'
import { jsonBody, Refused, type Reply, sendJson } from './reply.ts'
import { storedConversation } from './stored-conversation.ts'

export type Route = (session: Session, reply: Reply) => Promise<void>

/** The agent's own paths, as far as the page asks for them, and those of this program. */
export function routeOf(method: string, { pathname, searchParams }: URL): Route | undefined {
  if (method === 'GET' && pathname === '/about') return about
  if (method === 'POST' && pathname === '/stream') return stream
  if (method === 'GET' && pathname === '/report') return (...to) => report(searchParams, ...to)
  if (method === 'GET' && pathname === list) return (...to) => conversations(searchParams, ...to)
  const id = idIn(pathname)
  if (id === undefined) return undefined
  if (method === 'GET') return (...to) => conversation(id, searchParams, ...to)
  if (method === 'PATCH') return (...to) => rename(id, ...to)
  if (method === 'DELETE') return (...to) => remove(id, ...to)
  return undefined
}

const list = '/api/conversations'

function idIn(pathname: string): string | undefined {
  const [, coded] = /^\/api\/conversations\/([^/]+)$/.exec(pathname) ?? []
  if (coded === undefined) return undefined
  try {
    return decodeURIComponent(coded)
  } catch {
    return undefined
  }
}

async function about(session: Session, { response }: Reply): Promise<void> {
  const { environment, account, region, signIn } = session
  const identity = await signIn.identity().catch(() => undefined)
  const told: About = {
    version: clientVersion,
    environment,
    account,
    region,
    ...(identity !== undefined && { login: identity.login }),
    first_questions: firstQuestions,
  }
  sendJson(response, 200, told)
}

/** Of a question what the page may say; who asks is said here. */
const pageQuestion = questionBody.omit({ okta_token: true, client_id: true })

async function stream(session: Session, reply: Reply): Promise<void> {
  const question = parsed(pageQuestion, await jsonBody(reply.request))
  await answerStream(session, question, reply)
}

async function conversations(
  query: URLSearchParams,
  { agent }: Session,
  { response, signal }: Reply,
): Promise<void> {
  const page = pageOf(query)
  sendJson(response, 200, await agent.listConversations(page, signal))
}

async function conversation(
  id: string,
  query: URLSearchParams,
  { agent }: Session,
  { response, signal }: Reply,
): Promise<void> {
  sendJson(response, 200, await storedConversation(agent, id, pageOf(query), signal))
}

async function report(
  query: URLSearchParams,
  session: Session,
  { response, signal }: Reply,
): Promise<void> {
  const { conversation: id } = parsed(reportQuery, Object.fromEntries(query))
  const conversation = await wholeWithCalls(session.agent, id, signal)
  const html = await reportText(conversation, 'html', session)
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-disposition': 'attachment; filename="report.html"',
  })
  response.end(html)
}

const reportQuery = z.strictObject({ conversation: opaqueId })

async function rename(id: string, { agent }: Session, reply: Reply): Promise<void> {
  const { title } = parsed(titleBody.omit({ okta_token: true }), await jsonBody(reply.request))
  sendJson(reply.response, 200, await agent.renameConversation(id, title, reply.signal))
}

async function remove(id: string, { agent }: Session, { response, signal }: Reply): Promise<void> {
  await agent.deleteConversation(id, signal)
  response.writeHead(204).end()
}

function pageOf(query: URLSearchParams) {
  const { limit, cursor } = parsed(pageQuery, Object.fromEntries(query))
  return { limit, ...(cursor !== undefined && { cursor }) }
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new Refused(400, 'invalid_request', z.prettifyError(result.error))
}
