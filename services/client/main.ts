import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { STSClient } from '@aws-sdk/client-sts'
import { agentClient } from './agent-client.ts'
import { askOnce, chat } from './chat.ts'
import { configurations } from './configuration.ts'
import { ClientError } from './errors.ts'
import { processTerminal } from './terminal.ts'

const help = `npm run -s client -- configure FILE        keeps a deployed system's address
npm run -s client -- [--env NAME] ["question"]   asks it, or opens a chat

FILE is what \`pulumi stack output --json\` printed; - reads it from standard input. OKTA_TOKEN is the
access token of who asks; AWS credentials are the standard ones (AWS_PROFILE, …).
`

const exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof ClientError)) throw error
  process.stderr.write(`error: ${error.message}\n`)
  return 1
})
process.stdout.write('', () => process.exit(exitCode))

async function main(args: string[]): Promise<number> {
  const parsed = readArgs(args)
  if (parsed === undefined || parsed.values.help === true) {
    process.stderr.write(help)
    return parsed === undefined ? 2 : 0
  }
  const { values, positionals } = parsed
  if (positionals[0] === 'configure' && positionals.length === 2) return configure(positionals[1])
  return ask(values.env, positionals.join(' ').trim())
}

async function configure(file = '-'): Promise<number> {
  const outputs = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8')
  const { environment, functionUrl } = await configurations().save(outputs)
  process.stderr.write(`Configured ${environment}: ${functionUrl}\n`)
  return 0
}

async function ask(environment: string | undefined, question: string): Promise<number> {
  const { functionUrl, region } = await configurations().load(environment)
  const token = process.env.OKTA_TOKEN
  if (!token) throw new ClientError('token_missing', 'Set OKTA_TOKEN to your Okta access token.')
  const { credentials } = new STSClient({ region }).config
  const client = agentClient({
    functionUrl,
    region,
    credentials: () => credentials(),
    token: async () => token,
  })
  const terminal = processTerminal()
  return question === '' ? chat(client, terminal) : askOnce(client, terminal, question)
}

function readArgs(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { env: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
  } catch {
    return undefined
  }
}
