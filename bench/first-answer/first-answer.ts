import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { z } from 'zod'
import { bundle } from '../../images/bundle.ts'
import { writeBundle } from '../../images/write-bundle.ts'
import { requireBanner } from '../../test/images/bundle-module.ts'
import { startRuntimeApi } from '../../test/images/runtime-api.ts'
import {
  bundlePlainRuntime,
  copyAwsRuntime,
  hasAwsRuntime,
  startFunction,
} from '../../test/images/runtimes.ts'
import { postEvent } from '../../test/stand-ins/lambda-runtime.ts'
import { median, megabytes, ms, type Row } from '../figures.ts'
import { childUrl } from '../run-child.ts'
import { ask } from '../turns/ask.ts'
import { cpuMsOf, peakBytesOf } from './process.ts'

/**
 * From the start of a process until the first text of its first answer: Lambda's runtime with our bundle,
 * asked at once as a cold start is, beside a bundled server that makes the same requests bare; and until
 * it is ready beside a handler that is nothing. Where `beside` is the folder of another bundle of an
 * agent, an older one, that is started by turns with them.
 */
export async function firstAnswer({ rounds = 15, beside }: Options = {}): Promise<Tables> {
  const folder = await mkdtemp(join(tmpdir(), 'aws-operations-agent-bench-'))
  const worker = new Worker(childUrl('turn-dependencies.ts'))
  try {
    const place = dependencies.parse((await once(worker, 'message'))[0])
    const runtime = await prepare(folder)
    const ours: Start[] = []
    const bare: Start[] = []
    const nothing: Ready[] = []
    const other: Start[] = []
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await startOurs(runtime, join(folder, 'agent'), place))
      bare.push(await startBare(join(folder, 'bare-agent.mjs'), place))
      nothing.push(await startNothing(runtime, join(folder, 'nothing'), place))
      if (beside !== undefined) other.push(await startOurs(runtime, beside, place))
    }
    return {
      bare: rowsOf(parts, ours, bare),
      nothing: rowsOf(untilReady, ours, nothing),
      ...(beside !== undefined && { beside: rowsOf(parts, ours, other) }),
    }
  } finally {
    await worker.terminate()
    await rm(folder, { recursive: true })
  }
}

interface Options {
  rounds?: number
  /** A folder with the `handler.mjs` of another agent. */
  beside?: string | undefined
}

interface Tables {
  bare: Row[]
  nothing: Row[]
  beside?: Row[]
}

/** The least too: what else runs on the machine only adds to it. */
function rowsOf<T>(
  of: readonly Part<T>[],
  ours: readonly NoInfer<T>[],
  peers: readonly NoInfer<T>[],
): Row[] {
  return of.flatMap(([name, unit, of]) => {
    const [our, peer] = [ours.map(of), peers.map(of)]
    return [
      { name, unit, ours: median(our), peer: median(peer) },
      { name: `${name}, least`, unit, ours: Math.min(...our), peer: Math.min(...peer) },
    ]
  })
}

const dependencies = z.object({ token: z.string(), env: z.record(z.string(), z.string()) })
type Place = z.infer<typeof dependencies>

/** Milliseconds since the process was started, and its CPU time by then. */
interface Ready {
  readyMs: number
  readyCpuMs: number
}

/** The same, and what it had taken by the end of its answer. */
interface Start extends Ready {
  firstTextMs: number
  cpuMs: number
  peakBytes: number
}

type Part<T> = [string, Row['unit'], (start: T) => number]

const untilReady: Part<Ready>[] = [
  ['start until ready', ms, ({ readyMs }) => readyMs],
  ['CPU time until ready', ms, ({ readyCpuMs }) => readyCpuMs],
]

const parts: Part<Start>[] = [
  ...untilReady,
  ['ready until first text', ms, ({ readyMs, firstTextMs }) => firstTextMs - readyMs],
  ['start until first text', ms, ({ firstTextMs }) => firstTextMs],
  ['CPU time until the answer’s end', ms, ({ cpuMs }) => cpuMs],
  ['most memory until the answer’s end', megabytes, ({ peakBytes }) => peakBytes],
]

/** The bundles, and the runtime to start ours with: AWS's where it has been fetched. */
async function prepare(folder: string): Promise<string> {
  await writeBundle(await bundle('agent'), join(folder, 'agent'))
  await bundleFloor(join(folder, 'bare-agent.mjs'))
  await mkdir(join(folder, 'nothing'))
  await writeFile(join(folder, 'nothing', 'handler.mjs'), 'export const handler = async () => ({})')
  if (!hasAwsRuntime) return bundlePlainRuntime(folder)
  await copyAwsRuntime(join(folder, 'runtime'))
  return join(folder, 'runtime', 'index.mjs')
}

function bundleFloor(outfile: string) {
  return build({
    entryPoints: [fileURLToPath(childUrl('bare-agent.ts'))],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    banner: requireBanner,
  })
}

const question = { message: 'Which instances run?' }

async function startOurs(runtime: string, code: string, { token, env }: Place): Promise<Start> {
  const api = await startRuntimeApi()
  const startedAt = performance.now()
  const since = () => performance.now() - startedAt
  const { stop, pid } = startFunction({ runtime, code, address: api.address, env: { ...env } })
  try {
    await api.ready()
    const readyMs = since()
    const readyCpuMs = cpuMsOf(pid)
    const answer = await api.invoke(postEvent('/stream', { 'x-okta-token': token }, question))
    if (answer.kind === 'error') throw new Error(`The first turn failed: ${answer.body}`)
    let told = ''
    let firstTextMs = Number.NaN
    for await (const chunk of answer.body) {
      told += chunk
      if (Number.isNaN(firstTextMs) && told.includes('event: text')) firstTextMs = since()
    }
    if (!told.includes('event: done')) throw new Error(`The first turn failed: ${told}`)
    return { readyMs, readyCpuMs, firstTextMs, cpuMs: cpuMsOf(pid), peakBytes: peakBytesOf(pid) }
  } finally {
    stop()
    await api.close()
  }
}

async function startNothing(runtime: string, code: string, { env }: Place): Promise<Ready> {
  const api = await startRuntimeApi()
  const startedAt = performance.now()
  const { stop, pid } = startFunction({ runtime, code, address: api.address, env: { ...env } })
  try {
    await api.ready()
    return { readyMs: performance.now() - startedAt, readyCpuMs: cpuMsOf(pid) }
  } finally {
    stop()
    await api.close()
  }
}

async function startBare(code: string, { token, env }: Place): Promise<Start> {
  const startedAt = performance.now()
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const
  const child = fork(code, { env: { ...process.env, ...env }, execArgv: [], stdio: [...stdio] })
  const { url } = hello.parse((await once(child, 'message'))[0])
  const readyMs = performance.now() - startedAt
  const pid = child.pid ?? 0
  const readyCpuMs = cpuMsOf(pid)
  const { firstTextMs } = await ask(url, token, question)
  const took = { cpuMs: cpuMsOf(pid), peakBytes: peakBytesOf(pid) }
  child.kill('SIGKILL')
  await once(child, 'exit')
  return { readyMs, readyCpuMs, firstTextMs: readyMs + firstTextMs, ...took }
}

const hello = z.object({ url: z.string() })
