import type { Caller } from './auth.ts'
import type { KeptTools } from './listed-tool.ts'
import { memory } from './memory.ts'

/** Where a list is kept that is the same for everybody, for other processes too. */
export interface ToolShelf {
  read(): Promise<KeptTools | undefined>
  write(kept: KeptTools): Promise<void>
}

/** Lists of tools, for whom they were made. */
export interface ToolMemory {
  /** The list for this caller, however old, but for one that may say too much. */
  recall(caller: Caller): Promise<KeptTools | undefined>
  keep(caller: Caller, kept: KeptTools): Promise<void>
  /** Reads what is the same for everybody, before anybody asks. */
  prepare(): Promise<void>
}

/** So long a list is taken for what the gateway would say. */
export const freshMs = 5 * 60_000

/**
 * Each caller's own, where the gateway may show them different tools: for minutes, in this process alone,
 * and by the token's expiry too, since a new one may have other rights.
 */
export function ownMemory(now: () => Date): ToolMemory {
  const lists = memory<KeptTools>(now)
  const keyOf = ({ owner, expiresAt }: Caller) => `${owner} ${expiresAt}`
  return {
    recall: async (caller) => lists.recall(keyOf(caller)),
    keep: async (caller, kept) => lists.keep(keyOf(caller), kept, kept.listedAt + freshMs),
    prepare: async () => {},
  }
}

/** One for all, where the gateway shows everybody the same: the newest of this process and the shelf. */
export function sharedMemory(now: () => Date, shelf: ToolShelf): ToolMemory {
  let known: KeptTools | undefined
  let reading: Promise<KeptTools | undefined> | undefined
  const read = () => {
    reading ??= shelf
      .read()
      .catch(() => undefined)
      .finally(() => {
        reading = undefined
      })
    return reading
  }
  async function recall() {
    if (known !== undefined && isFresh(known, now())) return known
    const found = await read()
    if (found !== undefined && found.listedAt > (known?.listedAt ?? 0)) known = found
    return known
  }
  return {
    recall,
    async prepare() {
      await recall()
    },
    async keep(_caller, kept) {
      // A gateway whose target is being exchanged has none for a moment.
      if (kept.tools.length === 0) return
      const before = known
      known = kept
      const isNews =
        before === undefined ||
        !isFresh(before, now()) ||
        JSON.stringify(before.tools) !== JSON.stringify(kept.tools)
      if (isNews) await shelf.write(kept)
    },
  }
}

export const isFresh = ({ listedAt }: KeptTools, now: Date): boolean =>
  now.getTime() - listedAt < freshMs
