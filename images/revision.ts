import { spawnSync } from 'node:child_process'

/**
 * The commit that is checked out, `-dirty` where files differ from it; undefined where this is no
 * checkout. What a stack is configured with is of its operator, and makes nothing dirty.
 */
export function revision(folder = '.'): string | undefined {
  const commit = git(folder, 'rev-parse', 'HEAD')
  if (commit === undefined) return undefined
  const tracked = ['status', '--porcelain', '--untracked-files=no']
  const changed = git(folder, ...tracked, '--', ':/', ':(top,exclude)Pulumi.*.yaml')
  return changed === '' ? commit : `${commit}-dirty`
}

let own: { revision: string | undefined } | undefined

/** Of the checkout that runs; told once, as it is bundled once, whatever changes in it meanwhile. */
export function ownRevision(): string | undefined {
  own ??= { revision: revision() }
  return own.revision
}

function git(folder: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}
