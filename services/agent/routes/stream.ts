import type { FastifyInstance } from 'fastify'
import type { Ask } from '../question.ts'
import { sse } from '../sse.ts'

export function streamRoute(app: FastifyInstance, ask: Ask): void {
  app.post('/stream', async (request, reply) => {
    const events = await ask(request, reply)
    reply.header('content-type', 'text/event-stream')
    reply.header('cache-control', 'no-cache')
    return reply.send(sse(events))
  })
}
