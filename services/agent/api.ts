import * as z from 'zod'
import { agentEvent } from './events.ts'

/** With each answer the agent's version, with each request the client's. */
export const agentVersionHeader = 'x-agent-version'
export const clientVersionHeader = 'x-client-version'

/** An id that clients choose, or hand back. */
export const opaqueId = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\x20-\x7e]*$/, 'only printable ASCII')
const oktaToken = z.string().min(1).max(16_000)

/** Body of `POST /stream` and `POST /chat`; unknown fields are refused. */
export const questionBody = z.strictObject({
  /** The server's configuration may allow less. */
  message: z.string().min(1).max(32_000).refine(isSaid, 'is blank'),
  conversation_id: opaqueId.optional(),
  /** Idempotency key: a repeat returns the first answer. */
  request_id: opaqueId.optional(),
  client_id: opaqueId.optional(),
  temperature: z.number().min(0).max(1).optional(),
  max_tokens: z.int().min(1).max(64_000).optional(),
  use_tools: z.boolean().optional(),
  okta_token: oktaToken.optional(),
})
export type QuestionBody = z.infer<typeof questionBody>

/** False for white space, controls and marks without width alone: models refuse such a text. */
function isSaid(text: string): boolean {
  return text === '' || /[^\s\p{Cc}\p{Cf}]/u.test(text)
}

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

export type Health = z.infer<typeof health>

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
export type ChatAnswer = z.infer<typeof chatAnswer>

/** Body of requests that need none, but may bring the token in it. */
export const tokenBody = z.strictObject({ okta_token: oktaToken.optional() })

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
export type ToolList = z.infer<typeof toolList>

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
export type LimitState = z.infer<typeof limitState>

/** Answer of `GET /api/whoami`: what the caller may still ask for; empty where nothing is limited. */
export const whoami = z.object({ limits: z.array(limitState) })
export type Whoami = z.infer<typeof whoami>

export const conversationSummary = z.object({
  conversation_id: z.string(),
  title: z.string(),
  created_at: timestamp,
  /** Of the newest turn. */
  updated_at: timestamp,
  turns: z.int(),
})
export type ConversationSummary = z.infer<typeof conversationSummary>

/** Query of lists; `cursor` is the `next_cursor` of the page before. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(512).optional(),
})

/** Of one conversation; with `calls`, answers come with the tool calls behind them. */
export const messagesQuery = pageQuery.extend({
  calls: z.enum(['true', 'false']).default('false'),
})

/** A call as it is stored: its result shortened, its times not of every version. */
const storedCall = madeCall.omit({ summary: true }).extend({ at: timestamp.optional() })
export type StoredCall = z.infer<typeof storedCall>

/** Answer of `GET /api/conversations`: the caller's own, newest first. */
export const conversationList = z.object({
  conversations: z.array(conversationSummary),
  next_cursor: z.string().optional(),
})
export type ConversationList = z.infer<typeof conversationList>

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
export type ConversationMessage = z.infer<typeof conversationMessage>

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
export type ConversationPage = z.infer<typeof conversationPage>

/** Body of `PATCH /api/conversations/{id}`; kept as one line, its control characters removed. */
export const titleBody = z.strictObject({
  title: z.string().min(1).max(200),
  okta_token: oktaToken.optional(),
})

/** Answer of `PATCH /api/conversations/{id}` and `POST /api/conversations/{id}/clear`. */
export const changedConversation = conversationSummary

/** Answer of `DELETE /api/conversations`. */
export const deletedConversations = z.object({ deleted: z.int() })

export const problemCodes = {
  invalid_request: 400,
  token_missing: 401,
  token_invalid: 401,
  token_expired: 401,
  forbidden: 403,
  not_found: 404,
  conversation_not_found: 404,
  conversation_busy: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  request_id_reused: 422,
  answer_stopped: 422,
  throttled: 429,
  quota_spent: 429,
  internal: 500,
  model_unavailable: 502,
  gateway_unavailable: 503,
  identity_unavailable: 503,
  deadline_exceeded: 504,
} as const
export type ProblemCode = keyof typeof problemCodes

/** Every refusal: an RFC 9457 problem document with a stable `code`. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(Object.keys(problemCodes) as [ProblemCode, ...ProblemCode[]]),
  request_id: z.string().optional(),
  retry_after_s: z.number().optional(),
})
export type Problem = z.infer<typeof problem>
