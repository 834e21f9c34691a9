import type { z } from 'zod'
import { agentEvent } from './agent-event.ts'
import {
  messagesQuery,
  type ProblemCode,
  pageQuery,
  problem,
  questionBody,
  titleBody,
  tokenBody,
} from './api.ts'
import {
  changedConversation,
  chatAnswer,
  conversationList,
  conversationPage,
  deletedConversations,
  health,
  toolList,
  whoami,
} from './api-answers.ts'

/** Of bodies (input) and answers (output), by the names that they have in the document. */
export const schemas = {
  QuestionBody: { schema: questionBody, io: 'input' },
  TitleBody: { schema: titleBody, io: 'input' },
  TokenBody: { schema: tokenBody, io: 'input' },
  Health: { schema: health, io: 'output' },
  AgentEvent: { schema: agentEvent, io: 'output' },
  ChatAnswer: { schema: chatAnswer, io: 'output' },
  Whoami: { schema: whoami, io: 'output' },
  ToolList: { schema: toolList, io: 'output' },
  ConversationList: { schema: conversationList, io: 'output' },
  ConversationPage: { schema: conversationPage, io: 'output' },
  ConversationSummary: { schema: changedConversation, io: 'output' },
  DeletedConversations: { schema: deletedConversations, io: 'output' },
  Problem: { schema: problem, io: 'output' },
} as const satisfies Record<string, { schema: z.ZodType; io: 'input' | 'output' }>
export type SchemaName = keyof typeof schemas

export interface Endpoint {
  method: 'get' | 'post' | 'patch' | 'delete'
  path: string
  summary: string
  query?: z.ZodObject
  body?: SchemaName
  /** Absent for 204. */
  answer?: SchemaName
  answerType?: string
  /** Absent where no token is asked for; others may be refused with those of all requests too. */
  problems?: readonly ProblemCode[]
}

const ofTurns = [
  'quota_spent',
  'conversation_not_found',
  'conversation_busy',
  'request_id_reused',
] as const satisfies ProblemCode[]
const ofModels = ['answer_stopped', 'model_unavailable', 'deadline_exceeded'] as const
const oneConversation = '/api/conversations/{id}'

/** All that the service answers. */
export const endpoints: readonly Endpoint[] = [
  { method: 'get', path: '/health', summary: 'Says that the service runs.', answer: 'Health' },
  {
    method: 'get',
    path: '/openapi.json',
    summary: 'This document.',
    answerType: 'application/json',
  },
  {
    method: 'post',
    path: '/stream',
    summary: 'Answers a question event by event: an SSE message each, its type as `event:`.',
    body: 'QuestionBody',
    answer: 'AgentEvent',
    answerType: 'text/event-stream',
    problems: ofTurns,
  },
  {
    method: 'post',
    path: '/chat',
    summary: 'Answers a question in one piece.',
    body: 'QuestionBody',
    answer: 'ChatAnswer',
    problems: [...ofTurns, ...ofModels],
  },
  {
    method: 'get',
    path: '/api/whoami',
    summary: "Says how much of the caller's limits, and of the deployment's, is spent.",
    answer: 'Whoami',
    problems: [],
  },
  {
    method: 'post',
    path: '/api/tools/fetch',
    summary: 'Lists the tools as the gateway gives them to this caller.',
    body: 'TokenBody',
    answer: 'ToolList',
    problems: ['gateway_unavailable'],
  },
  {
    method: 'get',
    path: '/api/conversations',
    summary: "Lists the caller's conversations, newest first.",
    query: pageQuery,
    answer: 'ConversationList',
    problems: [],
  },
  {
    method: 'delete',
    path: '/api/conversations',
    summary: "Deletes all of the caller's conversations.",
    answer: 'DeletedConversations',
    problems: [],
  },
  {
    method: 'get',
    path: oneConversation,
    summary: 'Reads the newest turns of a conversation, or those before a cursor.',
    query: messagesQuery,
    answer: 'ConversationPage',
    problems: ['conversation_not_found'],
  },
  {
    method: 'patch',
    path: oneConversation,
    summary: 'Renames a conversation.',
    body: 'TitleBody',
    answer: 'ConversationSummary',
    problems: ['conversation_not_found'],
  },
  {
    method: 'delete',
    path: oneConversation,
    summary: 'Deletes a conversation.',
    problems: ['conversation_not_found'],
  },
  {
    method: 'post',
    path: `${oneConversation}/clear`,
    summary: 'Keeps a conversation and drops its messages.',
    body: 'TokenBody',
    answer: 'ConversationSummary',
    problems: ['conversation_not_found'],
  },
]

/** Of every request that may bring a body. */
export const ofBodies = [
  'payload_too_large',
  'unsupported_media_type',
] as const satisfies ProblemCode[]

/** Of every request that asks for a token. */
export const ofAll = [
  'invalid_request',
  'token_missing',
  'token_invalid',
  'token_expired',
  'forbidden',
  'throttled',
  'internal',
  'identity_unavailable',
] as const satisfies ProblemCode[]
