import { spawn } from 'node:child_process'
import { OutboundError } from './outbound-error.ts'

/** The same program once more, by a Node that is told at its start; never returns. */
export async function startAgain(env: Record<string, string | undefined>): Promise<never> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 22 || (major === 22 && minor < 21)) {
    throw new OutboundError(
      `Node ${process.versions.node} goes by no proxy: take 22.21 or newer, or 24`,
    )
  }
  // That it is new in these versions is nothing that a person at a terminal can act on.
  const quiet = '--disable-warning=UNDICI-EHPA'
  const args = [quiet, ...process.execArgv, ...process.argv.slice(1)]
  const child = spawn(process.execPath, args, {
    stdio: 'inherit',
    env: { ...env, NODE_USE_ENV_PROXY: '1' },
  })
  // What is typed and what interrupts is the child's, which ends as it sees fit.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => signal === 'SIGINT' || child.kill(signal))
  }
  const code = await new Promise<number>((resolve) => {
    child.once('exit', (status, signal) => resolve(status ?? (signal === null ? 1 : 130)))
  })
  process.exit(code)
}
