import * as z from 'zod'
import type { ConversationPage } from '../../agent/api.ts'
import {
  conversationList,
  conversationMessage,
  conversationPage,
  conversationSummary,
  deletedConversations,
  health,
  limitState,
  toolList,
  whoami,
} from '../../agent/api-answers.ts'

/*
 * Answers as an agent of any version gives them: members that are not known here are passed over,
 * and one that is missing, or of another kind, has a value that claims nothing. Strict is only what
 * an answer is about.
 */

const text = z.string().catch('')
const count = z.number().catch(0)
const time = z.iso.datetime().catch(new Date(0).toISOString())
const cursor = z.string().optional().catch(undefined)

export const anyHealth = health.extend({
  version: z.string().catch('unknown'),
  environment: z.string().catch('unknown'),
  /** An agent deployed some time ago does not say its model. */
  model: z.string().catch('unknown'),
  revision: z.string().optional().catch(undefined),
})

/** One of a kind that is not known here is left out. */
const anyLimit = limitState
  .optional()
  .catch(undefined)
  .transform((state) => state ?? [])
export const anyWhoami = whoami.extend({
  limits: z.array(anyLimit).transform((limits) => limits.flat()),
})

export const anyConversation = conversationSummary.extend({
  title: z.string().catch('Untitled'),
  created_at: time,
  updated_at: time,
  turns: count,
})

export const anyConversationList = conversationList.extend({
  conversations: z.array(anyConversation),
  next_cursor: cursor,
})

const anyMessage = conversationMessage.extend({
  turn: z.number().catch(1),
  status: conversationMessage.shape.status.catch('complete'),
  request_id: text,
  created_at: time,
  evidence: conversationMessage.shape.evidence.catch(undefined),
  tool_calls: conversationMessage.shape.tool_calls.catch(undefined),
})

const { session_metadata } = conversationPage.shape
const nobody: ConversationPage['session_metadata'] = {
  client_type: 'unknown',
  client_id: null,
  bedrock_agentcore_gateway_url: '',
  tools_available: [],
}
export const anyConversationPage = conversationPage.extend({
  title: z.string().catch('Untitled'),
  messages: z.array(anyMessage),
  session_metadata: session_metadata
    .extend({
      client_type: z.string().catch(nobody.client_type),
      client_id: session_metadata.shape.client_id.catch(nobody.client_id),
      bedrock_agentcore_gateway_url: text,
      tools_available: z.array(z.string()).catch(nobody.tools_available),
    })
    .catch(nobody),
  next_cursor: cursor,
})

const tool = toolList.shape.tools.element
export const anyToolList = toolList.extend({
  tools: z.array(
    tool.extend({ description: text, input_schema: tool.shape.input_schema.catch({}) }),
  ),
  count,
})

export const anyDeleted = deletedConversations.extend({ deleted: count })
