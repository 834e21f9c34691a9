import { serviceNames, services } from '../../catalogue/services.ts'
import { findOperation } from '../../executor/find-operation.ts'
import type { Json } from '../../json.ts'
import { isObject } from '../lens/fields.ts'
import { nameOf, namesOf, short, withName } from './identity.ts'
import { keyOf as givenTo } from './key-of.ts'
import { describedBy, type Kind, type Within } from './kind.ts'
import type { Reading } from './reader.ts'

/** One thing of a kind, as AWS describes it. */
export interface Thing {
  region: string
  name: string
  /** All names by which it may be called. */
  names: readonly string[]
  item: Json
  /** The name of what it is within: a cluster, a zone. */
  parent?: string
  /** Listed, and not described: whether it is as is asked is not known. */
  isBare?: true
}

/** Whether two lists have the same thing, by all its names. */
export const isSameThing = (one: Thing, other: Thing): boolean =>
  one.region === other.region && one.names.join() === other.names.join()

export interface Listed {
  things: Thing[]
  /** Names of the question that are of parents: they were used to list only these. */
  usedNames: string[]
  /** What the things are described by: `ecs:DescribeServices`. */
  operation: string
  /** Where was looked. */
  regions: readonly string[]
}

/** All things of a kind, in every region asked; where a name is of a parent, only those within it. */
export async function listThings(
  kind: Kind,
  {
    reader,
    regions,
    names,
  }: { reader: Reading; regions: readonly string[]; names: readonly string[] },
): Promise<Listed> {
  const { service } = await findOperation(kind.list, serviceNames)
  const places = services[service].scope === undefined ? regions : ['global']
  const usedNames = new Set<string>()
  const things = await reader.each(places, async (place) => {
    const region = place === 'global' ? (regions[0] ?? 'us-east-1') : place
    const found = await listIn(kind, { reader, region, names, usedNames })
    return found.map((thing) => ({ ...calledAs(kind, thing), region: place }))
  })
  const each = once(things).map((one) => ({ ...one, name: kind.label?.(one.item) ?? one.name }))
  return {
    things:
      usedNames.size === 0
        ? each
        : each.filter(({ parent }) => parent === undefined || isMeantParent(parent)),
    usedNames: [...names.filter((name) => [...usedNames].some((used) => sameName(used, name)))],
    operation: describedBy(kind),
    regions: places,
  }

  /** In one region `prod` may be a part of prod-eu alone: where another has it whole, that is meant. */
  function isMeantParent(parent: string): boolean {
    const used = [...usedNames].map((name) => ({ names: [name] }))
    return names.some((name) =>
      withName(used, name).found.some(({ names: [one] }) => one === parent),
    )
  }
}

function calledAs(kind: Kind, thing: Thing): Thing {
  const name = calledBy(kind, thing.item)
  return name === undefined ? thing : { ...thing, name, names: [...thing.names, name] }
}

/** `checkout-api:4.12.0` of an image, whose repository and tag are two members; undefined of what has one name. */
export function calledBy({ called }: Kind, item: Json): string | undefined {
  if (called === undefined || !isObject(item)) return undefined
  const parts = called.flatMap((member) => {
    const value = [item[member]].flat()[0]
    return typeof value === 'string' && value !== '' ? [short(value)] : []
  })
  return parts.length < called.length ? undefined : parts.join(':')
}

/** What every region answers with, as the list of regions or a trail of all of them, is one thing. */
function once(things: readonly Thing[]): Thing[] {
  const seen = new Set<string>()
  return things.filter(({ item, parent }) => {
    const key = JSON.stringify([item, parent])
    return !seen.has(key) && seen.add(key)
  })
}

const sameName = (parent: string, name: string) =>
  withName([{ names: [parent, short(parent), parent.replace(/\.$/, '')] }], name).found.length > 0

interface In {
  reader: Reading
  region: string
  names: readonly string[]
  usedNames: Set<string>
}

async function listIn(kind: Kind, { reader, region, names, usedNames }: In): Promise<Thing[]> {
  const { within } = kind
  if (within === undefined) {
    const entries = await reader.tryRead(kind.list, { region, ...given(kind.parameters) })
    const things = await describeEach(kind, inside(kind, entries), { reader, region })
    return withNames(things, kind, { reader, region })
  }
  const parents = await parentsOf(within, { reader, region })
  const named = names.flatMap((name) => withName(parents, name).found)
  for (const { names: own } of named) usedNames.add(short(own[0] ?? ''))
  const chosen = named.length > 0 ? named : parents
  if (chosen.length > mostParents) reader.cut?.add(within.list)
  return reader.each(chosen.slice(0, mostParents), async ({ value, names: own }) => {
    if (value === undefined) return []
    const parameters = { ...kind.parameters, [within.parameter]: value }
    const entries = await reader.tryRead(kind.list, { region, parameters })
    const parent = short(own[0] ?? '')
    const things = await describeEach(kind, inside(kind, entries), {
      reader,
      region,
      within: { [within.parameter]: value },
    })
    return things.map((thing) => ({ ...thing, parent }))
  })
}

/** What things are within, with what names it to their list. */
async function parentsOf(
  { of, list, member, parameter, where }: Within,
  { reader, region }: Pick<In, 'reader' | 'region'>,
): Promise<{ names: readonly string[]; value: Json | undefined }[]> {
  if (of !== undefined) {
    const things = await listIn(of, { reader, region, names: [], usedNames: new Set() })
    return things.map((one) => ({ names: one.names, value: givenTo(one, parameter) }))
  }
  return (await reader.tryRead(list, { region }))
    .filter((item) => isMeant(item, where))
    .map((item) => ({
      names: namesOf(item, list),
      value: member !== undefined && isObject(item) ? item[member] : item,
    }))
}

/** The names that a list of their own has, before what each thing says: `payments` of a key. */
async function withNames(
  things: Thing[],
  { list, named }: Kind,
  { reader, region }: Pick<In, 'reader' | 'region'>,
): Promise<Thing[]> {
  if (named === undefined || things.length === 0) return things
  const entries = await reader.tryRead(named.list, { region })
  const known = new Map(
    entries.filter(isObject).map((entry) => [entry[named.of], entry[named.name]]),
  )
  return things.map((one) => {
    if (!isObject(one.item)) return one
    const name = known.get(one.item[named.id])
    if (typeof name !== 'string') return one
    return thing({ ...one.item, [named.as]: short(name.replace(/^alias\//, '')) }, list, region)
  })
}

const isMeant = (item: Json, where: Readonly<Record<string, string>> = {}) =>
  Object.entries(where).every(([member, value]) => isObject(item) && item[member] === value)

/** What stands in a member of an answer that is taken whole. */
const inside = ({ inside: member }: Kind, entries: readonly Json[]): readonly Json[] =>
  member === undefined
    ? entries
    : entries.flatMap((entry) => {
        const list = isObject(entry) ? entry[member] : undefined
        return Array.isArray(list) ? list : []
      })

const mostParents = 200
const mostDescribed = 500

interface Describing {
  reader: Reading
  region: string
  within?: Record<string, unknown>
}

/** A list of names alone says nothing of the things: each is read. */
async function describeEach(
  kind: Kind,
  entries: readonly Json[],
  { reader, region, within }: Describing,
): Promise<Thing[]> {
  const { each } = kind
  if (each === undefined) return entries.map((item) => thing(item, kind.list, region))
  // Where an answer has two lists of the same things, one of names, the other’s are no keys.
  const all = [...new Set(entries.map((entry) => keyOf(entry, each.parameter)))].filter(Boolean)
  const keys = all.slice(0, mostDescribed)
  const { most = 1, operation, parameter, parameters } = each
  const { operation: described } = await findOperation(operation, serviceNames)
  // Of what the list was given, what this takes too: a cluster, and not a project.
  const shared = Object.entries(within ?? {}).filter(([name]) => described.parameters?.[name])
  const chunks = Array.from({ length: Math.ceil(keys.length / most) }, (_, at) =>
    keys.slice(at * most, at * most + most),
  )
  const things = await reader.each(chunks, async (chunk) => {
    const value = most > 1 ? chunk : chunk[0]
    const items = await reader.tryRead(operation, {
      region,
      parameters: { ...Object.fromEntries(shared), ...parameters, [parameter]: value },
    })
    if (most > 1) return items.map((item) => thing(item, operation, region))
    const [key = ''] = chunk
    const [item] = items
    if (item === undefined) return [bare(key)]
    return [thing(isObject(item) ? { [parameter]: key, ...item } : item, operation, region)]
  })
  const isFailed = (reader.failures ?? []).some(
    (one) => one.operation === operation && one.region === region,
  )
  if (isFailed && things.every(({ isBare }) => isBare)) return []
  return [...things, ...all.slice(mostDescribed).map(bare)]

  function bare(key: Json): Thing {
    return { ...thing({ [parameter]: key }, kind.list, region), isBare: true }
  }
}

function keyOf(entry: Json, parameter: string): Json {
  if (!isObject(entry)) return entry
  return entry[parameter] ?? Object.values(entry).find((value) => typeof value === 'string') ?? ''
}

function thing(item: Json, operation: string, region: string): Thing {
  return { region, item, name: nameOf(item, operation), names: namesOf(item, operation) }
}

const given = (parameters: Kind['parameters']) =>
  parameters === undefined ? {} : { parameters: { ...parameters } }
