import { once } from 'node:events'
import { Command } from 'commander'
import { exitCodeFrom } from '../services/client/program.ts'
import { type LocalOptions, localOptions, takenByNpm } from './options.ts'
import { startStack } from './stack.ts'
import { StartError } from './start-error.ts'

const exitCode = await main(process.argv.slice(2))
// What is left open by then (keep-alive connections, say) must not hold the terminal.
process.stdout.write('', () => process.exit(exitCode))

async function main(args: string[]): Promise<number> {
  let exitCode = 0
  const command = localOptions(new Command('npm run local --'))
    .description(
      'Starts the whole system on this machine and prints its addresses as one JSON line when it is ready.',
    )
    .showHelpAfterError('All options: npm run local -- --help. To ask a question: npm start -- "…"')
    .exitOverride()
    .action(async (options: LocalOptions) => {
      const misplaced = takenByNpm(command, process.env)
      if (misplaced !== undefined) {
        command.error(
          `error: npm took --${misplaced} for an option of its own: npm run local -- --${misplaced} …`,
        )
      }
      exitCode = await serve(options)
    })
  const stderr = (text: string) => void process.stderr.write(text)
  return exitCodeFrom({ stderr }, async () => {
    await command.parseAsync(args, { from: 'user' })
    return exitCode
  })
}

async function serve(options: LocalOptions): Promise<number> {
  try {
    const stack = await startStack({ ...options, serves: true }, process.env)
    const { banner, parts: _, close, ...addresses } = stack
    for (const line of banner) process.stderr.write(`${line}\n`)
    process.stdout.write(`${JSON.stringify(addresses)}\n`)
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
    await close()
    return 0
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    process.stderr.write(`error: ${error.message}\n`)
    return 1
  }
}
