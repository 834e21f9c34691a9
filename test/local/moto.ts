import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts } from '../free-ports.ts'

/** An AWS on the wire: moto's server, from PyPI (`pip install 'moto[server]'`). */
export interface Moto {
  url: string
  /** What the SDK and the local stack take to reach it. */
  env: Record<string, string>
  stop(): void
}

/** Undefined where moto is not installed. */
export async function startMoto(): Promise<Moto | undefined> {
  if (spawnSync('moto_server', ['--help']).status !== 0) return undefined
  const port = await freePorts()
  const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  await untilReady(url, server)
  return {
    url,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
      AWS_REGION: 'us-east-1',
    },
    stop: () => void server.kill(),
  }
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200 && server.exitCode === null; tries += 1) {
    const response = await fetch(`${url}/moto-api/data.json`).catch(() => undefined)
    if (response?.ok === true) return
    await sleep(100)
  }
  server.kill()
  throw new Error('moto_server did not become ready')
}
