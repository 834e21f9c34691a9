import { type Catalogue, catalogueOf, fullName, type Operation } from '../catalogue/catalogue.ts'
import { hasPrefix, isNamed } from '../catalogue/chosen-services.ts'
import { type Service, serviceNames, services } from '../catalogue/services.ts'
import { cutText } from '../text.ts'
import { ToolError } from '../tool-error.ts'
import { composedOperations } from './composed.ts'
import { describeOperations } from './describe-operations.ts'

export interface FoundOperation {
  service: Service
  name: string
  fullName: string
  operation: Operation
  catalogue: Catalogue
}

/**
 * The operation of this name, `DescribeInstances` or `ec2:DescribeInstances`, among those of the given
 * services; also as the command line or a library writes it (`ec2 describe-instances`). A name that
 * several of them have needs its service; one that a single service of AWS's has, none or any.
 */
export async function findOperation(
  name: string,
  among: readonly Service[],
): Promise<FoundOperation> {
  const { prefix, bare } = splitName(name)
  const matches =
    prefix === undefined ? await matchesIn(among, bare) : await matchesCalled(among, prefix, bare)
  const [only, ...others] =
    matches.length === 0 && prefix !== undefined
      ? await elsewhere(bare, { prefix, among })
      : matches
  if (only === undefined || others.length > 0) {
    const names = matches.map(({ service, name }) => fullName(service, name))
    throw await notFound(name, among, names)
  }
  return { ...only, fullName: fullName(only.service, only.name) }
}

type Match = Omit<FoundOperation, 'fullName'>

interface Name {
  prefix: string | undefined
  bare: string
}

async function matchesIn(among: readonly Service[], bare: string): Promise<Match[]> {
  const catalogues = await Promise.all(among.map(catalogueOf))
  return catalogues.flatMap((catalogue) => {
    const operations = operationsOf(catalogue)
    const name = nameIn(operations, bare)
    const operation = name === undefined ? undefined : operations[name]
    if (name === undefined || operation === undefined) return []
    return [{ catalogue, service: catalogue.service, name, operation }]
  })
}

/** Services share IAM prefixes: the one that is named so comes before its siblings. */
async function matchesCalled(
  among: readonly Service[],
  prefix: string,
  bare: string,
): Promise<Match[]> {
  const named = await matchesIn(
    among.filter((service) => isNamed(service, prefix)),
    bare,
  )
  if (named.length > 0) return named
  return matchesIn(
    among.filter((service) => hasPrefix(service, prefix)),
    bare,
  )
}

/** With another service's prefix, where no service called so has such an operation. */
async function elsewhere(
  bare: string,
  { prefix, among }: { prefix: string; among: readonly Service[] },
): Promise<Match[]> {
  const called = serviceNames.filter(
    (service) => isNamed(service, prefix) || hasPrefix(service, prefix),
  )
  const theirs = await matchesIn(called, bare)
  return called.length === 0 || theirs.length > 0 ? [] : matchesIn(among, bare)
}

function nameIn(operations: Catalogue['operations'], name: string): string | undefined {
  if (Object.hasOwn(operations, name)) return name
  if (!asCommand.test(name)) return undefined
  const wanted = name.replace(/[-_]/g, '')
  const same = Object.keys(operations).filter((known) => known.toLowerCase() === wanted)
  return same.length === 1 ? same[0] : undefined
}

/** `describe-instances` and `describe_instances`; any other way of writing a name is a mistake. */
const asCommand = /^[a-z0-9]+([-_][a-z0-9]+)+$/

/** Remembered: a catalogue has hundreds, and each call looks here. */
function operationsOf(catalogue: Catalogue): Catalogue['operations'] {
  const known = allOperations.get(catalogue)
  if (known !== undefined) return known
  const all = { ...catalogue.operations, ...composedOperations[catalogue.service] }
  allOperations.set(catalogue, all)
  return all
}

const allOperations = new WeakMap<Catalogue, Catalogue['operations']>()

/** `aws ec2 describe-instances`, `ec2.describe_instances` and `ec2:DescribeInstances`. */
function splitName(name: string): Name {
  const [, prefix, bare = name] = /^(?:aws )?([\w-]+)[ .:]([\w-]+)$/.exec(name) ?? []
  return { prefix, bare }
}

/** Those that a name says by its prefix, `kms:DeleteKey`; all where it says none: no others are looked through. */
export function servicesNamed(name: string, among: readonly Service[]): readonly Service[] {
  const { prefix } = splitName(name)
  if (prefix === undefined) return among
  const own = among.filter((service) => isNamed(service, prefix) || hasPrefix(service, prefix))
  return own.length === 0 ? among : own
}

async function notFound(name: string, among: readonly Service[], matches: readonly string[]) {
  const shown = cutText(name, 100)
  return new ToolError(
    'unknown_operation',
    matches.length > 1
      ? `Operation ${shown} is in several services: write one of ${matches.join(', ')}`
      : `Unknown operation: ${shown}`,
    {
      hint: `Names are exact, as DescribeInstances. Services: ${among.map((service) => services[service].name).join(', ')}.`,
      suggestions: await describeOperations(name, servicesNamed(name, among)),
    },
  )
}
