/** What in `value` the SDK's runtime schema does not have: members nobody knows, and wrong types. */
export function complaints(value: unknown, schema: unknown, path: string): string[] {
  const resolved = resolve(schema)
  if (typeof resolved === 'number') return simpleComplaints(value, resolved, path)
  if (resolved === 'unit') return isPlain(value) ? [] : [`${path}: not empty`]
  if (!Array.isArray(resolved)) return [`${path}: no schema`]
  const [kind, , , , first, second, required] = resolved
  if (resolved.length === 2) return complaints(value, kind, path)
  if (kind === 0) return complaints(value, first, path)
  if (kind === 1) return listComplaints(value, first, path)
  if (kind === 2) return mapComplaints(value, second, path)
  return structureComplaints(value, { names: first, schemas: second, required }, path)
}

function resolve(schema: unknown): unknown {
  return typeof schema === 'function' ? schema() : schema
}

function listComplaints(value: unknown, member: unknown, path: string): string[] {
  if (!Array.isArray(value)) return [`${path}: not a list`]
  return value.flatMap((one, index) => complaints(one, member, `${path}[${index}]`))
}

function mapComplaints(value: unknown, member: unknown, path: string): string[] {
  if (!isPlain(value)) return [`${path}: not a map`]
  return Object.entries(value).flatMap(([key, one]) => complaints(one, member, `${path}.${key}`))
}

interface Structure {
  names: unknown[]
  schemas: unknown[]
  required?: number
}

function structureComplaints(value: unknown, structure: Structure, path: string): string[] {
  if (!isPlain(value)) return [`${path}: not a structure`]
  const { names, schemas, required = 0 } = structure
  const missing = names
    .slice(0, required)
    .filter((name) => Object.entries(value).every(([key]) => key !== name))
    .map((name) => `${path}.${name}: required`)
  const wrong = Object.entries(value).flatMap(([key, one]) => {
    const index = names.indexOf(key)
    return index < 0
      ? [`${path}.${key}: unknown`]
      : complaints(one, schemas[index], `${path}.${key}`)
  })
  return [...missing, ...wrong]
}

// The SDK's numbers for simple types; a list or map of one has bit 64 or 128 set.
function simpleComplaints(value: unknown, schema: number, path: string): string[] {
  if (schema >= 128) return mapComplaints(value, schema & 63, path)
  if (schema >= 64) return listComplaints(value, schema & 63, path)
  return isOfType(value, schema) ? [] : [`${path}: ${typeof value} is not of type ${schema}`]
}

function isOfType(value: unknown, schema: number): boolean {
  if (schema === 0) return typeof value === 'string'
  if (schema === 1) return typeof value === 'number' && Number.isFinite(value)
  if (schema === 2) return typeof value === 'boolean'
  if (schema >= 4 && schema <= 7) return value instanceof Date && !Number.isNaN(value.getTime())
  if (schema === 21) return value instanceof Uint8Array
  return schema === 15
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
