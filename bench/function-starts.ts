import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle, imageNames } from '../images/bundle.ts'
import { writeBundle } from '../images/write-bundle.ts'
import { startRuntimeApi } from '../test/images/runtime-api.ts'
import {
  copyAwsRuntime,
  hasAwsRuntime,
  plainRuntime,
  startFunction,
} from '../test/images/runtimes.ts'
import { ms, type Row } from './figures.ts'
import { pairOfMedians, untilExit } from './run-child.ts'

const rounds = 21

/**
 * From the start of a process until its runtime asks for the first invocation, beside a process
 * that does nothing. `no handler` is what the runtime takes by itself.
 */
export async function functionStarts(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'aws-operations-agent-bench-'))
  const rows: Row[] = []
  try {
    const runtime = await prepare(folder)
    for (const name of ['no handler', ...imageNames]) {
      const ours = () => untilReady(runtime, join(folder, name))
      const peer = () => untilExit([join(folder, 'no handler', 'handler.mjs')])
      rows.push({ name, unit: ms, ...(await pairOfMedians(rounds, ours, peer)) })
    }
  } finally {
    await rm(folder, { recursive: true })
  }
  return rows
}

/** The bundles, and the runtime to start them with: AWS's where it has been fetched. */
async function prepare(folder: string): Promise<string> {
  for (const name of imageNames) await writeBundle(await bundle(name), join(folder, name))
  await mkdir(join(folder, 'no handler'))
  const handler = 'export const handler = async () => null'
  await writeFile(join(folder, 'no handler', 'handler.mjs'), handler)
  if (!hasAwsRuntime) return plainRuntime
  await copyAwsRuntime(join(folder, 'runtime'))
  return join(folder, 'runtime', 'index.mjs')
}

async function untilReady(runtime: string, code: string): Promise<number> {
  const api = await startRuntimeApi()
  const startedAt = performance.now()
  const { stop } = startFunction({ runtime, code, address: api.address, env })
  await api.ready()
  const took = performance.now() - startedAt
  stop()
  await api.close()
  return took
}

/** What the agent insists on; nothing of it is asked at the start. */
const env = {
  ENVIRONMENT: 'bench',
  CONVERSATIONS_TABLE: 'conversations',
  GATEWAY_URL: 'http://127.0.0.1/mcp',
  OKTA_ISSUER: 'http://127.0.0.1/oauth2/default',
  OKTA_AUDIENCE: 'api://aws-operations-agent',
  OKTA_CLIENT_ID: 'aws-ops',
}
