import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface AgentProcess extends AsyncDisposable {
  url: string
  /** As `kill -9` does: nothing is finished, nothing is said. */
  kill(): Promise<void>
}

/** The agent in a process of its own. */
export async function startAgentProcess(env: Record<string, string>): Promise<AgentProcess> {
  const child = spawn(process.execPath, ['test/chaos/child/agent.ts'], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [url]: string[] = await once(createInterface(child.stdout), 'line')
  if (url === undefined) throw new Error('The agent gave no address')
  const kill = () => killed(child)
  return { url, kill, [Symbol.asyncDispose]: kill }
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
