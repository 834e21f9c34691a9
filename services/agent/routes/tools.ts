import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { tokenBody } from '../api.ts'
import type { toolList } from '../api-answers.ts'
import type { Caller } from '../auth.ts'
import type { Connect } from '../gateway.ts'
import { clientGone } from '../invocation.ts'
import { parseInput, Refusal } from '../problem.ts'

interface ToolsParts {
  caller: (request: FastifyRequest) => Promise<Caller>
  connect: Connect
}

export function toolsRoute(app: FastifyInstance, { caller, connect }: ToolsParts): void {
  app.post('/api/tools/fetch', async (request, reply): Promise<z.infer<typeof toolList>> => {
    const who = await caller(request)
    parseInput(tokenBody, request.body ?? {})
    const gateway = connect(who)
    try {
      const listed = await gateway.fetchTools(clientGone(request, reply))
      const tools = listed.map(({ name, description, inputSchema: input_schema }) => ({
        name,
        description,
        input_schema,
      }))
      return { tools, count: tools.length }
    } catch (error) {
      const detail = 'The tool gateway cannot be reached, or refused the token.'
      throw new Refusal('gateway_unavailable', detail, { cause: error })
    } finally {
      await gateway.close()
    }
  })
}
