import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Configuration } from '../configuration/parse.ts'
import { ClientError } from '../errors.ts'
import { stripControls } from '../strip-controls.ts'
import { type ByHand, outputsByHand } from './configure/by-hand.ts'
import { asStackOutputs } from './configure/local-stack.ts'
import { outputsOfStack } from './configure/pulumi.ts'
import type { CommandContext } from './context.ts'

export interface ConfigureOptions extends ByHand {
  /** What `pulumi stack output --json`, or `npm run local`, printed; `-` is standard input. */
  file?: string
  stack?: string
  /** Where the Pulumi project is; here, by default. */
  cwd?: string
  list?: boolean
  remove?: string
  default?: string
  /** Ends the login to an environment that is removed, but in tests. */
  endLogin?: (of: Configuration, env: CommandContext['env']) => Promise<void>
}

/** Keeps where a deployed system is; or lists, removes or chooses among those that are kept. */
export async function configure(
  context: CommandContext,
  options: ConfigureOptions,
): Promise<number> {
  const { terminal, configurations } = context
  if (options.list) return list(context)
  if (options.remove !== undefined) return remove(context, options.remove, options)
  if (options.default !== undefined) {
    await configurations.setDefault(options.default)
    terminal.note(`Without --env, ${options.default} is meant.\n`)
    return 0
  }
  const outputs = await outputsFrom(context, options)
  const before = await configurations.list().catch(() => [])
  const { environment, functionUrl } = await configurations.save(outputs, options.name)
  terminal.note(stripControls(`Configured ${environment}: ${functionUrl}\n`))
  terminal.note(`Now sign in: aws-ops login --env ${environment}\n`)
  await keepDefault(context, before, environment)
  return 0
}

/** Who had one environment goes on with it where none is named, until they say otherwise. */
async function keepDefault(
  { terminal, configurations }: CommandContext,
  before: readonly { environment: string; isDefault: boolean }[],
  added: string,
): Promise<void> {
  const meant = before.find(({ isDefault }) => isDefault)?.environment
  if (meant === undefined || meant === added) return
  await configurations.setDefault(meant)
  terminal.note(
    `Without --env, ${meant} is still meant: aws-ops configure --default ${added} changes that.\n`,
  )
}

/** With its login, which nobody could end afterwards. */
async function remove(
  { terminal, configurations, env }: CommandContext,
  environment: string,
  { endLogin = logOut }: ConfigureOptions,
): Promise<number> {
  // One that cannot be read is removed too.
  const removed = await configurations.load(environment).catch(() => undefined)
  await configurations.remove(environment)
  terminal.note(`Removed ${environment}.\n`)
  if (removed !== undefined) await endLogin(removed, env)
  return 0
}

/** Whatever token the environment variables bring, the kept one is meant. */
async function logOut({ environment, okta }: Configuration, env: CommandContext['env']) {
  const { signIn } = await import('../auth/open-sign-in.ts')
  await signIn({ environment, okta }, { env: { ...env, OKTA_TOKEN: undefined } }).logOut()
}

async function list({ terminal, configurations }: CommandContext): Promise<number> {
  const all = await configurations.list()
  const width = Math.max(...all.map(({ environment }) => environment.length))
  for (const { environment, functionUrl, isDefault } of all) {
    const mark = isDefault ? '*' : ' '
    terminal.answer(stripControls(`${mark} ${environment.padEnd(width)}  ${functionUrl}\n`))
  }
  if (all.length === 0) terminal.note('No environment is configured.\n')
  return 0
}

async function outputsFrom(context: CommandContext, options: ConfigureOptions): Promise<string> {
  const { file, stack, cwd = '.' } = options
  if (stack !== undefined) return outputsOfStack({ stack, cwd, env: context.env })
  if (file === undefined) return JSON.stringify(await outputsByHand(context.terminal, options))
  return asStackOutputs(file === '-' ? await text(process.stdin) : await readOutputs(file))
}

async function readOutputs(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ClientError('bad_configuration', `Cannot read ${file}.`, { cause })
  })
}
