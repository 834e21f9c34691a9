import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { type DeploymentConfig, deploymentConfig } from '../stacks/config.ts'
import { checkFits } from '../stacks/fits.ts'
import { ownValues } from '../stacks/own-values.ts'

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
  return configurationIn(await readFile(file, 'utf8'), stack)
}

/** The same of the file's text. */
export function configurationIn(text: string, stack: string): StackConfiguration {
  const file = `Pulumi.${stack}.yaml`
  const { success, data } = stackFile.safeParse(parse(text))
  if (!success) throw new Error(`${file} has no group config: put the keys in it`)
  // Pulumi takes a key without a namespace as the project's.
  const values = Object.fromEntries(
    Object.entries(data.config).map(([key, value]) => [
      key.includes(':') ? key : `${project}:${key}`,
      unsealed(value),
    ]),
  )
  const region = values['aws:region'] ?? process.env.AWS_REGION
  if (typeof region !== 'string' || region === '') {
    throw new Error(`${file} has no aws:region: set it, or AWS_REGION`)
  }
  const config = deploymentConfig(ownValues(values, project), stack)
  checkFits(config, { region })
  return { stack, region, config, values }
}

/** What `pulumi config set --secret` has sealed is a text that Pulumi alone can read. */
function unsealed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unsealed)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const [[key, sealed] = []] = entries
  if (entries.length === 1 && key === 'secure' && typeof sealed === 'string') return 'sealed'
  return Object.fromEntries(entries.map(([name, one]) => [name, unsealed(one)]))
}

/** As Pulumi.yaml names it. */
export const project = 'aws-operations-agent'
const stackFile = z.object({ config: z.record(z.string(), z.unknown()) })
