import { setUpOutbound } from '../outbound/set-up.ts'
import { runChecks } from './check.ts'
import { preflightChecks } from './preflight-checks.ts'
import { stackConfiguration } from './stack-configuration.ts'
import { stackOption } from './stack-option.ts'

const help = `npm run preflight -- --stack NAME

Says whether everything is there that deploying the stack needs. Changes nothing.
`

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const stack = stackOption(args)?.stack
  if (stack === undefined) {
    process.stderr.write(help)
    return 2
  }
  const write = (line: string) => process.stdout.write(`${line}\n`)
  try {
    await setUpOutbound(process.env)
    return (await runChecks(preflightChecks(await stackConfiguration(stack)), write)) ? 0 : 1
  } catch (error) {
    write(`✗ configuration: ${error instanceof Error ? error.message : String(error)}`)
    return 1
  }
}
