/** An item as a person reads it: a few named values, none of them nested. */
export type Row = Record<string, string>

/** The columns that tell most about these items of an operation, at most `most`, best first. */
export function chooseColumns(
  rows: readonly Row[],
  { operation = '', most }: { operation?: string | undefined; most: number },
): string[] {
  const columns = [...new Set(rows.flatMap(Object.keys))].filter((column) => fills(column, rows))
  const own = ownColumn(columns, operation)
  const ranked = columns
    .map((column, at) => ({ column, at, rank: column === own ? 1 : rank(column) }))
    .filter(({ column, rank }) => rank < 3 || tellsApart(column, rows))
    .toSorted((a, b) => a.rank - b.rank || a.at - b.at)
  const best = ranked.filter(({ rank }) => rank < kinds.length)
  return (best.length > 0 ? best : ranked).slice(0, most).map(({ column }) => column)
}

/** One level of nesting is lifted (`State.Name` → `State`); tags become columns of their own. */
export function toRow(item: unknown): Row {
  if (typeof item !== 'object' || item === null) return { Value: String(item) }
  const row: Row = {}
  for (const [key, value] of Object.entries(item)) {
    if (isScalar(value)) row[key] = String(value)
    else if (key === 'Tags' || key === 'TagSet') Object.assign(row, tagColumns(value))
    else if (!Array.isArray(value)) Object.assign(row, lift(key, value))
    else if (value.length > 0 && value.every(isScalar)) row[key] = value.join(', ')
  }
  return row
}

/** Earlier kinds stand further left. */
const kinds = [
  /^Name$/,
  /^$/, // what names the item itself, see ownColumn
  /(?:State|Status)$/,
  /(?:Type|Class|Engine|Runtime|Version)$/,
  /(?:AvailabilityZone|CidrBlock|Region|Scheme|Protocol)$/,
  /(?:Address|Endpoint|DNSName|DnsName|Port)$/,
  /(?:Size|Count|Capacity)$/,
  /(?:VpcId|InstanceId|GroupName|Owner)$/,
  /(?:Time|Date|Timestamp|Description)$/,
]

function rank(column: string): number {
  const at = kinds.findIndex((kind) => kind.test(column))
  return at === -1 ? kinds.length : at
}

const fills = (column: string, rows: readonly Row[]) =>
  rows.filter((row) => row[column] !== undefined).length * 4 >= rows.length

/** The same value in every row of a longer table says nothing. */
const tellsApart = (column: string, rows: readonly Row[]) =>
  rows.length < 3 || new Set(rows.map((row) => row[column])).size > 1

/** `DescribeSecurityGroups` → `SecurityGroupId`, `GroupId`, …; else the first id or name. */
function ownColumn(columns: readonly string[], operation: string): string | undefined {
  const noun = operation
    .replace(/^.*:/, '')
    .replace(/^[A-Z][a-z]+/, '')
    .replace(/s$/, '')
  const last = /[A-Z][a-z]+$/.exec(noun)?.[0] ?? noun
  const names = [noun, last].flatMap((word) => [`${word}Id`, `${word}Name`, `${word}Identifier`])
  return (
    names.find((name) => columns.includes(name)) ??
    columns.find((each) => /(?:Id|Name|Arn)$/.test(each))
  )
}

/** `State.Name` says the state; `Monitoring.State` says less than its name promises. */
function lift(key: string, value: object | null): Row {
  const row: Row = {}
  for (const [inner, scalar] of Object.entries(value ?? {})) {
    if (!isScalar(scalar) || /^(?:Code|State|Status|Type)$/.test(inner)) continue
    row[inner === 'Name' || inner === 'Value' ? key : inner] = String(scalar)
  }
  return row
}

function tagColumns(tags: unknown): Row {
  if (!Array.isArray(tags)) return {}
  return Object.fromEntries(
    tags.flatMap((tag) =>
      typeof tag?.Key === 'string' && (tag.Key === 'Name' || tag.Key === 'Owner')
        ? [[tag.Key, String(tag.Value)]]
        : [],
    ),
  )
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}
