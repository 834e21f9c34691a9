import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TerminalSession } from './terminal-session.ts'

interface StartOptions {
  home: Home
  args?: readonly string[]
  env?: Record<string, string>
  columns?: number
  rows?: number
}

export interface Home {
  folder: string
  remove(): Promise<void>
}

/** A person's home folder, empty at first: history and conversations are kept in it. */
export async function newHome(): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'aws-ops-home-'))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** `npm start -- …` in a terminal. */
export function npmStart({ home, args = [], env = {}, ...window }: StartOptions) {
  return TerminalSession.start({
    args: [
      ...['--import', './local/require-node.js', 'local/start.ts'],
      ...['--port', '0', '--data', join(home.folder, 'data'), ...args],
    ],
    env: { HOME: home.folder, ...env },
    ...window,
  })
}

/** Says why, where node-pty has no build for this platform. */
export async function skipWithoutTerminal(test: Mocha.Context): Promise<void> {
  try {
    await import('@lydell/node-pty')
  } catch (error) {
    process.stderr.write(`Skipped, no terminal on ${process.platform} ${process.arch}: ${error}\n`)
    test.skip()
  }
}
