import { existsSync, globSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { deployerOptions } from '../../deploy/deployer-options.ts'
import { restoreOptions } from '../../deploy/restore-options.ts'
import { stackOption } from '../../deploy/stack-option.ts'
import { evaluateOptions } from '../../evaluation/options.ts'
import { localOptions } from '../../local/options.ts'
import { startCommand } from '../../local/start-command.ts'
import { tokenArguments } from '../../local/token-arguments.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { runProgram } from '../../services/client/program.ts'
import { awsFault } from './aws-command-fault.ts'
import { commandsOf } from './documented-commands.ts'

type Words = readonly string[]
type Fault = string | undefined

/** What is wrong with a command that a page prints; undefined where its program would take it. */
export async function commandFault([program = '', ...args]: Words): Promise<Fault> {
  const check = checks[program]
  return check === undefined ? `nothing here knows ${program}` : check(args)
}

/** Pulumi's are asked of Pulumi itself: commands.ci.test.ts. */
const checks: Record<string, (args: Words) => Fault | Promise<Fault>> = {
  npm,
  npx,
  mocha,
  aws: awsFault,
  'aws-ops': awsOps,
  pulumi: () => undefined,
  node: (args) => missing(args.filter((word) => /\.[jt]s$/.test(word))),
  git: ([sub = '']) => among(['pull', 'commit'], sub),
  docker: ([sub = '']) => among(['inspect'], sub),
  // What follows the dashes is what Claude Code will run.
  claude: (args) => commandFault(args.slice(args.indexOf('--') + 1)),
  ...Object.fromEntries(['date', 'grep', 'jq', 'tail'].map((name) => [name, () => undefined])),
}

const among = (known: Words, word: string): Fault =>
  known.includes(word) ? undefined : `${word} is not among ${known.join(', ')}`

function npm([sub = '', ...rest]: Words): Fault | Promise<Fault> {
  if (sub === 'start' || sub === 'test') return script(sub, rest)
  if (sub === 'exec')
    return rest[0] === '-c' ? commandLine(rest[1] ?? '') : 'npm exec takes -c here'
  if (sub !== 'run') return among(['audit', 'ci', 'install', 'version'], sub)
  const [name = '', ...args] = rest.filter((word) => word !== '-s' && word !== '--silent')
  return script(name, args)
}

async function commandLine(line: string): Promise<Fault> {
  const faults = await Promise.all(commandsOf(line).map(commandFault))
  return faults.find((fault) => fault !== undefined)
}

/** A script of package.json; options reach it only behind `--`. */
function script(name: string, words: Words): Fault | Promise<Fault> {
  if (!Object.hasOwn(packageJson.scripts, name)) return `there is no script ${name}`
  const dashes = words.indexOf('--')
  const before = dashes < 0 ? words : words.slice(0, dashes)
  const taken = before.find((word) => word.startsWith('-'))
  if (taken !== undefined) return `npm keeps ${taken}, which stands before --`
  const args = [...before, ...(dashes < 0 ? [] : words.slice(dashes + 1))]
  const check = scripts[name]
  if (check !== undefined) return check(args)
  return args.length === 0 ? undefined : `${name} takes no arguments`
}

const needs = (parsed: unknown): Fault => (parsed === undefined ? 'its usage says no' : undefined)
/** Named in a sentence, without what it needs. */
const orAlone = (check: (args: string[]) => Fault) => (args: Words) =>
  args.length === 0 ? undefined : check([...args])

const scripts: Record<string, (args: Words) => Fault | Promise<Fault>> = {
  start: (args) => ofCommander(startCommand(), args),
  local: (args) => ofCommander(localOptions(new Command('local')), args),
  'local:token': orAlone((args) => needs(tokenArguments(args))),
  evaluate: (args) => ofCommander(evaluateOptions(), args),
  client: awsOps,
  preflight: orAlone((args) => needs(stackOption(args))),
  'deployer-policy': orAlone((args) => needs(deployerOptions(args))),
  smoke: orAlone((args) => needs(stackOption(args))),
  restore: orAlone((args) => needs(restoreOptions(args))),
  test: mocha,
}

function ofCommander(command: Command, args: Words): Fault {
  let said = ''
  command.exitOverride().configureOutput({
    writeOut: () => {},
    writeErr: (text) => {
      said += text
    },
  })
  try {
    command.action(() => {}).parse(args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? undefined : said
  }
  return undefined
}

/** Read to the end where it would start to do something. */
class Taken extends Error {}

async function awsOps(args: Words): Promise<Fault> {
  let said = ''
  const parts = {
    stdout: () => {},
    stderr: (text: string) => {
      said += text
    },
    openContext: () => Promise.reject(new Taken()),
  }
  const filled = args.map((word) => toFillIn[word] ?? word)
  try {
    return (await runProgram(filled, parts)) === 0 ? undefined : said
  } catch (error) {
    if (error instanceof Taken) return undefined
    throw error
  }
}

const toFillIn: Record<string, string> = { N: '8976', QUESTION: 'Which alarms are firing?' }

const mochaFlags = ['--recursive', '--inspect-brk']

function mocha(words: Words): Fault {
  const grep = words.indexOf('--grep')
  const args = grep < 0 ? words : words.toSpliced(grep, 2)
  const unknown = args.find((word) => word.startsWith('-') && !mochaFlags.includes(word))
  if (unknown !== undefined) return `${unknown} is no option of mocha that is known here`
  return missing(args.filter((word) => !word.startsWith('-')))
}

function missing(files: Words): Fault {
  const gone = files.find((file) => !existsSync(file) && globSync(file).length === 0)
  return gone === undefined ? undefined : `there is no ${gone}`
}

function npx([name = '', ...args]: Words): Fault | Promise<Fault> {
  if (name === 'mocha') return mocha(args)
  if (name !== '@modelcontextprotocol/inspector') return `nothing here knows ${name}`
  // Its own options come after the server that it is to start.
  const server = args.indexOf('aws-ops')
  if (server < 0) return undefined
  const own = args.indexOf('--method')
  return commandFault(args.slice(server, own < 0 ? undefined : own))
}
