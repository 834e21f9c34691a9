import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { health } from '../api-answers.ts'
import type { AgentConfig } from '../config.ts'
import { agentVersion } from '../version.ts'

export function healthRoute(
  app: FastifyInstance,
  { environment, model, revision }: AgentConfig,
): void {
  app.get('/health', async (): Promise<z.infer<typeof health>> => {
    const told = { status: 'ok', version: agentVersion, environment, model: model.id } as const
    return revision === undefined ? told : { ...told, revision }
  })
}
