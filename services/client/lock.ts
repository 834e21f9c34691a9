import { randomUUID } from 'node:crypto'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod'
import { ClientError } from './errors.ts'
import { parseJson } from './parse-json.ts'

/**
 * Runs `work` while no other process that takes the same file does. What a process left behind
 * that has died, or holds for longer than `staleMs`, is broken; so `work` has to end before.
 */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  staleMs = 120_000,
): Promise<T> {
  const id = randomUUID()
  const giveUpAt = Date.now() + 2 * staleMs
  while (!(await create(path, JSON.stringify({ id, pid: process.pid, host: hostname() })))) {
    if (Date.now() > giveUpAt) throw endless(path)
    const stale = await staleLock(path, staleMs)
    if (stale !== undefined) await breakLock(path, stale)
    await wait(20 + Math.random() * 30)
  }
  try {
    return await work()
  } finally {
    if ((await holderOf(path)).id === id) await rm(path, { force: true })
  }
}

function endless(path: string): ClientError {
  const message = `Another aws-ops seems to hold ${path} for good. If none runs, remove that file.`
  return new ClientError('locked', message)
}

const holder = z.object({ id: z.uuid(), pid: z.int(), host: z.string() })

/** False where the file is there already. */
async function create(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

async function holderOf(path: string) {
  const text = await readFile(path, 'utf8').catch(() => '')
  return holder.safeParse(parseJson(text)).data ?? { id: 'unreadable' }
}

/** The id of a lock that may be broken; undefined where it may not. */
async function staleLock(path: string, staleMs: number): Promise<string | undefined> {
  // Before its age: of one that has taken its place meanwhile, that is the age of the newer.
  const by = await holderOf(path)
  const gone = 'pid' in by && by.host === hostname() && !isAlive(by.pid)
  const since = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Date.now(),
  )
  return gone || Date.now() - since > staleMs ? by.id : undefined
}

/**
 * Breaks the lock that was found stale, and none that has taken its place. A second file makes sure
 * that of many waiting processes one does.
 */
async function breakLock(path: string, stale: string): Promise<void> {
  const claim = `${path}.${stale}`
  if (!(await create(claim, ''))) return
  try {
    if ((await holderOf(path)).id === stale) await rm(path, { force: true })
  } finally {
    await rm(claim, { force: true })
  }
}

/** Whether a process of that id runs on this machine. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !hasCode(error, 'ESRCH')
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
