import { type Catalogue, catalogueOf, fullName, type Operation } from '../catalogue/catalogue.ts'
import { type Service, services } from '../catalogue/services.ts'
import { cutText } from '../text.ts'
import { ToolError } from '../tool-error.ts'
import { describeOperations } from './describe-operations.ts'
import { composedOperations } from './logs-insights.ts'

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
    const operation = own(catalogue.operations, bare) ?? own(composed(catalogue), bare)
    return operation === undefined ? [] : [{ catalogue, operation }]
  })
  // Services share IAM prefixes: the one that is named so comes before its siblings.
  const named = found.filter(({ catalogue }) => services[catalogue.service].name === prefix)
  const [only, ...others] = named.length === 1 ? named : found
  if (only === undefined || others.length > 0) {
    const names = found.map(({ catalogue }) => fullName(catalogue.service, bare))
    throw await notFound(name, among, names)
  }
  const { service } = only.catalogue
  return { ...only, service, name: bare, fullName: fullName(service, bare) }
}

const own = (operations: Readonly<Record<string, Operation>>, name: string) =>
  Object.hasOwn(operations, name) ? operations[name] : undefined

const composed = ({ service }: Catalogue) => composedOperations[service] ?? {}

const splitOnce = (name: string): [string, string] => {
  const colon = name.indexOf(':')
  return [name.slice(0, colon), name.slice(colon + 1)]
}

/** By its short name, its SDK client's or its IAM prefix: `logs`, `cloudwatch-logs`. */
const isCalled = (service: Service, prefix: string) =>
  prefix === service || prefix === services[service].name || prefix === services[service].iam

async function notFound(name: string, among: readonly Service[], matches: readonly string[]) {
  const shown = cutText(name, 100)
  return new ToolError(
    'unknown_operation',
    matches.length > 1
      ? `Operation ${shown} is in several services: write one of ${matches.join(', ')}`
      : `Unknown operation: ${shown}`,
    {
      hint: `Names are exact, as DescribeInstances. Services: ${among.map((service) => services[service].name).join(', ')}.`,
      suggestions: await describeOperations(name, among),
    },
  )
}
