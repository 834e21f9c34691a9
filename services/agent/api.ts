import * as z from 'zod'
import type {
  chatAnswer,
  conversationList,
  conversationMessage,
  conversationPage,
  conversationSummary,
  health,
  limitState,
  storedCall,
  toolList,
  whoami,
} from './api-answers.ts'

/** With each answer the agent's version, with each request the client's. */
export const agentVersionHeader = 'x-agent-version'
export const clientVersionHeader = 'x-client-version'
/** With a question the time zone of the person who asks: an IANA name. */
export const timeZoneHeader = 'x-time-zone'

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

/** Body of requests that need none, but may bring the token in it. */
export const tokenBody = z.strictObject({ okta_token: oktaToken.optional() })

/** Query of lists; `cursor` is the `next_cursor` of the page before. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(512).optional(),
})

/** Of one conversation; with `calls`, answers come with the tool calls behind them. */
export const messagesQuery = pageQuery.extend({
  calls: z.enum(['true', 'false']).default('false'),
})

/** Body of `PATCH /api/conversations/{id}`; kept as one line, its control characters removed. */
export const titleBody = z.strictObject({
  title: z.string().min(1).max(200),
  okta_token: oktaToken.optional(),
})

/* What is answered, as `api-answers.ts` says it: only who reads an answer, or describes it, loads that. */
export type Health = z.infer<typeof health>
export type ChatAnswer = z.infer<typeof chatAnswer>
export type ToolList = z.infer<typeof toolList>
export type LimitState = z.infer<typeof limitState>
export type Whoami = z.infer<typeof whoami>
export type ConversationSummary = z.infer<typeof conversationSummary>
export type StoredCall = z.infer<typeof storedCall>
export type ConversationList = z.infer<typeof conversationList>
export type ConversationMessage = z.infer<typeof conversationMessage>
export type ConversationPage = z.infer<typeof conversationPage>

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
