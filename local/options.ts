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

export type Parsed =
  | { kind: 'run'; options: LocalOptions; question: string | undefined }
  | { kind: 'help' }
  | { kind: 'wrong'; message: string }

/** What `npm start` and `npm run local` are called with; the words left over are the question. */
export function parseOptions(args: readonly string[]): Parsed {
  const parsed = readArgs(args)
  if (parsed instanceof Error) return { kind: 'wrong', message: parsed.message }
  const { values, positionals } = parsed
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
  return { kind: 'run', options, question: question === '' ? undefined : question }
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
      options: {
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

function oneOf<const T extends string>(allowed: readonly T[], value: string): T | undefined {
  return allowed.find((one) => one === value)
}

function wrong(option: string, value: string | undefined, accepted: string): Parsed {
  return { kind: 'wrong', message: `${option} ${value ?? ''}: expected ${accepted}.` }
}
