import type { Server } from 'node:http'

/** DynamoDB without transactions, streams and the TTL call; in memory without a folder. */
export async function dynaliteServer(path?: string): Promise<Server> {
  const { default: dynalite } = await import('dynalite')
  const delays = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 }
  return dynalite({ ...delays, ...(path === undefined ? {} : { path }) })
}
