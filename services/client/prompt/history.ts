import { appendFile, mkdir, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod'
import { withLock } from '../lock.ts'
import { parseJson } from '../parse-json.ts'

/** What was typed before, oldest first, each entry once. */
export interface History {
  readonly entries: readonly string[]
  add(entry: string): Promise<void>
}

/**
 * Kept in a file for this user alone, a JSON string a line. Terminals only ever append to it, so
 * that two at once lose nothing; a full file steps aside as `<file>.1`, and both are read.
 */
export async function openHistory(file: string): Promise<History> {
  // Where there can be no file, or no more of it, a history of this process is better than none.
  await mkdir(dirname(file), { recursive: true, mode: 0o700 }).catch(() => {})
  const [older, newer] = await Promise.all([readEntries(`${file}.1`), readEntries(file)])
  if (newer.length >= most) await stepAside(file)
  let entries = newest([...older, ...newer])
  return {
    get entries() {
      return entries
    },
    async add(entry) {
      entries = newest([...entries, entry])
      await appendFile(file, `${JSON.stringify(entry)}\n`, { mode: 0o600 }).catch(() => {})
    },
  }
}

const most = 1_000

/** Once, though several terminals find it full: a second time it would take the first one's place. */
function stepAside(file: string): Promise<void> {
  return withLock(`${file}.lock`, async () => {
    if ((await readEntries(file)).length >= most) await rename(file, `${file}.1`)
  })
}

/** A line that is cut, or no text, is passed over. */
async function readEntries(file: string): Promise<string[]> {
  const lines = await readFile(file, 'utf8').catch(() => '')
  return lines.split('\n').flatMap((line) => z.string().safeParse(parseJson(line)).data ?? [])
}

const newest = (entries: readonly string[]): string[] =>
  [...new Set(entries.toReversed())].slice(0, most).toReversed()
