import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod'
import {
  type ConversationList,
  type ConversationPage,
  type ConversationSummary,
  messagesQuery,
  opaqueId,
  pageQuery,
  titleBody,
  tokenBody,
} from '../api.ts'
import type { deletedConversations } from '../api-answers.ts'
import type { Caller } from '../auth.ts'
import type { Conversations } from '../conversations/conversations.ts'
import { conversationNotFound, parseInput } from '../problem.ts'

interface ConversationsParts {
  caller: (request: FastifyRequest) => Promise<Caller>
  conversations: () => Promise<Conversations>
  gatewayUrl: string
}

/** A person's own conversations: read, renamed, cleared and deleted. */
export function conversationsRoutes(app: FastifyInstance, parts: ConversationsParts): void {
  const { caller } = parts

  app.get('/api/conversations', async (request): Promise<ConversationList> => {
    const { owner } = await caller(request)
    const page = parseInput(pageQuery, request.query)
    return (await parts.conversations()).list(owner, page)
  })

  app.get('/api/conversations/:id', async (request): Promise<ConversationPage> => {
    const { owner } = await caller(request)
    const { calls, ...page } = parseInput(messagesQuery, request.query)
    const id = idOf(request)
    const wanted = { ...page, calls: calls === 'true' }
    const read = await (await parts.conversations()).read(owner, id, wanted)
    return {
      conversation_id: id,
      title: read.title,
      messages: read.messages,
      session_metadata: {
        client_type: clientType(read.clientId),
        client_id: read.clientId ?? null,
        bedrock_agentcore_gateway_url: parts.gatewayUrl,
        tools_available: read.toolsAvailable,
      },
      ...(read.nextCursor !== undefined && { next_cursor: read.nextCursor }),
    }
  })

  app.patch('/api/conversations/:id', async (request): Promise<ConversationSummary> => {
    const { owner } = await caller(request)
    const { title } = parseInput(titleBody, request.body)
    return (await parts.conversations()).rename(owner, idOf(request), title)
  })

  app.post('/api/conversations/:id/clear', async (request): Promise<ConversationSummary> => {
    const { owner } = await caller(request)
    parseInput(tokenBody, request.body ?? {})
    return (await parts.conversations()).clear(owner, idOf(request))
  })

  app.delete('/api/conversations/:id', async (request, reply) => {
    const { owner } = await caller(request)
    parseInput(tokenBody, request.body ?? {})
    await (await parts.conversations()).remove(owner, idOf(request))
    return reply.code(204).send()
  })

  app.delete('/api/conversations', async (request): Promise<Deleted> => {
    const { owner } = await caller(request)
    parseInput(tokenBody, request.body ?? {})
    return { deleted: await (await parts.conversations()).removeAll(owner) }
  })
}

type Deleted = z.infer<typeof deletedConversations>

const pathParameters = z.object({ id: opaqueId })

/** What cannot be an id is that of no conversation. */
function idOf(request: FastifyRequest): string {
  const parsed = pathParameters.safeParse(request.params)
  if (parsed.success) return parsed.data.id
  throw conversationNotFound()
}

/** `cli-client` of `cli-client-<uuid>`. */
function clientType(clientId: string | undefined): string {
  if (clientId === undefined) return 'unknown'
  return clientId.replace(/-?[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i, '') || 'unknown'
}
