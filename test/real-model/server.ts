import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts } from '../free-ports.ts'

/** Where `.ci/real-model` puts them. */
const folder = resolve('node_modules/.cache/real-model')
const program = `${folder}/venv/bin/dasllama-server`
const model = `${folder}/smollm2-135m-q8.gguf`

export const modelId = 'smollm2-135m-q8.gguf'
export const hasRealModel = existsSync(program) && existsSync(model)
export const noRealModel = 'the model and its server are not there: .ci/real-model brings them'

export interface RealServer {
  url: string
  /** What it has logged so far. */
  log(): string
  close(): Promise<void>
}

/** The server with the model, ready, with room for so many tokens. */
export async function startRealModel(context: number): Promise<RealServer> {
  const port = await freePorts()
  const options = ['-m', model, '-p', String(port), '-t', '2', '--ctx', String(context)]
  // It writes into its user's home.
  const server = spawn(program, options, { env: { ...process.env, HOME: folder } })
  let log = ''
  for (const stream of [server.stdout, server.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text
    })
  }
  const url = `http://127.0.0.1:${port}/v1`
  while (!(await answers(`${url}/models`))) {
    if (server.exitCode !== null) throw new Error(`The model server ended:\n${log}`)
    await sleep(100)
  }
  return {
    url,
    log: () => log,
    async close() {
      if (server.exitCode !== null) return
      const ended = once(server, 'exit')
      server.kill('SIGKILL')
      await ended
    },
  }
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => undefined)
  return response?.ok ?? false
}
