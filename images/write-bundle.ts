import {
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import type { Bundle } from './bundle.ts'

/**
 * Writes files alone into `folder`, readable by whoever Lambda runs them as. What is there already is
 * left, and else it appears at once: another process may be reading it, or writing the same.
 */
export async function writeBundle({ files }: Pick<Bundle, 'files'>, folder: string): Promise<void> {
  if (await isThere(files, folder)) return
  const fresh = `${folder}.${process.pid}`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { recursive: true })
  for (const { name, contents } of files) {
    const path = join(fresh, name)
    await writeFile(path, contents)
    await chmod(path, 0o644)
    await utimes(path, noTime, noTime)
  }
  await chmod(fresh, 0o755)
  await utimes(fresh, noTime, noTime)
  await replace(folder, fresh, files)
}

async function replace(folder: string, fresh: string, files: Bundle['files']): Promise<void> {
  const old = `${fresh}.old`
  await rename(folder, old).catch(ignoreAbsent)
  await rename(fresh, folder).catch(async (error) => {
    // Another process was faster.
    if (!(await isThere(files, folder))) throw error
    await rm(fresh, { recursive: true, force: true })
  })
  await rm(old, { recursive: true, force: true })
}

function ignoreAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}

async function isThere(files: Bundle['files'], folder: string): Promise<boolean> {
  try {
    const names = await readdir(folder)
    if (names.length !== files.length) return false
    for (const { name, contents } of files) {
      const [held, { mode, mtime }] = await Promise.all([
        readFile(join(folder, name)),
        stat(join(folder, name)),
      ])
      const same = held.equals(contents) && mtime.getTime() === noTime.getTime()
      if (!same || (mode & 0o777) !== 0o644) return false
    }
    return true
  } catch {
    return false
  }
}

/** One for all, so that layers of the same files are the same. */
export const noTime = new Date('2000-01-01T00:00:00Z')
