import { spawnSync } from 'node:child_process'

/** The commit that is checked out, `-dirty` where files differ from it; undefined where this is no checkout. */
export function revision(): string | undefined {
  const args = ['describe', '--always', '--abbrev=40', '--exclude=*', '--dirty']
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}
