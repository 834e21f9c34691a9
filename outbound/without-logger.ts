/** What a client of the AWS SDK is asked for here. */
interface Client {
  middlewareStack: { remove(name: string): boolean }
}

/** The SDK walks through all that is sent and received, for a logger that does nothing by default. */
export function withoutLogger<T extends Client>(client: T): T {
  client.middlewareStack.remove('loggerMiddleware')
  return client
}

/** The same of a client that a library keeps to itself, wherever it does. */
export function innerWithoutLogger<T extends object>(holder: T): T {
  for (const inner of Object.values(holder)) if (isClient(inner)) withoutLogger(inner)
  return holder
}

const isClient = (value: unknown): value is Client =>
  typeof value === 'object' && value !== null && 'middlewareStack' in value && 'send' in value
