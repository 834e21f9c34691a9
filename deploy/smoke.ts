import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { STSClient } from '@aws-sdk/client-sts'
import { awsAgents } from '../outbound/aws-agents.ts'
import { setUpOutbound } from '../outbound/set-up.ts'
import { stackOutputs } from '../stacks/outputs.ts'
import { runChecks } from './check.ts'
import { smokeChecks } from './smoke-checks.ts'
import { stackOption } from './stack-option.ts'

const help = `OKTA_TOKEN=… npm run smoke -- --stack NAME

Asks a deployed system a question, and checks each hop of its way. OKTA_TOKEN is an access token of
somebody who may ask; AWS credentials are the standard ones. With --outputs FILE, the outputs are
those in the file, as "pulumi stack output --json" prints them.
`

await setUpOutbound(process.env)
process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const option = stackOption(args)
  const token = process.env.OKTA_TOKEN
  if (option === undefined || !token) {
    process.stderr.write(help)
    return 2
  }
  const text = await outputsOf(option)
  const outputs = stackOutputs.parse(JSON.parse(text))
  const { credentials } = new STSClient({ region: outputs.region, requestHandler: awsAgents() })
    .config
  const checks = smokeChecks({ outputs, token, credentials: () => credentials() })
  const met = await runChecks(checks, (line) => process.stdout.write(`${line}\n`))
  return met ? 0 : 1
}

async function outputsOf({ stack, outputs }: { stack?: string; outputs?: string }) {
  if (outputs !== undefined) return readFile(outputs, 'utf8')
  const args = ['stack', 'output', '--json', '--stack', stack ?? '']
  return execFileSync('pulumi', args, { encoding: 'utf8' })
}
