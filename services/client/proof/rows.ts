import * as z from 'zod'

/** A row that a call read, by what tells it from the others. */
export interface Row {
  /** Its region and, of several questions at once, which of them. */
  region: string
  /** The same in another read of the same; with the region. */
  key: string
  /** For a person: `orders-1 (i-0128ce979f62a879a)`. */
  name: string
  /** `regions[0].items[3]` */
  path: string
  item: unknown
}

const read = z.object({
  regions: z.array(
    z.object({
      region: z.string().catch(''),
      part: z.int().optional().catch(undefined),
      status: z.string().catch('ok'),
      items: z.array(z.unknown()).catch([]),
      truncated: z.boolean().catch(false),
    }),
  ),
})

export interface Read {
  rows: Row[]
  /** Regions of which more may be there than is known here. */
  cut: ReadonlySet<string>
  failed: ReadonlySet<string>
}

/** Of several reads of the same: a row is known by the same member in all of them. */
export function readsOf(...results: unknown[]): Read[] {
  const reads = results.map((result) => read.safeParse(result).data?.regions ?? [])
  const lists = reads
    .flatMap((regions) => regions.map(({ items }) => items))
    .filter(({ length }) => length > 0)
  const naming = namingMember(lists)
  const telling = naming === undefined ? tellingMembers(lists) : []
  // One row of figures in each place is the same one, whatever it says now.
  const isSingle = reads.every((regions) =>
    regions.every(({ items }) => items.length < 2 && items.every(isRecord)),
  )
  const named = { naming, telling, isSingle: isSingle && naming === undefined }
  return reads.map((regions) => readOf(regions, named))
}

interface Naming {
  naming: string | undefined
  telling: readonly string[]
  isSingle: boolean
}

function readOf(
  regions: z.infer<typeof read>['regions'],
  { naming, telling, isSingle }: Naming,
): Read {
  const rows = regions.flatMap(({ items, ...of }, at) => {
    const region = placeOf(of)
    const seen = new Map<string, number>()
    return items.map((item, nth) => {
      const path = `regions[${at}].items[${nth}]`
      if (isSingle) {
        const name = nameOf(item) ?? (region === '' ? 'it' : region)
        return { region, key: region, name, path, item }
      }
      const id = naming === undefined ? textsAt(item, telling) : textAt(item, naming)
      const name = id ?? nameOf(item)
      // What has no name of its own is told apart by its place among those of the same.
      const known = name ?? JSON.stringify(item)
      const times = seen.get(known) ?? 0
      seen.set(known, times + 1)
      const key = `${region} ${known}${times === 0 ? '' : ` ${times}`}`
      return { region, key, name: label(item, name), path, item }
    })
  })
  const named = (is: (one: (typeof regions)[number]) => boolean) =>
    new Set(regions.filter(is).map(placeOf))
  return {
    rows,
    cut: named(({ truncated }) => truncated),
    failed: named(({ status }) => status === 'error'),
  }
}

/** Of several questions at once each has its own rows of a region. */
export const placeOf = ({ region = '', part }: { region?: string; part?: number | undefined }) =>
  part === undefined ? region : `${region} (part ${part + 1})`

const isRecord = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Where no member names rows, one or two whose texts tell them apart, best those that stand in more than one read. */
function tellingMembers(reads: readonly (readonly unknown[])[]): string[] {
  const leaves = reads.map((items) => items.map((item) => leavesOf(item)))
  const names = [...(leaves[0]?.[0]?.keys() ?? [])].filter((name) =>
    leaves.every((rows) => rows.every((row) => isText(row.get(name)))),
  )
  const pairs = names.flatMap((one, at) => names.slice(at + 1, at + 6).map((two) => [one, two]))
  const isTelling = (some: readonly string[]) =>
    leaves.every((rows) => keysOf(rows, some).size === rows.length)
  const shared = (some: readonly string[]) => {
    const lists = new Map<string, number>()
    for (const rows of leaves)
      for (const key of keysOf(rows, some)) lists.set(key, (lists.get(key) ?? 0) + 1)
    return [...lists.values()].filter((size) => size > 1).length
  }
  for (const sets of [names.map((name) => [name]), pairs]) {
    const best = sets
      .filter(isTelling)
      .toSorted((one, other) => shared(other) - shared(one))
      .at(0)
    if (best !== undefined) return best
  }
  return []
}

const keysOf = (rows: readonly ReadonlyMap<string, unknown>[], names: readonly string[]) =>
  new Set(rows.map((row) => names.map((name) => String(row.get(name))).join(' ')))

const isText = (value: unknown): boolean =>
  typeof value === 'string' && value !== '' && !/^-?[\d.,]+$/.test(value)

function textsAt(item: unknown, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined
  const leaves = leavesOf(item)
  return names.map((name) => String(leaves.get(name))).join(' ')
}

/** The member that each row of a read has another text in: an id before an ARN, and that before a name. */
function namingMember(reads: readonly (readonly unknown[])[]): string | undefined {
  const names = Object.keys(Object(reads[0]?.[0])).filter((name) => rank(name) !== -1)
  return names
    .toSorted((one, other) => rank(one) - rank(other))
    .find((name) =>
      reads.every((items) => {
        const texts = items.map((item) => textAt(item, name))
        return texts.every((text) => text !== undefined) && new Set(texts).size === texts.length
      }),
    )
}

const endings = [
  /(?:Id|ID|Identifier)$/,
  /(?:Arn|ARN)$/,
  /(?:Name|Url)$/,
  /^(?:name|id|key|Key|What)$/,
]
const rank = (name: string) => endings.findIndex((one) => one.test(name))

function textAt(item: unknown, name: string): string | undefined {
  const value: unknown = Object(item)[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

const tags = z.object({ Tags: z.object({ Name: z.string() }) })

function nameOf(item: unknown): string | undefined {
  const tag = tags.safeParse(withKeys(item)).data?.Tags.Name
  return tag ?? textAt(item, 'Name') ?? textAt(item, 'name')
}

function label(item: unknown, id: string | undefined): string {
  const name = nameOf(item)
  if (id === undefined) return name ?? JSON.stringify(item ?? null).slice(0, 80)
  return name === undefined || name === id ? id : `${name} (${id})`
}

/** Values with their places within a row: `State.Name`, `SecurityGroups[0].GroupId`. */
export function leavesOf(value: unknown, path = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map([[path, value]])
  const inner = Array.isArray(value)
    ? value.map((one, at) => [`${path}[${at}]`, one] as const)
    : Object.entries(value).map(
        ([name, one]) =>
          [path === '' || name.startsWith('[') ? path + name : `${path}.${name}`, one] as const,
      )
  return new Map(inner.flatMap(([at, one]) => [...leavesOf(one, at)]))
}

/** A row with tags and dimensions by their keys, as they are kept: in whichever order they come. */
export function withKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    const pairs = value.map((one) => pair.safeParse(one).data)
    const areKeys = value.length > 0 && pairs.every((one) => one !== undefined)
    if (areKeys) return Object.fromEntries(pairs.map((one) => [one?.Key ?? one?.Name, one?.Value]))
    // One that has one is kept as that one.
    if (value.length > 0 && value.every((one) => typeof one === 'string'))
      return value.toSorted().join(', ')
    const names = value.map(ownName)
    const areNamed = names.every((name) => name !== undefined)
    return areNamed && new Set(names).size === names.length
      ? Object.fromEntries(value.map((one, at) => [`[${names[at]}]`, withKeys(one)]))
      : value.map(withKeys)
  }
  if (typeof value !== 'object' || value === null) return value
  const { Timestamps: times, Values: values, ...rest } = value as Record<string, unknown>
  const isSeries = Array.isArray(times) && Array.isArray(values) && times.length === values.length
  const members = Object.entries(isSeries ? rest : value).map(
    ([name, one]) => [name, withKeys(one)] as const,
  )
  return Object.fromEntries(
    isSeries
      ? [
          ...members,
          ['Values', Object.fromEntries(times.map((at, nth) => [`[${minute(at)}]`, values[nth]]))],
        ]
      : members,
  )
}

/** A series is told by its times, however they are written. */
function minute(time: unknown): string {
  const at = Date.parse(
    String(time)
      .replace(' UTC', 'Z')
      .replace(/ (?=\d{2}:)/, 'T'),
  )
  return Number.isNaN(at) ? String(time) : new Date(at).toISOString().slice(0, 16)
}

/** What tells one of a list within a row: the keys of a group of costs, an id, a name. */
function ownName(one: unknown): string | undefined {
  const keys = grouped.safeParse(one).data?.Keys
  if (keys !== undefined) return keys.join(', ')
  const name = Object.keys(Object(one))
    .filter((name) => rank(name) !== -1 && textAt(one, name) !== undefined)
    .toSorted((a, b) => rank(a) - rank(b))
    .at(0)
  return name === undefined || Array.isArray(one) ? undefined : textAt(one, name)
}

const grouped = z.object({ Keys: z.array(z.string()).min(1) })

const pair = z
  .strictObject({ Key: z.string().optional(), Name: z.string().optional(), Value: z.string() })
  .refine(({ Key, Name }) => (Key ?? Name) !== undefined)
