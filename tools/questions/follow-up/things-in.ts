import type { Json } from '../../json.ts'
import type { Kind } from '../things/kind.ts'
import { kindsSaid } from '../things/kind-said.ts'
import type { rowsOf } from './rows-of.ts'

interface ThingsIn {
  kind: Kind | undefined
  names: string[]
  /** The member of the rows that names them. */
  member?: string
}

interface Named extends Required<ThingsIn> {
  kind: Kind
}

type Rows = ReturnType<typeof rowsOf>

/** `Bucket: quillmarket-assets` in the rows: things of which kind they name, and how they are called. */
export function thingsIn(rows: Rows, kind: Kind | undefined): ThingsIn {
  const found = named(rows).filter((one) => kind === undefined || one.kind.list === kind.list)
  // Of one group with its users, the several are what is gone on with.
  const several = rows.length === 1 ? found.find(({ names }) => names.length > 1) : undefined
  return several ?? found[0] ?? byKind(rows, kind) ?? { kind: undefined, names: [] }
}

/** All kinds of which the rows name things, those first that they are themselves. */
export const kindsIn = (rows: Rows): Named[] => {
  const own = byKind(rows, undefined)
  return own === undefined ? named(rows) : [own, ...named(rows)]
}

function named(rows: Rows): Named[] {
  const members = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
    (name) => name !== 'evidence',
  )
  return members.flatMap((member): Named[] => {
    const [said] = kindsSaid(member)
    const names = [...new Set(rows.flatMap((row) => namesIn(row[member])))].slice(0, 50)
    return said === undefined || names.length === 0 ? [] : [{ kind: said.kind, names, member }]
  })
}

/** `{ Name: 'analytics-db', Kind: 'database' }`, or what the rows are headed as, where all are of one kind. */
function byKind(rows: Rows, kind: Kind | undefined): Named | undefined {
  const own = new Set(rows.map((row) => (typeof row.Kind === 'string' ? row.Kind : '')))
  const headings = new Set(rows.map(({ evidence }) => String(evidence ?? '')))
  const [only = ''] = own
  const [said] = kindsSaid(only === '' && headings.size === 1 ? ([...headings][0] ?? '') : only)
  if (own.size !== 1 || said === undefined || said.said.length < only.length) return undefined
  if (kind !== undefined && said.kind.list !== kind.list) return undefined
  const member = ['Name', 'Alias'].find((name) => rows.some((row) => row[name] !== undefined)) ?? ''
  const names = [...new Set(rows.flatMap((row) => namesIn(row[member])))].slice(0, 50)
  return names.length === 0 ? undefined : { kind: said.kind, names, member }
}

/** The names in a member: one, or several with commas and `and` between. */
export function namesIn(value: Json | undefined): string[] {
  if (typeof value !== 'string') return []
  return value.split(/, (?:and )?| and /).map((name) => name.trim())
}
