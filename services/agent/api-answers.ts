import * as z from 'zod'
import { agentEvent } from './agent-event.ts'

/** Answer of `GET /health`. */
export const health = z.object({
  status: z.literal('ok'),
  version: z.string(),
  environment: z.string(),
  /** What answers: `MODEL_ID`. */
  model: z.string(),
  /** The commit that was deployed, `-dirty` where files differed from it; none outside a deployment. */
  revision: z.string().optional(),
})

const [, , toolCall, toolResult, notice, usage, , done, , evidenceEvent] = agentEvent.options
const evidence = evidenceEvent.omit({ type: true }).optional()

/** A call and, where one came, its result. */
const madeCall = toolCall
  .omit({ type: true })
  .extend(toolResult.omit({ type: true, id: true, tool: true }).partial().shape)

/** Answer of `POST /chat`: what `/stream` says, in one piece. */
export const chatAnswer = z.object({
  conversation_id: z.string(),
  request_id: z.string(),
  message: z.string(),
  tool_calls: z.array(madeCall),
  usage: usage.omit({ type: true }),
  stop_reason: done.shape.stop_reason,
  notices: z.array(notice.omit({ type: true })),
  evidence,
})

/** Answer of `POST /api/tools/fetch`: the gateway's tools as this caller sees them, names bare. */
export const toolList = z.object({
  tools: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      input_schema: z.record(z.string(), z.unknown()),
    }),
  ),
  count: z.int(),
})

const timestamp = z.iso.datetime()

const counted = z.object({
  limit: z.number(),
  /** With what is held for turns that run. */
  spent: z.number(),
  held: z.number(),
})

/** How much of a limit is spent since it last began anew. */
export const limitState = z.object({
  limit: z.enum(['person_day', 'deployment_month']),
  tokens: counted.optional(),
  usd: counted.optional(),
  resets_at: timestamp,
})

/** Answer of `GET /api/whoami`: what the caller may still ask for; empty where nothing is limited. */
export const whoami = z.object({ limits: z.array(limitState) })

export const conversationSummary = z.object({
  conversation_id: z.string(),
  title: z.string(),
  created_at: timestamp,
  /** Of the newest turn. */
  updated_at: timestamp,
  turns: z.int(),
})

/** A call as it is stored: its result shortened, its times not of every version. */
export const storedCall = madeCall.omit({ summary: true }).extend({ at: timestamp.optional() })

/** Answer of `GET /api/conversations`: the caller's own, newest first. */
export const conversationList = z.object({
  conversations: z.array(conversationSummary),
  next_cursor: z.string().optional(),
})

export const conversationMessage = z.object({
  turn: z.int().positive(),
  role: z.enum(['user', 'assistant']),
  content: z.string(),
  status: z.enum(['running', 'complete', 'interrupted']),
  request_id: z.string(),
  created_at: timestamp,
  /** Of an answer for which something was read. */
  evidence,
  /** Of an answer, where the query asked for them. */
  tool_calls: z.array(storedCall).optional(),
})

/**
 * Answer of `GET /api/conversations/{id}`: the newest `limit` turns, their messages oldest first;
 * `next_cursor` leads to the turns before them.
 */
export const conversationPage = z.object({
  conversation_id: z.string(),
  title: z.string(),
  messages: z.array(conversationMessage),
  session_metadata: z.object({
    /** `client_id` without the part that is one client's own: `cli-client`; `unknown` without one. */
    client_type: z.string(),
    client_id: z.string().nullable(),
    bedrock_agentcore_gateway_url: z.string(),
    /** Names of the tools that the newest turn could call. */
    tools_available: z.array(z.string()),
  }),
  next_cursor: z.string().optional(),
})

/** Answer of `PATCH /api/conversations/{id}` and `POST /api/conversations/{id}/clear`. */
export const changedConversation = conversationSummary

/** Answer of `DELETE /api/conversations`. */
export const deletedConversations = z.object({ deleted: z.int() })
