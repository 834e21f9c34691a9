import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import packageJson from '../../../package.json' with { type: 'json' }
import type { health } from '../api.ts'
import type { AgentConfig } from '../config.ts'

export function healthRoute(app: FastifyInstance, { environment, model }: AgentConfig): void {
  app.get('/health', async (): Promise<z.infer<typeof health>> => {
    return { status: 'ok', version: packageJson.version, environment, model: model.id }
  })
}
