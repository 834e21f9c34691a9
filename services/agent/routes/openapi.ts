import type { FastifyInstance } from 'fastify'

export function openApiRoute(app: FastifyInstance): void {
  app.get('/openapi.json', async () => {
    const { openApi } = await import('../openapi.ts')
    return openApi()
  })
}
