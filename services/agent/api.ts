import { z } from 'zod'
import { agentEvent } from './events.ts'

/** Body of `POST /stream` and `POST /chat`; unknown fields are refused. */
export const questionBody = z.strictObject({
  message: z.string().min(1).max(32_000),
  conversation_id: z.string().min(1).max(128).optional(),
  /** Idempotency key: a repeat returns the first answer. */
  request_id: z.string().min(1).max(128).optional(),
  client_id: z.string().min(1).max(128).optional(),
  temperature: z.number().min(0).max(1).optional(),
  max_tokens: z.int().min(1).max(64_000).optional(),
  use_tools: z.boolean().optional(),
  okta_token: z.string().min(1).max(16_000).optional(),
})
export type QuestionBody = z.infer<typeof questionBody>

/** Answer of `GET /health`. */
export const health = z.object({
  status: z.literal('ok'),
  version: z.string(),
  environment: z.string(),
})

const [, , toolCall, toolResult, notice, usage, , done] = agentEvent.options

/** Answer of `POST /chat`: what `/stream` says, in one piece. */
export const chatAnswer = z.object({
  conversation_id: z.string(),
  request_id: z.string(),
  message: z.string(),
  tool_calls: z.array(
    toolCall
      .omit({ type: true })
      .extend(toolResult.omit({ type: true, id: true, tool: true }).partial().shape),
  ),
  usage: usage.omit({ type: true }),
  stop_reason: done.shape.stop_reason,
  notices: z.array(notice.omit({ type: true })),
})
export type ChatAnswer = z.infer<typeof chatAnswer>

/** Body of `POST /api/tools/fetch`. */
export const toolsBody = z.strictObject({
  okta_token: z.string().min(1).max(16_000).optional(),
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
  throttled: 429,
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
