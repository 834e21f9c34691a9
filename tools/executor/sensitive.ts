import type { NormalizedSchema } from '@smithy/core/schema'

/** What the SDK marks as sensitive in an output, looked up member by member and remembered. */
export interface Sensitivity {
  readonly sensitive: boolean
  /** Of a structure's or map's member; undefined where the SDK knows none of that name. */
  member(name: string): Sensitivity | undefined
  /** Of a list's entries. */
  entry(): Sensitivity | undefined
}

/** Grows as answers are walked: shapes that contain themselves have no end. */
export function sensitivityOf(schema: NormalizedSchema): Sensitivity {
  const members = new Map<string, Sensitivity | undefined>()
  const remember = (name: string, inner: () => NormalizedSchema | undefined) => {
    if (members.has(name)) return members.get(name)
    const found = inner()
    const sensitivity = found && sensitivityOf(found)
    members.set(name, sensitivity)
    return sensitivity
  }
  const values = () => schema.getValueSchema()
  return {
    sensitive: Boolean(schema.getMergedTraits().sensitive),
    entry: () => (schema.isListSchema() ? remember('', values) : undefined),
    member: (name) => {
      if (schema.isMapSchema()) return remember('', values)
      return schema.isStructSchema() ? remember(name, () => memberOf(schema, name)) : undefined
    },
  }
}

function memberOf(schema: NormalizedSchema, name: string): NormalizedSchema | undefined {
  const members: Record<string, NormalizedSchema> = schema.getMemberSchemas()
  return Object.hasOwn(members, name) ? members[name] : undefined
}
