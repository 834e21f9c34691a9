import { Command } from 'commander'
import { ask } from '../services/client/commands/ask.ts'
import type { CommandContext } from '../services/client/commands/context.ts'
import { configurations } from '../services/client/configuration.ts'
import { answerOptions } from '../services/client/program/asking.ts'
import { exitCodeFrom } from '../services/client/program.ts'
import { lookOf } from '../services/client/render/look.ts'
import { wrapped } from '../services/client/render/wrapped.ts'
import { processTerminal } from '../services/client/terminal.ts'
import { localSession } from './local-session.ts'
import { offerOllama } from './offers.ts'
import { type LocalOptions, takenByNpm } from './options.ts'
import { type Stack, startStack } from './stack.ts'
import { type StartOptions, startCommand } from './start-command.ts'
import { StartError } from './start-error.ts'

const exitCode = await main(process.argv.slice(2))
// What is left open by then (keep-alive connections, say) must not hold the terminal.
process.stdout.write('', () => process.exit(exitCode))

async function main(args: string[]): Promise<number> {
  let exitCode = 0
  const command = startCommand().action(async (words: string[], options: StartOptions) => {
    exitCode = await run(words, options, command)
  })
  const stderr = (text: string) => void process.stderr.write(text)
  return exitCodeFrom({ stderr }, async () => {
    await command.parseAsync(args, { from: 'user' })
    return exitCode
  })
}

/** The client's own commands, with a session of a local stack in place of a configured one. */
async function run(words: string[], options: StartOptions, command: Command): Promise<number> {
  const misplaced = takenByNpm(command, process.env)
  if (misplaced !== undefined) {
    command.error(
      `error: npm took --${misplaced} for an option of its own: npm start -- --${misplaced} …`,
    )
  }
  const ofAnswers = answerOptions(new Command()).options.map((option) => option.attributeName())
  const lone = ofAnswers.find((name) => command.getOptionValueSource(name) === 'cli')
  if (words.length === 0 && lone !== undefined) {
    command.error(`error: --${lone} is of one answer: name a question.`)
  }
  let stack: Stack | undefined
  try {
    stack = await startStack(options, process.env)
    const context = localContext(stack, options)
    // What one question does without is loaded for those who ask for it.
    if (options.tour) {
      const { tour } = await import('./tour.ts')
      return await tour(context)
    }
    if (options.web) {
      const { web } = await import('../services/client/commands/web.ts')
      const { browser } = options
      return await web(context, browser === undefined ? {} : { browser })
    }
    if (words.length > 0) return await ask(context, words, options)
    const { chat } = await import('../services/client/chat/run-chat.ts')
    return await chat(context, options)
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    process.stderr.write(`error: ${error.message}\n`)
    return 1
  } finally {
    await stack?.close()
  }
}

function localContext(stack: Stack, options: LocalOptions & { quiet?: boolean }): CommandContext {
  const { account, model, user, quiet = false } = options
  const terminal = processTerminal()
  const look = lookOf(terminal, 'note', process.env)
  const banner = quiet ? [] : stack.banner
  const lines = banner.flatMap((text) => wrapped([{ text, styles: [] }], look))
  if (lines.length > 0) terminal.note(`${lines.join('\n')}\n\n`)
  // Where somebody is looking, who may want it.
  if (model === 'offline' && terminal.interactive) {
    offerOllama((offer) => terminal.note(`${offer}\n`))
  }
  const { issueToken } = stack.parts.okta
  const local = { login: user, account: `${account} account`, issueToken }
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
