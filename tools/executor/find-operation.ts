import { type Catalogue, catalogueOf, fullName, type Operation } from '../catalogue/catalogue.ts'
import { type Service, services } from '../catalogue/services.ts'
import { ToolError } from '../tool-error.ts'
import { describeOperations } from './describe-operations.ts'

export interface FoundOperation {
  service: Service
  name: string
  fullName: string
  operation: Operation
  catalogue: Catalogue
}

/**
 * The operation of exactly this name, `DescribeInstances` or `ec2:DescribeInstances`, among those
 * of the given services. A name that several of them have needs its service.
 */
export async function findOperation(
  name: string,
  among: readonly Service[],
): Promise<FoundOperation> {
  const [prefix, bare] = name.includes(':') ? splitOnce(name) : [undefined, name]
  const candidates = among.filter((service) => prefix === undefined || isCalled(service, prefix))
  const catalogues = await Promise.all(candidates.map(catalogueOf))
  const found = catalogues.flatMap((catalogue) => {
    const has = Object.hasOwn(catalogue.operations, bare)
    const operation = has ? catalogue.operations[bare] : undefined
    return operation === undefined ? [] : [{ catalogue, operation }]
  })
  const [only, ...others] = found
  if (only === undefined || others.length > 0) throw await notFound(name, among, found.length)
  const { service } = only.catalogue
  return { ...only, service, name: bare, fullName: fullName(service, bare) }
}

const splitOnce = (name: string): [string, string] => {
  const colon = name.indexOf(':')
  return [name.slice(0, colon), name.slice(colon + 1)]
}

/** By its short name, its SDK client's or its IAM prefix: `logs`, `cloudwatch-logs`. */
const isCalled = (service: Service, prefix: string) =>
  prefix === service || prefix === services[service].name || prefix === services[service].iam

async function notFound(name: string, among: readonly Service[], matches: number) {
  const shown = name.slice(0, 100)
  return new ToolError(
    'unknown_operation',
    matches > 1
      ? `Operation ${shown} is in several services: write it with its service`
      : `Unknown operation: ${shown}`,
    {
      hint: `Names are exact, as DescribeInstances. Services: ${among.map((service) => services[service].name).join(', ')}.`,
      suggestions: await describeOperations(name, among),
    },
  )
}
