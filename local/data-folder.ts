import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import envPaths from 'env-paths'
import { z } from 'zod'

/** Where a local stack keeps things between runs, for this user of the machine alone. */
export interface DataFolder {
  conversations: string
  /** The addresses of the stack that runs now, for `npm run local:token`. */
  saveAddresses(addresses: Addresses): Promise<void>
  addresses(): Promise<Addresses | undefined>
  forgetAddresses(): Promise<void>
}

export type Addresses = z.infer<typeof addresses>

const addresses = z.object({
  functionUrl: z.string(),
  gatewayUrl: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  audience: z.string(),
  region: z.string(),
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  tableName: z.string(),
  tableEndpoint: z.string(),
})

export async function openDataFolder(
  path = envPaths('aws-operations-agent', { suffix: '' }).data,
): Promise<DataFolder> {
  const addressFile = join(path, 'running-stack.json')
  const conversations = join(path, 'conversations')
  await mkdir(conversations, { recursive: true, mode: 0o700 })
  return {
    conversations,
    saveAddresses: (running) => writeFile(addressFile, JSON.stringify(running), { mode: 0o600 }),
    addresses: async () => {
      const text = await readFile(addressFile, 'utf8').catch(() => '{}')
      return addresses.safeParse(JSON.parse(text)).data
    },
    forgetAddresses: () => rm(addressFile, { force: true }),
  }
}
