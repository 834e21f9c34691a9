import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Whoami } from '../api.ts'
import type { Caller } from '../auth.ts'
import type { Quota } from '../quota/quota.ts'

interface WhoamiParts {
  caller: (request: FastifyRequest) => Promise<Caller>
  quota: () => Promise<Quota | undefined>
}

/** What whoever asks has spent of what is limited. */
export function whoamiRoute(app: FastifyInstance, parts: WhoamiParts): void {
  app.get('/api/whoami', async (request): Promise<Whoami> => {
    const { owner } = await parts.caller(request)
    const quota = await parts.quota()
    return { limits: (await quota?.state(owner)) ?? [] }
  })
}
