import { parse } from 'yaml'
import { z } from 'zod'
import { type Planned, plannedResources } from '../../deploy/deployer/planned-resources.ts'
import { ownStackFile } from './own-checkout.ts'

export const account = '123456789012'

export interface Registered extends Planned {
  /** All of the program that it is of, itself among them. */
  program?: readonly Registered[]
}

export interface Program {
  resources: Registered[]
  outputs: Record<string, unknown>
}

/** Runs index.ts with Pulumi's mocks and the configuration of an environment, or a part replaced. */
export async function runProgram(
  environment: string,
  changes: Record<string, unknown> = {},
  partition = 'aws',
): Promise<Program> {
  const values = { ...(await configurationOf(environment)), ...prefixedKeys(changes) }
  const { 'aws:region': region, ...own } = values
  const { resources, outputs }: Program = await plannedResources(environment, own, {
    accountId: account,
    region: String(region),
    partition,
  })
  // Not to be seen where inputs are compared.
  for (const one of resources) Object.defineProperty(one, 'program', { value: resources })
  return { resources, outputs }
}

/** The values of `Pulumi.<environment>.yaml`, in which a company has put its own. */
export async function configurationOf(environment: string): Promise<Record<string, unknown>> {
  const file = parse(await ownStackFile(environment))
  return z.object({ config: z.record(z.string(), z.unknown()) }).parse(file).config
}

const prefixedKeys = (values: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key.includes(':') ? key : `aws-operations-agent:${key}`,
      value,
    ]),
  )
