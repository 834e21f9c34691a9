import type { NormalizedSchema } from '@smithy/core/schema'
import type { Declarations } from './declarations.ts'

/** Longer lists of values grow with every release (instance types): they are not checked. */
const maxEnumValues = 100

/** Parameters, and the shapes and enums that they use, in the notation of the data files. */
export interface Shapes {
  parametersOf(input: NormalizedSchema): Record<string, string>
  shapes: Record<string, Record<string, string>>
  enums: Record<string, readonly string[]>
}

export function collectShapes(declarations: Declarations): Shapes {
  const shapes: Shapes['shapes'] = {}
  const enums: Shapes['enums'] = {}

  function membersOf(struct: NormalizedSchema): Record<string, string> {
    const required = requiredMembers(struct)
    const members: Record<string, string> = {}
    for (const [name, member] of struct.structIterator()) {
      const leaf = declarations.enumOf(struct.getName() ?? '', name)
      members[name] = typeOf(member, leaf) + (required.has(name) ? '!' : '')
    }
    return members
  }

  function typeOf(schema: NormalizedSchema, leaf: string | undefined): string {
    if (schema.isListSchema()) return `${typeOf(schema.getValueSchema(), leaf)}[]`
    if (schema.isMapSchema()) return `{${typeOf(schema.getValueSchema(), leaf)}}`
    if (schema.isStructSchema()) return structName(schema)
    if (schema.isStringSchema()) return enumName(leaf) ?? 'string'
    return simpleType(schema)
  }

  function structName(schema: NormalizedSchema): string {
    const name = schema.getName() ?? 'document'
    if (shapes[name] === undefined) {
      shapes[name] = {}
      shapes[name] = membersOf(schema)
    }
    return name
  }

  function enumName(leaf: string | undefined): string | undefined {
    const values = leaf === undefined ? [] : declarations.enumValues(leaf)
    if (leaf === undefined || values.length === 0 || values.length > maxEnumValues) return undefined
    enums[leaf] = values
    return leaf
  }

  return { parametersOf: membersOf, shapes, enums }
}

/** The SDK lists required members first and holds how many they are. */
function requiredMembers(struct: NormalizedSchema): Set<string> {
  const schema: unknown = struct.getSchema()
  const [names, required] = Array.isArray(schema) ? [schema[4], schema[6]] : []
  return new Set(Array.isArray(names) ? names.slice(0, Number(required ?? 0)) : [])
}

function simpleType(schema: NormalizedSchema): string {
  if (schema.isBooleanSchema()) return 'boolean'
  if (schema.isTimestampSchema()) return 'timestamp'
  if (schema.isBlobSchema()) return 'blob'
  if (schema.isNumericSchema() || schema.isBigIntegerSchema()) return 'number'
  return schema.isBigDecimalSchema() ? 'number' : 'document'
}
