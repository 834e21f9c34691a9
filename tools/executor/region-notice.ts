import { services } from '../catalogue/services.ts'
import type { FoundOperation } from './find-operation.ts'

interface Asked {
  region?: string | readonly string[]
  nextToken?: string
  defaultRegion: string
  /** It runs for each of all that there are. */
  isOfAll: boolean
}

/** What a reader must know of where a list comes from, where its region was not named. */
export function regionNotice(
  { service, operation }: FoundOperation,
  { region, nextToken, defaultRegion, isOfAll }: Asked,
): string | undefined {
  const { name, scope } = services[service]
  if (scope === 'global' && region !== undefined) {
    return `${name} answers for the whole account: region is not used.`
  }
  // What is named by a parameter is there or not: only a list looks whole without being so.
  const namesOne =
    !isOfAll && Object.values(operation.parameters ?? {}).some((type) => type.endsWith('!'))
  if (scope === undefined && String(region).toLowerCase() === 'global') {
    return `${name} answers for one region: ${defaultRegion} was looked at, the default region.`
  }
  if (scope !== undefined || region !== undefined || nextToken !== undefined || namesOne) return
  return `Only ${defaultRegion} was looked at, the default region.`
}
