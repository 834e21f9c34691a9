import { parseArgs } from 'node:util'

export interface LocalOptions {
  account: 'sample' | 'aws'
  model: 'offline' | 'bedrock' | 'openai'
  /** The login of who asks; the stand-in Okta signs in anybody. */
  user: string
  /** First of four; 0: any that are free. Undefined: the usual ones, or any where those are taken. */
  port: number | undefined
  /** Where conversations are kept between runs; undefined: the user's data folder. */
  data: string | undefined
}

export interface ParsedRun {
  kind: 'run'
  options: LocalOptions
  /** The words left over. */
  question: string | undefined
  isTour: boolean
  /** What is for the client, `--output json` say, as it was written. */
  clientArgs: string[]
}

export type Parsed = ParsedRun | { kind: 'help' } | { kind: 'wrong'; message: string }

/** What `npm start` and `npm run local` are called with. */
export function parseOptions(args: readonly string[]): Parsed {
  const parsed = readArgs(args)
  if (parsed instanceof Error) return { kind: 'wrong', message: parsed.message }
  const { values, positionals, tokens } = parsed
  if (values.help === true) return { kind: 'help' }

  const account = oneOf(['sample', 'aws'], values.account ?? 'sample')
  if (account === undefined) return wrong('--account', values.account, 'sample or aws')
  const model = oneOf(['offline', 'bedrock', 'openai'], values.model ?? 'offline')
  if (model === undefined) return wrong('--model', values.model, 'offline, bedrock or openai')
  const port = values.port === undefined ? undefined : Number(values.port)
  if (port !== undefined && (!Number.isInteger(port) || port < 0 || port > 65_532)) {
    return wrong('--port', values.port, 'a number from 0 to 65532')
  }
  const user = values.user ?? 'you@example.com'
  if (!/^[\w.+@-]{1,100}$/.test(user)) return wrong('--user', user, 'a login, as alice@example.com')

  const options = { account, model, user, port, data: values.data }
  const question = positionals.join(' ').trim()
  return {
    kind: 'run',
    options,
    question: question === '' ? undefined : question,
    isTour: values.tour === true,
    clientArgs: tokens.flatMap((token) =>
      token.kind === 'option' && token.name in clientOptions
        ? [token.rawName, ...(token.value === undefined ? [] : [token.value])]
        : [],
    ),
  }
}

export const usualPort = 7420

export const optionsHelp = `
  --account sample|aws              the made-up sample account, or yours by the standard AWS
                                    settings (AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL, …)
  --model offline|bedrock|openai    no language model (recipes and a planner), Amazon Bedrock
                                    (MODEL_ID), or an OpenAI-compatible server
                                    (OPENAI_BASE_URL, OPENAI_API_KEY, MODEL_ID)
  --user NAME                       who asks; conversations are private to each user
  --port N                          first of four ports (default ${usualPort}; 0: any)
  --data FOLDER                     where conversations are kept between runs
  --help
`

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      tokens: true,
      options: {
        ...clientOptions,
        tour: { type: 'boolean' },
        account: { type: 'string' },
        model: { type: 'string' },
        user: { type: 'string' },
        port: { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** Those of `aws-ops chat` and `aws-ops ask`, which check what they are given. */
const clientOptions = {
  continue: { type: 'boolean', short: 'c' },
  conversation: { type: 'string' },
  temperature: { type: 'string' },
  'max-tokens': { type: 'string' },
  output: { type: 'string', short: 'o' },
  'tool-call': { type: 'string' },
  'no-tools': { type: 'boolean' },
  quiet: { type: 'boolean', short: 'q' },
} as const

function oneOf<const T extends string>(allowed: readonly T[], value: string): T | undefined {
  return allowed.find((one) => one === value)
}

function wrong(option: string, value: string | undefined, accepted: string): Parsed {
  return { kind: 'wrong', message: `${option} ${value ?? ''}: expected ${accepted}.` }
}
