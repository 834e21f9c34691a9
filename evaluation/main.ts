import { CommanderError } from 'commander'
import { type Around, evaluate, regrade } from './evaluate.ts'
import { evaluateOptions, type Options } from './options.ts'
import { compared } from './report/compare.ts'
import type { Report } from './report/figures.ts'
import { markdown } from './report/markdown.ts'
import { runFolder } from './run/folder.ts'

/** How good the product is with a model: `npm run evaluate`. */
const exitCode = await main(process.argv.slice(2))
process.stdout.write('', () => process.exit(exitCode))

async function main(args: string[]): Promise<number> {
  const stop = new AbortController()
  process.once('SIGINT', () => {
    process.stderr.write('\nEnding: what was asked is reported. Once more: at once.\n')
    stop.abort()
    process.once('SIGINT', () => process.exit(130))
  })
  const around: Around = {
    signal: stop.signal,
    progress: (line) => void process.stderr.write(`${line}\n`),
  }
  try {
    const command = evaluateOptions().parse(args, { from: 'user' })
    const options = command.opts<Options>()
    if (options.compare !== undefined) return await compare(options.compare)
    const report =
      options.regrade === undefined
        ? await evaluate(options, around)
        : await regrade(options.regrade, around)
    process.stdout.write(markdown(report))
    return verdict(report, options)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode
    process.stderr.write(`error: ${error instanceof Error ? error.message : error}\n`)
    return 1
  }
}

async function compare([one, other]: string[]): Promise<number> {
  if (one === undefined || other === undefined) throw new Error('--compare takes two folders.')
  process.stdout.write(compared(await runFolder(one).report(), await runFolder(other).report()))
  return 0
}

/** For checks: 1 where a bound is not kept, or not all was asked. */
function verdict({ right, attempts, planned }: Report, { atLeast, atMost }: Options): number {
  if (atLeast === undefined && atMost === undefined) return 0
  const percent = (100 * right.right) / Math.max(1, right.of)
  const isKept = percent >= (atLeast ?? 0) && percent <= (atMost ?? 100) && attempts === planned
  return isKept ? 0 : 1
}
