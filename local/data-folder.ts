import { randomUUID } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import envPaths from 'env-paths'
import { z } from 'zod'
import { isAlive } from '../services/client/lock.ts'
import { parseJson } from '../services/client/parse-json.ts'

/** Where local stacks keep things between runs, for this user of the machine alone. */
export interface DataFolder {
  conversations: string
  /** Says that a stack of this process runs, for `npm run local:token`; resolves to its end. */
  announce(stack: RunningStack): Promise<() => Promise<void>>
  /** Those that run: those that wait to be asked first, then by when they began. */
  running(): Promise<RunningStack[]>
}

export type RunningStack = z.infer<typeof runningStack>
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

const runningStack = z.object({
  addresses,
  /** True for `npm run local`, which others are meant to ask; false within `npm start`. */
  serves: z.boolean(),
  pid: z.int(),
  startedAt: z.number(),
})

export async function openDataFolder(
  path = envPaths('aws-operations-agent', { suffix: '' }).data,
): Promise<DataFolder> {
  const conversations = join(path, 'conversations')
  const runningFolder = join(path, 'running')
  for (const folder of [conversations, runningFolder]) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    // One that was there already may be open to others.
    await chmod(folder, 0o700)
  }
  return {
    conversations,
    async announce(stack) {
      const file = join(runningFolder, `${randomUUID()}.json`)
      await writeFile(file, JSON.stringify(stack), { mode: 0o600 })
      return () => rm(file, { force: true })
    },
    async running() {
      const files = await readdir(runningFolder)
      const stacks = await Promise.all(files.map((file) => readRunning(join(runningFolder, file))))
      return stacks
        .flatMap((stack) => stack ?? [])
        .sort(
          (one, other) =>
            Number(other.serves) - Number(one.serves) || one.startedAt - other.startedAt,
        )
    },
  }
}

/** Undefined, and the file removed, where a process ended without doing so. */
async function readRunning(file: string): Promise<RunningStack | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const stack = runningStack.safeParse(parseJson(text)).data
  if (stack === undefined || isAlive(stack.pid)) return stack
  await rm(file, { force: true })
  return undefined
}
