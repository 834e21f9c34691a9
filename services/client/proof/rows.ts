import * as z from 'zod'

/** A row that a call read, by what tells it from the others. */
export interface Row {
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
  const naming = namingMember(
    reads
      .map((regions) => regions.flatMap(({ items }) => items))
      .filter(({ length }) => length > 0),
  )
  return reads.map((regions) => readOf(regions, naming))
}

function readOf(regions: z.infer<typeof read>['regions'], naming: string | undefined): Read {
  const rows = regions.flatMap(({ region, items }, at) => {
    const seen = new Map<string, number>()
    return items.map((item, nth) => {
      const id = naming === undefined ? undefined : textAt(item, naming)
      const name = id ?? nameOf(item)
      // What has no name of its own is told apart by its place among those of the same.
      const known = name ?? JSON.stringify(item)
      const times = seen.get(known) ?? 0
      seen.set(known, times + 1)
      const key = `${region} ${known}${times === 0 ? '' : ` ${times}`}`
      return { region, key, name: label(item, name), path: `regions[${at}].items[${nth}]`, item }
    })
  })
  const named = (is: (one: (typeof regions)[number]) => boolean) =>
    new Set(regions.filter(is).map(({ region }) => region))
  return {
    rows,
    cut: named(({ truncated }) => truncated),
    failed: named(({ status }) => status === 'error'),
  }
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
        ([name, one]) => [path === '' ? name : `${path}.${name}`, one] as const,
      )
  return new Map(inner.flatMap(([at, one]) => [...leavesOf(one, at)]))
}

/** A row with tags and dimensions by their keys, as they are kept: in whichever order they come. */
export function withKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    const pairs = value.map((one) => pair.safeParse(one).data)
    const areKeys = value.length > 0 && pairs.every((one) => one !== undefined)
    return areKeys
      ? Object.fromEntries(pairs.map((one) => [one?.Key ?? one?.Name, one?.Value]))
      : value.map(withKeys)
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withKeys(one)]))
}

const pair = z
  .strictObject({ Key: z.string().optional(), Name: z.string().optional(), Value: z.string() })
  .refine(({ Key, Name }) => (Key ?? Name) !== undefined)
