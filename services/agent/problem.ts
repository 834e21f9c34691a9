import { STATUS_CODES } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type Problem, type ProblemCode, problemCodes } from './api.ts'

/** A request that is answered with a problem document; `detail` is for the caller to read. */
export class Refusal extends Error {
  readonly code: ProblemCode
  readonly retryAfterS: number | undefined

  constructor(
    code: ProblemCode,
    detail: string,
    options?: { cause?: unknown; retryAfterS?: number | undefined },
  ) {
    super(detail, { cause: options?.cause })
    this.code = code
    this.retryAfterS = options?.retryAfterS
  }
}

/** The same for one that is somebody else's, deleted, expired or made up. */
export function conversationNotFound(): Refusal {
  return new Refusal('conversation_not_found', 'There is no such conversation of yours.')
}

/** A body or query as `schema` has it; a refusal names what is wrong, and never its value. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  )
  throw new Refusal('invalid_request', faults.join('; '))
}

/** Answers whatever goes wrong before a 200 as RFC 9457 problems: no stack, no upstream text. */
export function answerProblems(app: FastifyInstance): void {
  app.setNotFoundHandler(answerNotFound)
  app.setErrorHandler((error, request, reply) => {
    const refusal = error instanceof Refusal ? error : refusalOf(error, app.initialConfig.bodyLimit)
    logRefusal(request, refusal)
    return sendProblem(reply, refusal)
  })
}

export function answerNotFound({ method, url }: FastifyRequest, reply: FastifyReply) {
  return sendProblem(reply, notFound(method, url.split('?', 1)[0]))
}

export function notFound(method: string, path = '/'): Refusal {
  return new Refusal('not_found', `There is no ${method} ${path} here.`)
}

function refusalOf(error: unknown, bodyLimit: number | undefined): Refusal {
  const options = { cause: error }
  if (isTableThrottled(error)) {
    return new Refusal('throttled', tooMuch.message, {
      ...options,
      retryAfterS: tooMuch.retryAfterS,
    })
  }
  switch (statusOf(error)) {
    case 400:
      return new Refusal('invalid_request', notJson, options)
    case 413:
      return new Refusal('payload_too_large', `The body is over ${bodyLimit} bytes.`, options)
    case 415:
      return new Refusal('unsupported_media_type', 'Send the body as application/json.', options)
    default:
      return new Refusal('internal', 'The agent failed to answer. Please try again.', options)
  }
}

export const notJson = 'The body is not valid JSON.'

/** What a caller is told where the table takes no more for now, though it was asked again. */
export const tooMuch = {
  message: 'Too much is asked at once: please try again in a moment.',
  retryAfterS: 2,
}

/** True for DynamoDB's ways to say so. */
export function isTableThrottled(error: unknown): boolean {
  return error instanceof Error && throttlings.includes(error.name)
}

const throttlings = [
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
]

/** Fastify's own errors carry the status that they would answer with. */
function statusOf(error: unknown): unknown {
  return error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
}

function logRefusal(request: FastifyRequest, { code, cause }: Refusal): void {
  const upstream = problemCodes[code] >= 500
  if (upstream) request.log.error({ code, err: cause }, 'request failed')
  else request.log.info({ code }, 'request refused')
}

function sendProblem(reply: FastifyReply, refusal: Refusal) {
  const { retryAfterS } = refusal
  if (retryAfterS !== undefined) reply.header('retry-after', Math.ceil(retryAfterS))
  const problem = problemOf(refusal, reply.request.id)
  return reply.code(problem.status).type(problemType).send(problem)
}

export const problemType = 'application/problem+json; charset=utf-8'

/** As RFC 9457 has it, with the id of the request that it answers. */
export function problemOf({ code, message, retryAfterS }: Refusal, request_id: string): Problem {
  const status = problemCodes[code]
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: message,
    code,
    request_id,
    ...(retryAfterS !== undefined && { retry_after_s: retryAfterS }),
  }
}
