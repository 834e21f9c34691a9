import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'

/**
 * Aborted when the client goes away before its answer is complete: seen on the socket, or told by
 * the Lambda entry (`lambda.ts`), whose requests come without one.
 */
export function clientGone(request: FastifyRequest, reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableEnded) gone.abort()
  })
  const told = contextOf(request)?.clientGone
  return told === undefined ? gone.signal : AbortSignal.any([gone.signal, told])
}

/** What is left until Lambda kills the invocation; undefined outside of Lambda. */
export function remainingMs(request: FastifyRequest): number | undefined {
  return contextOf(request)?.getRemainingTimeInMillis?.()
}

function contextOf(request: FastifyRequest) {
  return lambdaRequest.safeParse(request).data?.awsLambda.context
}

const remainingTime = z.custom<() => number>((value) => typeof value === 'function')
const lambdaRequest = z.object({
  awsLambda: z.object({
    context: z.object({
      clientGone: z.instanceof(AbortSignal),
      getRemainingTimeInMillis: remainingTime.optional(),
    }),
  }),
})
