import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { deploymentConfig } from '../stacks/config.ts'
import { checkFits } from '../stacks/fits.ts'
import { runChecks } from './check.ts'
import { preflightChecks } from './preflight-checks.ts'
import { stackOption } from './stack-option.ts'

const help = `npm run preflight -- --stack NAME

Says whether everything is there that deploying the stack needs. Changes nothing.
`

const prefix = 'aws-operations-agent:'
const stackFile = z.object({ config: z.record(z.string(), z.unknown()) })

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const stack = stackOption(args)?.stack
  if (stack === undefined) {
    process.stderr.write(help)
    return 2
  }
  const write = (line: string) => process.stdout.write(`${line}\n`)
  try {
    const { region, config } = await configurationOf(stack)
    return (await runChecks(preflightChecks(config, region), write)) ? 0 : 1
  } catch (error) {
    write(`✗ configuration: ${error instanceof Error ? error.message : String(error)}`)
    return 1
  }
}

async function configurationOf(stack: string) {
  const file = `Pulumi.${stack}.yaml`
  if (!existsSync(file)) throw new Error(`there is no ${file}: it says what the stack is to be`)
  const { config } = stackFile.parse(parse(await readFile(file, 'utf8')))
  const own = Object.entries(config).flatMap(([key, value]) =>
    key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
  )
  const region = z.string().parse(config['aws:region'] ?? process.env.AWS_REGION)
  const read = deploymentConfig(Object.fromEntries(own), stack)
  checkFits(read, { region })
  return { region, config: read }
}
