import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { median } from './figures.ts'

/** The figure that a file of child/, or a bundle of one, writes when run in a process of its own. */
export async function runChild(child: URL, ...args: string[]): Promise<number> {
  const process_ = spawn(process.execPath, ['--expose-gc', fileURLToPath(child), ...args], {
    env: { ...process.env, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [output, [code]] = await Promise.all([text(process_.stdout), once(process_, 'close')])
  if (code !== 0) throw new Error(`${child.pathname} ended with ${code}`)
  return Number(output)
}

/** How many ms a process takes from its start to its end. */
export async function untilExit(args: readonly string[], env = process.env): Promise<number> {
  const startedAt = performance.now()
  const [code] = await once(spawn(process.execPath, args, { env, stdio: 'ignore' }), 'exit')
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`)
  return performance.now() - startedAt
}

/** How many ms a process takes to its first words on standard output, and to its end. */
export async function untilSaid(args: readonly string[]): Promise<{ said: number; ended: number }> {
  const startedAt = performance.now()
  const since = () => performance.now() - startedAt
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const [said] = await Promise.all([
    once(child.stdout, 'data').then(since),
    once(child, 'exit').then(([code]) => {
      if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`)
    }),
  ])
  return { said, ended: since() }
}

export const childUrl = (file: string): URL => new URL(`child/${file}`, import.meta.url)

/** Medians of two measures taken by turns: what slows the machine slows both. */
export async function pairOfMedians(
  rounds: number,
  ours: () => Promise<number>,
  peer: () => Promise<number>,
): Promise<{ ours: number; peer: number }> {
  const figures: { ours: number; peer: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    figures.push({ ours: await ours(), peer: await peer() })
  }
  return {
    ours: median(figures.map(({ ours }) => ours)),
    peer: median(figures.map(({ peer }) => peer)),
  }
}
