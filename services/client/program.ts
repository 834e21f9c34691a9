import { Command, CommanderError } from 'commander'
import packageJson from '../../package.json' with { type: 'json' }
import { nearest } from './chat/nearest.ts'
import type { CommandContext } from './commands/context.ts'
import { commands } from './program/commands.ts'

/** Options of every command. */
export interface GlobalOptions {
  env?: string
  profile?: string
  region?: string
  tokenFile?: string
  /** False with `--no-color`. */
  color: boolean
}

export interface ProgramParts {
  openContext: (options: GlobalOptions) => Promise<CommandContext>
  stdout: (text: string) => void
  stderr: (text: string) => void
}

/** Runs what the arguments of `aws-ops` ask for. Resolves to the exit code (docs/client.md). */
export async function runProgram(args: readonly string[], parts: ProgramParts): Promise<number> {
  let exitCode = 0
  const program = newProgram(parts)
  for (const { name, define } of commands) {
    define(program.command(name), async (act) => {
      exitCode = await act(await parts.openContext(program.opts()))
    })
  }
  return exitCodeFrom(parts, async () => {
    await program.parseAsync(withCommand(program, args), { from: 'user' })
    return exitCode
  })
}

/** That of what a command line asked for; what a person can act on is said, and nothing thrown. */
export async function exitCodeFrom(
  parts: Pick<ProgramParts, 'stderr'>,
  run: () => Promise<number>,
): Promise<number> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrongUsage
    const { clientErrorOf, exitCodeOf } = await import('./errors.ts')
    const failure = clientErrorOf(error)
    if (failure === undefined) throw error
    const { stripControls } = await import('./strip-controls.ts')
    const { wordWrapped } = await import('./render/word-wrapped.ts')
    const message = `error: ${stripControls(failure.message)}\n`
    parts.stderr(process.stderr.isTTY ? wordWrapped(message, process.stderr.columns) : message)
    return exitCodeOf(failure)
  }
}

const wrongUsage = 2

function newProgram({ stdout, stderr }: ProgramParts): Command {
  return new Command('aws-ops')
    .description('Ask about an AWS estate in plain English. It reads, and never changes anything.')
    .usage('[options] [command]')
    .version(packageJson.version)
    .option('-e, --env <name>', 'the configured environment to ask (AWS_OPS_ENV)')
    .option('--profile <name>', 'AWS profile to sign requests with (AWS_PROFILE)')
    .option('--region <region>', 'AWS region to get credentials in (AWS_REGION)')
    .option(
      '--token-file <path>',
      'file with an Okta access token, in place of a login (OKTA_TOKEN)',
    )
    .option('--no-color', 'no colours (NO_COLOR)')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', helpEnd)
    .showHelpAfterError('To ask a question: aws-ops "…". All commands: aws-ops --help')
    .configureOutput({ writeOut: stdout, writeErr: stderr })
    .exitOverride()
}

const helpEnd = `
Without a command, aws-ops opens a chat; with a question, it answers that as ask does.

Examples:
  $ aws-ops configure --stack dev          once: where the agent is
  $ aws-ops login                          once: who you are
  $ aws-ops                                a chat
  $ aws-ops "Which volumes are unattached?"

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not signed in or refused,
4 not configured, 5 not answered: nothing that was looked for could be read, 130 cancelled.`

/** Without a word among the arguments the chat is meant, whatever the options; by a question, `ask`. */
function withCommand(program: Command, args: readonly string[]): string[] {
  const { operands, unknown } = program.parseOptions([...args])
  const helps = unknown.some((option) => option === '-h' || option === '--help')
  const names = ['help', ...commands.map(({ name }) => name)]
  if (helps || names.includes(operands[0] ?? '')) return [...args]
  // What comes behind an option of another command is not known to be a word.
  const ask = program.commands.find((command) => command.name() === 'ask')
  const words = operands.length > 0 ? operands : (ask?.parseOptions([...unknown]).operands ?? [])
  if (isQuestion(words, names)) return ['ask', ...args]
  return operands.length > 0 ? [...args] : ['chat', ...args]
}

/** One word, or two, may be a command that is spelt wrong; a long one that is like one is. */
function isQuestion(words: readonly string[], names: readonly string[]): boolean {
  const [first = ''] = words
  if (words.some((word) => /\s|\?$/.test(word))) return true
  return words.length > 2 && !(first.length > 5 && nearest(first, names) !== undefined)
}
