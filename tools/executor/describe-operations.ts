import { type Catalogue, catalogueOf, fullName, type Operation } from '../catalogue/catalogue.ts'
import type { Service } from '../catalogue/services.ts'
import type { ToolResult } from '../tool.ts'
import { nearest } from './nearest.ts'

type Suggestion = NonNullable<ToolResult['suggestions']>[number]

/** The operations whose names are nearest to `name`, with their parameters. */
export async function describeOperations(
  name: string,
  among: readonly Service[],
  count = 5,
): Promise<Suggestion[]> {
  const catalogues = await Promise.all(among.map(catalogueOf))
  const known = catalogues.flatMap(readableOperations)
  const label = name.includes(':') ? 'name' : 'bare'
  const names = nearest(name, new Set(known.map((entry) => entry[label])), count)
  return names
    .flatMap((found) => known.filter((entry) => entry[label] === found))
    .slice(0, count)
    .map(({ catalogue, name, operation }) => ({
      operation: name,
      description: operation.description,
      parameters: describeParameters(catalogue, operation),
    }))
}

/** `Bucket: string (required)`, `Filters: Filter[] {Name: string, Values: string[]}`. */
export function describeParameters(catalogue: Catalogue, operation: Operation): string[] {
  const { parameters = {}, paging } = operation
  const ours = new Set([...Object.keys(paging?.tokens ?? {}), paging?.size, 'DryRun'])
  return Object.entries(parameters)
    .filter(([name]) => !ours.has(name))
    .map(([name, type]) => {
      const required = type.endsWith('!') ? ' (required)' : ''
      return `${name}: ${describeType(catalogue, type.replace('!', ''))}${required}`
    })
}

const maxShown = 8

function describeType({ shapes, enums }: Catalogue, type: string): string {
  const leaf = type.replace(/[[\]{}]/g, '')
  const values = enums[leaf]
  if (values !== undefined) {
    const more = values.length > maxShown ? ', …' : ''
    return `${type.replace(leaf, 'string')}, of ${values.slice(0, maxShown).join(', ')}${more}`
  }
  const members = Object.entries(shapes[leaf] ?? {}).slice(0, maxShown)
  if (members.length === 0) return type
  const shown = members.map(([name, member]) => `${name}: ${member.replace('!', '')}`)
  return `${type} {${shown.join(', ')}}`
}

const readableOperations = (catalogue: Catalogue) =>
  Object.entries(catalogue.operations)
    .filter(([, operation]) => operation.class === 'metadata')
    .map(([bare, operation]) => ({
      catalogue,
      operation,
      bare,
      name: fullName(catalogue.service, bare),
    }))
