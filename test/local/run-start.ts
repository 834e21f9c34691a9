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

/** Runs `npm start -- …` as a process of its own, on free ports and an empty data folder. */
export async function runStart(
  args: readonly string[],
  { env = {}, input = '' }: { env?: Record<string, string>; input?: string } = {},
): Promise<Ended> {
  const data = await mkdtemp(join(tmpdir(), 'aws-operations-agent-'))
  const process_ = spawn(
    process.execPath,
    [
      '--import',
      './local/require-node.js',
      'local/start.ts',
      '--port',
      '0',
      '--data',
      data,
      ...args,
    ],
    { env: { ...withoutAws(process.env), ...env } },
  )
  process_.stdin.end(input)
  const [stdout, stderr, code] = await Promise.all([
    text(process_.stdout),
    text(process_.stderr),
    new Promise<number | null>((resolve) => process_.on('close', resolve)),
  ])
  await rm(data, { recursive: true, force: true })
  return { code, stdout, stderr }
}

/** What the machine of a developer has set must not decide a test. */
function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^(?:AWS|OPENAI|MODEL|OKTA|LOG_LEVEL|DATA_ACCESS)/.test(name),
    ),
  )
}
