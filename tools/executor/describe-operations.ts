import { type Catalogue, catalogueOf, fullName, type Operation } from '../catalogue/catalogue.ts'
import type { Service } from '../catalogue/services.ts'
import { jsonBytes } from '../json.ts'
import type { ToolResult } from '../tool.ts'
import { composedOperations } from './composed.ts'
import { nearest } from './nearest.ts'

type Suggestion = NonNullable<ToolResult['suggestions']>[number]

/** The operations whose names are nearest to `name`, with their parameters. */
export async function describeOperations(
  name: string,
  among: readonly Service[],
  count = 5,
): Promise<Suggestion[]> {
  const known = await readableOperations(among)
  const label = name.includes(':') ? 'name' : 'bare'
  const names = nearest(name, new Set(known.map((entry) => entry[label])), count)
  const found = names.flatMap((near) => known.filter((entry) => entry[label] === near))
  return describeWithin(found.slice(0, count))
}

/** The operations of exactly these names, with or without their service; as many as fit. */
export async function describeNamed(
  names: readonly string[],
  among: readonly Service[],
  room = maxBytes,
): Promise<Suggestion[]> {
  const known = await readableOperations(among)
  return describeWithin(
    names.flatMap((name) => known.filter((entry) => entry.name === name || entry.bare === name)),
    room,
  )
}

/** `Bucket: string (required)`, `Filters: Filter[] {Name: string, Values: string[]}`. */
export function describeParameters(catalogue: Catalogue, operation: Operation): string[] {
  const { parameters = {}, paging } = operation
  const ours = new Set([...Object.keys(paging?.tokens ?? {}), paging?.size, 'DryRun'])
  return describeMembers(
    catalogue,
    Object.entries(parameters).filter(([name]) => !ours.has(name)),
  )
}

/** Members of a shape, the required ones first. */
export function describeMembers(
  catalogue: Catalogue,
  members: readonly (readonly [name: string, type: string])[],
): string[] {
  const required = members.filter(([, type]) => type.endsWith('!'))
  const others = members.filter(([, type]) => !type.endsWith('!'))
  return [...required, ...others].map(([name, type]) => {
    const shown = `${name}: ${describeType(catalogue, type.replace('!', ''))}`
    return type.endsWith('!') ? `${shown} (required)` : shown
  })
}

const maxShown = 8
const maxParameters = 15
const maxBytes = 3_000

interface Readable {
  catalogue: Catalogue
  operation: Operation
  bare: string
  name: string
}

/** The best with all that they take; once the room is used up, with what they require or less. */
function describeWithin(entries: readonly Readable[], bytes = maxBytes): Suggestion[] {
  let room = bytes
  return entries.flatMap((entry) => {
    const fitting = [maxParameters, 4, 0]
      .map((parameters) => suggestion(entry, parameters))
      .find((shown) => jsonBytes(shown) <= room)
    if (fitting === undefined) return []
    room -= jsonBytes(fitting) + 1
    return [fitting]
  })
}

function suggestion({ catalogue, operation, name }: Readable, most: number): Suggestion {
  const all = describeParameters(catalogue, operation)
  const required = all.filter((text) => text.endsWith('(required)')).length
  const shown = all.slice(0, Math.max(most, required))
  const left = all.length - shown.length
  const { description, kind } = operation
  return {
    operation: name,
    description: kind === undefined ? description : `${description} (data: ${kind})`,
    parameters: left === 0 ? shown : [...shown, `… ${left} more`],
  }
}

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

/** Metadata, and data that a kind opens: refused where it is not, with the switch named. */
async function readableOperations(among: readonly Service[]): Promise<Readable[]> {
  const catalogues = await Promise.all(among.map(catalogueOf))
  return catalogues.flatMap((catalogue) => {
    const known = readable.get(catalogue) ?? readableOf(catalogue)
    readable.set(catalogue, known)
    return known
  })
}

/** By catalogue, which is read once. */
const readable = new WeakMap<Catalogue, Readable[]>()

function readableOf(catalogue: Catalogue): Readable[] {
  const all = { ...catalogue.operations, ...composedOperations[catalogue.service] }
  return Object.entries(all)
    .filter(([, operation]) => operation.class === 'metadata' || operation.class === 'data')
    .map(([bare, operation]) => ({
      catalogue,
      operation,
      bare,
      name: fullName(catalogue.service, bare),
    }))
}
