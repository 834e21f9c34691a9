import { once } from 'node:events'
import { optionsHelp, type ParsedRun, parseOptions } from './options.ts'
import { startStack } from './stack.ts'
import { StartError } from './start-error.ts'

const help = `npm run local -- [options]

Starts the whole system on this machine and prints its addresses as one JSON line when it is ready.
${optionsHelp}`

const exitCode = await main(process.argv.slice(2))
// What is left open by then (keep-alive connections, say) must not hold the terminal.
process.stdout.write('', () => process.exit(exitCode))

async function main(args: string[]): Promise<number> {
  const parsed = parseOptions(args)
  if (parsed.kind === 'help') {
    process.stdout.write(help)
    return 0
  }
  const message = parsed.kind === 'wrong' ? parsed.message : asked(parsed)
  if (parsed.kind === 'wrong' || message !== undefined) {
    process.stderr.write(`${message}\n\n${help}`)
    return 2
  }
  try {
    const options = { ...parsed.options, serves: true }
    const { banner, parts: _, close, ...addresses } = await startStack(options, process.env)
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

/** Only `npm start` asks. */
function asked({ question, isTour, clientArgs }: ParsedRun): string | undefined {
  if (question !== undefined) return `“${question}” is a question: ask it with npm start -- "…".`
  const [option = isTour ? '--tour' : undefined] = clientArgs
  return option && `${option} is for npm start.`
}
