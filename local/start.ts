import type { CommandContext } from '../services/client/commands/context.ts'
import { configurations } from '../services/client/configuration.ts'
import { runProgram } from '../services/client/program.ts'
import { lookOf } from '../services/client/render/look.ts'
import { wrapped } from '../services/client/render/wrapped.ts'
import { processTerminal } from '../services/client/terminal.ts'
import { localSession } from './local-session.ts'
import { offerOllama } from './offers.ts'
import { type LocalOptions, optionsHelp, type ParsedRun, parseOptions } from './options.ts'
import { type Stack, startStack } from './stack.ts'
import { StartError } from './start-error.ts'
import { tour } from './tour.ts'

const help = `npm start -- [options] ["a question"]

Answers the question and exits, or opens a chat, on the whole system on this machine.

  --tour                            six questions, and one that is refused: ten minutes to see what it does
  --output text|markdown|json|csv   of an answer; json: its events, csv: the items of its tool call
  -c, --continue                    goes on with the newest conversation (--conversation ID: with that)
  --temperature 0-1, --max-tokens N, --no-tools, --tool-call N, --quiet   as of aws-ops ask
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
      return run(parsed)
  }
}

/** The client's own program, with a session of a local stack in place of a configured one. */
async function run({ options, question, isTour, clientArgs }: ParsedRun): Promise<number> {
  let stack: Stack | undefined
  const openContext = async () => {
    stack = await startStack(options, process.env)
    const isQuiet = clientArgs.some((arg) => arg === '--quiet' || arg === '-q')
    return localContext(stack, options, isQuiet ? [] : stack.banner)
  }
  const [command, ...words] = question === undefined ? ['chat'] : ['ask', '--', question]
  try {
    if (isTour) return await tour(await openContext())
    return await runProgram([command, ...clientArgs, ...words], {
      openContext,
      stdout: (text) => void process.stdout.write(text),
      stderr: (text) => void process.stderr.write(text),
    })
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    process.stderr.write(`error: ${error.message}\n`)
    return 1
  } finally {
    await stack?.close()
  }
}

function localContext(
  stack: Stack,
  { account, model, user }: LocalOptions,
  banner: readonly string[],
): CommandContext {
  const terminal = processTerminal()
  const look = lookOf(terminal, 'note', process.env)
  const lines = banner.flatMap((text) => wrapped([{ text, styles: [] }], look))
  if (lines.length > 0) terminal.note(`${lines.join('\n')}\n\n`)
  // Where somebody is looking, who may want it.
  if (model === 'offline' && terminal.interactive) {
    offerOllama((offer) => terminal.note(`${offer}\n`))
  }
  const local = { login: user, account: `${account} account` }
  const session = localSession(stack, local)
  return {
    terminal,
    env: process.env,
    configurations: configurations(),
    program: 'npm start --',
    session: async (tokenFile) =>
      tokenFile === undefined ? session : localSession(stack, { ...local, tokenFile }),
  }
}
