import { mkdir } from 'node:fs/promises'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { withLock } from '../../services/client/lock.ts'
import { closeServer, listen } from '../listen.ts'

/** Something other than a local stack has the folder, or one that does not go on. */
export class FolderInUse extends Error {
  readonly path: string

  constructor(path: string, cause: unknown) {
    super(`Another process uses the tables in ${path}`, { cause })
    this.name = 'FolderInUse'
    this.path = path
  }
}

export interface SharedTables {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>
  close(): Promise<void>
}

/** A time for which the folder is this process's alone. */
interface Hold {
  server: Promise<Server>
  /** Whoever comes later than that waits for the next. */
  until: number
  users: number
  idle: NodeJS.Timeout | undefined
  end: () => void
  ended: Promise<unknown>
}

/**
 * Tables in a folder, for any number of processes at once. LevelDB lets one in at a time, so each
 * opens it (some milliseconds) only while it is asked something, and is out of it when suspended.
 */
export async function sharedTables(path: string): Promise<SharedTables> {
  let hold: Hold | undefined

  async function enter(): Promise<Hold> {
    while (hold !== undefined && Date.now() > hold.until) await hold.ended
    hold ??= takeFolder()
    hold.users += 1
    clearTimeout(hold.idle)
    return hold
  }

  function leave(left: Hold): void {
    left.users -= 1
    if (left.users === 0) left.idle = setTimeout(left.end, idleMs)
  }

  function takeFolder(): Hold {
    const opened = Promise.withResolvers<Server>()
    const ending = Promise.withResolvers<void>()
    const taken = withLock(
      `${path}.lock`,
      async () => {
        const server = await open(path)
        opened.resolve(server)
        await ending.promise
        await closeServer(server)
      },
      staleMs,
    )
    const until = Date.now() + longestMs
    const ended = taken.catch(opened.reject).then(async () => {
      // The others come first, who look again every few milliseconds.
      if (Date.now() > until) await delay(afterLongMs)
      hold = undefined
    })
    const taking: Hold = {
      ...{ server: opened.promise, until, users: 0, idle: undefined, ended },
      end() {
        taking.until = 0
        ending.resolve()
      },
    }
    return taking
  }

  async function use(work: (server: Server) => Promise<unknown>): Promise<void> {
    const held = await enter()
    try {
      await work(await held.server)
    } finally {
      leave(held)
    }
  }

  await mkdir(path, { recursive: true })
  await use(async () => {})
  return {
    answer: (request, response) =>
      use((server) => {
        const answered = worked(request, response)
        server.emit('request', request, response)
        return answered
      }),
    async close() {
      const held = hold
      // What is begun is finished first, though nobody waits for its answer: Dynalite throws otherwise.
      const latest = Date.now() + longestMs
      while (held !== undefined && held.users > 0 && Date.now() < latest) await delay(5)
      held?.end()
      await held?.ended
    },
  }
}

/**
 * Until Dynalite is done, and needs its tables no more: it ends the answer then, to whoever is still there. A
 * request of which half came it never begins with.
 */
function worked(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const { end } = response
  Object.assign(response, {
    end: (...words: unknown[]): unknown => {
      resolve()
      return Reflect.apply(end, response, words)
    },
  })
  request.once('close', () => {
    if (!request.complete) resolve()
  })
  return promise
}

const idleMs = 40
/**
 * Whoever is asked without a pause lets others in after so long: longer than a start on a slow machine, whose answer
 * would wait for a pause that nobody needs.
 */
const longestMs = 3_000
const afterLongMs = 100
/** Of a process that was stopped while it held the folder. */
const staleMs = 10_000

async function open(path: string): Promise<Server> {
  await checkFolder(path)
  const { dynaliteServer } = await import('./dynalite-server.ts')
  const server = await dynaliteServer(path)
  // Nobody asks there: one that does not listen does not close its tables either.
  await listen(server, 0)
  return server
}

/** Dynalite itself ends the process where its folder is locked. */
async function checkFolder(path: string): Promise<void> {
  const { Level } = await import('level')
  const level = new Level(path)
  try {
    await level.open()
  } catch (error) {
    throw isLocked(error) ? new FolderInUse(path, error) : error
  }
  await level.close()
}

function isLocked(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.cause instanceof Error &&
    'code' in error.cause &&
    error.cause.code === 'LEVEL_LOCKED'
  )
}
