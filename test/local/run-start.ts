import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

interface StartOptions {
  env?: Record<string, string>
  input?: string
  /** An empty one where none is named. */
  data?: string
  /** Undefined: without the option. */
  port?: number | undefined
}

/** Runs `npm start -- …` as a process of its own, on free ports but where others are named. */
export async function runStart(
  args: readonly string[],
  { env = {}, input = '', data, port = 0 }: StartOptions = {},
): Promise<Ended> {
  if (data === undefined)
    return inNewFolder((folder) => runStart(args, { env, input, port, data: folder }))
  const process_ = spawn(
    process.execPath,
    [
      '--import',
      './local/require-node.js',
      'local/start.ts',
      ...(port === undefined ? [] : ['--port', String(port)]),
      ...['--data', data, ...args],
    ],
    { env: { ...withoutAws(process.env), ...env } },
  )
  process_.stdin.end(input)
  const [stdout, stderr, code] = await Promise.all([
    text(process_.stdout),
    text(process_.stderr),
    new Promise<number | null>((resolve) => process_.on('close', resolve)),
  ])
  return { code, stdout, stderr }
}

async function inNewFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'aws-operations-agent-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What the machine of a developer has set must not decide a test. */
function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^(?:AWS|OPENAI|MODEL|OKTA|LOG_LEVEL|DATA_ACCESS)/.test(name),
    ),
  )
}
