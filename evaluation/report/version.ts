import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '../..')

/** Of tasks, graders and company together: figures of two versions are of two examinations. */
export async function taskVersion(): Promise<string> {
  const hash = createHash('sha256')
  for (const folder of [
    'evaluation/tasks',
    'evaluation/grade',
    'evaluation/world',
    'local/sample-account',
  ]) {
    const names = await readdir(join(root, folder), { recursive: true })
    for (const name of names.filter((one) => one.endsWith('.ts')).toSorted()) {
      hash
        .update(`${folder}/${name.replaceAll('\\', '/')}\n`)
        .update(await readFile(join(root, folder, name)))
    }
  }
  return hash.digest('hex').slice(0, 12)
}

/** The commit, with a plus where files were changed since; `unknown` outside of a clone. */
export async function commit(): Promise<string> {
  const git = async (...args: string[]) =>
    (await promisify(execFile)('git', args, { cwd: root })).stdout.trim()
  try {
    const changed = await git('status', '--porcelain', '--untracked-files=no')
    return `${await git('rev-parse', '--short', 'HEAD')}${changed === '' ? '' : '+'}`
  } catch {
    return 'unknown'
  }
}
