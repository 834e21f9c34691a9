import { execFileSync } from 'node:child_process'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { awsAgents } from '../outbound/aws-agents.ts'
import { setUpOutbound } from '../outbound/set-up.ts'
import { resourceNames } from '../stacks/names.ts'
import { runChecks, Unmet } from './check.ts'
import { restoreOptions } from './restore-options.ts'
import { restoreTable } from './restore-table.ts'
import { stackConfiguration } from './stack-configuration.ts'

const help = `npm run restore -- --stack NAME --to 2026-11-20T10:00:00Z

Restores the stack's table of conversations as it was at a moment of the last 35 days, into a table of
its own, and configures the stack with that. "pulumi up" switches to it. The table before stays.
`

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const asked = restoreOptions(args)
  if (asked === undefined) {
    process.stderr.write(help)
    return 2
  }
  await setUpOutbound(process.env)
  const { stack, to } = asked
  const write = (line: string) => process.stdout.write(`${line}\n`)
  const restored = { name: 'restore', run: () => restore(stack, to, write) }
  return (await runChecks([restored], write)) ? 0 : 1
}

async function restore(stack: string, to: Date, say: (line: string) => void): Promise<string> {
  const { region, config } = await stackConfiguration(stack)
  const { deletionProtection, kmsKeyArn } = config.conversations
  if (!deletionProtection) {
    throw new Unmet(
      'the switch would delete the table before: set conversations.deletionProtection to true and run "pulumi up" first',
    )
  }
  const { conversations: source } = resourceNames(config, { region })
  const { conversations: made } = resourceNames(
    { ...config, conversations: { ...config.conversations, tableName: undefined } },
    { region },
  )
  const target = `${made}-${to.toISOString().replace(/\.\d+|[-:]/g, '')}`
  if (target === source) throw new Unmet(`the stack is on ${target} already`)
  await restoreTable(
    new DynamoDBClient({ region, requestHandler: awsAgents() }),
    { ...{ source, target, to, deletionProtection, kmsKeyArn }, tags: config.tags },
    { say },
  )
  configure(stack, target)
  return `Pulumi.${stack}.yaml names ${target}.
  Switch to it:    npm exec -c 'pulumi up --stack ${stack}'      and commit Pulumi.${stack}.yaml
  Switch back:     the same, with conversations.tableName: ${source}
  Until the switch people write to ${source}, and what they write stays there.`
}

function configure(stack: string, table: string): void {
  const key = 'aws-operations-agent:conversations.tableName'
  const args = ['config', 'set', '--stack', stack, '--path', key, table]
  try {
    execFileSync('pulumi', args, { stdio: ['ignore', 'ignore', 'inherit'] })
  } catch (cause) {
    throw new Unmet(
      `${table} is restored, and pulumi could not be told: npm exec -c 'pulumi ${args.join(' ')}'`,
      { cause },
    )
  }
}
