import { type Command, InvalidArgumentError, Option } from 'commander'

export interface LocalOptions {
  account: 'sample' | 'aws'
  model: 'offline' | 'bedrock' | 'openai'
  /** The login of who asks; the stand-in Okta signs in whoever knows the run's secret. */
  user: string
  /** First of four; 0: any that are free. Undefined: the usual ones, or any where those are taken. */
  port?: number
  /** Where conversations are kept between runs; undefined: the user's data folder. */
  data?: string
}

export const usualPort = 7420

/** Options of `npm start` and `npm run local`. */
export function localOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--account <which>', 'the made-up sample account, or yours by the AWS settings')
        .choices(['sample', 'aws'])
        .default('sample'),
    )
    .addOption(
      new Option('--model <which>', modelHelp)
        .choices(['offline', 'bedrock', 'openai'])
        .default('offline'),
    )
    .option('--user <login>', 'who asks: conversations are private to each', login, usualUser)
    .option('--port <n>', `first of four ports (usually ${usualPort}; 0: any)`, port)
    .option('--data <folder>', 'where conversations are kept between runs')
    .addHelpText('after', variables)
}

const usualUser = 'you@example.com'

const modelHelp =
  'no language model (recipes and a reader of questions), Amazon Bedrock, or an OpenAI-compatible server'

const variables = `
Environment variables: AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL and AWS's other ones; MODEL_ID for bedrock
and openai; OPENAI_BASE_URL and OPENAI_API_KEY; DATA_ACCESS, LOG_LEVEL (docs/local.md).`

function login(text: string): string {
  if (/^[\w.+@-]{1,100}$/.test(text)) return text
  throw new InvalidArgumentError('Expected a login, as alice@example.com.')
}

function port(text: string): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value <= 65_532) return value
  throw new InvalidArgumentError('Expected a number from 0 to 65532.')
}

/**
 * Options that npm took for its own, for want of `--` before them. It hands them on as variables,
 * among its settings: `npm start --tour`.
 */
export function takenByNpm(
  command: Command,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const long = command.options.map(({ long = '' }) => long.replace(/^--(no-)?/, ''))
  const own = long.filter((name) => !ofNpm.includes(name))
  return own.find((name) => env[`npm_config_${name.replaceAll('-', '_')}`] !== undefined)
}

const ofNpm = ['browser', 'user', 'quiet', 'continue-on-error']
