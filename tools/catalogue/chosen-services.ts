import { coreServices, moreServices, type Service, services } from './services.ts'

/** Which services a deployment has: those of the tools of their own, all, or those and some more. */
export type ServicesSetting = 'core' | 'all' | readonly string[]

/** Throws for a name that no service has. */
export function chosenServices(setting: ServicesSetting): readonly Service[] {
  if (setting === 'core') return coreServices
  if (setting === 'all') return [...coreServices, ...moreServices]
  const named = new Set(setting.map((name) => serviceCalled(name) ?? unknown(name)))
  return [...coreServices, ...moreServices.filter((service) => named.has(service))]
}

/** As environment variables have it: `core`, `all` or `ssm,kms`. */
export function servicesSetting(text: string): ServicesSetting {
  const words = text.split(',').map((word) => word.trim().toLowerCase())
  const names = words.filter((word) => word !== '')
  const [first = 'core', ...others] = names
  return others.length === 0 && (first === 'core' || first === 'all') ? first : names
}

/** Its short name, its SDK client's, its IAM prefix or another that people use. */
export function serviceCalled(name: string): Service | undefined {
  const all = [...coreServices, ...moreServices]
  return all.find((service) => isNamed(service, name)) ?? all.find((each) => hasPrefix(each, name))
}

export function isNamed(service: Service, name: string): boolean {
  const { name: own, aliases = [] } = services[service]
  const said = name.toLowerCase()
  const names = [service, own, ...aliases]
  if (names.includes(said)) return true
  const bare = joined(said.replace(/^(?:aws|amazon)[ _-]?/, ''))
  return bare !== said && names.some((each) => joined(each) === bare)
}

/** `step-functions`, `Step Functions`. */
const joined = (name: string): string => name.replace(/[ _-]/g, '')

/** Several services may share one. */
export const hasPrefix = (service: Service, name: string): boolean =>
  services[service].iam === name.toLowerCase()

const unknown = (name: string): never => {
  const names = moreServices.map((service) => services[service].name)
  throw new Error(`Unknown service: ${name}. Known: core, all, or a list of ${names.join(', ')}`)
}
