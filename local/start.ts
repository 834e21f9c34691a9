import { askOnce, chat } from '../services/client/chat.ts'
import { processTerminal } from '../services/client/terminal.ts'
import { localClient } from './local-client.ts'
import { type LocalOptions, optionsHelp, parseOptions } from './options.ts'
import { startStack } from './stack.ts'
import { StartError } from './start-error.ts'

const help = `npm start -- [options] ["a question"]

Answers the question and exits, or opens a chat, on the whole system on this machine.
${optionsHelp}`

const exitCode = await main(process.argv.slice(2))
// What is left open by then (keep-alive connections, say) must not hold the terminal.
process.stdout.write('', () => process.exit(exitCode))

async function main(args: string[]): Promise<number> {
  const parsed = parseOptions(args)
  switch (parsed.kind) {
    case 'help':
      process.stdout.write(help)
      return 0
    case 'wrong':
      process.stderr.write(`${parsed.message}\n\n${help}`)
      return 2
    case 'run':
      return run(parsed.options, parsed.question)
  }
}

async function run(options: LocalOptions, question: string | undefined): Promise<number> {
  const terminal = processTerminal()
  try {
    const stack = await startStack(options, process.env)
    for (const line of stack.banner) terminal.note(`${line}\n`)
    terminal.note('\n')
    const client = localClient(stack, options.user)
    const code = await (question === undefined
      ? chat(client, terminal)
      : askOnce(client, terminal, question))
    await stack.close()
    return code
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    terminal.note(`error: ${error.message}\n`)
    return 1
  }
}
