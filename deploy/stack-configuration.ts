import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { type DeploymentConfig, deploymentConfig } from '../stacks/config.ts'
import { checkFits } from '../stacks/fits.ts'

export interface StackConfiguration {
  stack: string
  region: string
  config: DeploymentConfig
  /** Of the file, as Pulumi hands them to the program. */
  values: Record<string, unknown>
}

/** What `Pulumi.<stack>.yaml` says, as it stands and as the program reads it; throws an error that names what is wrong. */
export async function stackConfiguration(stack: string): Promise<StackConfiguration> {
  const file = `Pulumi.${stack}.yaml`
  if (!existsSync(file)) throw new Error(`there is no ${file}: it says what the stack is to be`)
  const { config } = stackFile.parse(parse(await readFile(file, 'utf8')))
  const own = Object.entries(config).flatMap(([key, value]) =>
    key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
  )
  const region = z.string().parse(config['aws:region'] ?? process.env.AWS_REGION)
  const read = deploymentConfig(Object.fromEntries(own), stack)
  checkFits(read, { region })
  return { stack, region, config: read, values: config }
}

const prefix = 'aws-operations-agent:'
const stackFile = z.object({ config: z.record(z.string(), z.unknown()) })
