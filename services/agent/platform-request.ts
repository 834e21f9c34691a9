import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import * as z from 'zod'

const current = new AsyncLocalStorage<string>()

/** Runs what answers a Lambda event, which has the id that the platform gave the request. */
export function withRequestOf<T>(event: unknown, answer: () => T): T {
  const id = platformEvent.safeParse(event).data?.requestContext.requestId
  return id === undefined ? answer() : current.run(id, answer)
}

/**
 * The platform's own, that the request may be found again in AWS's logs; outside of Lambda a new one.
 * Never the caller's: with a header, one could write one's reads into the record of another.
 */
export const requestId = (): string => current.getStore() ?? randomUUID()

const platformEvent = z.object({
  requestContext: z.object({ requestId: z.string().regex(/^[\w-]{1,64}$/) }),
})
