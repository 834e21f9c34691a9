import type { NormalizedSchema } from '@smithy/core/schema'
import type { Service } from '../catalogue/services.ts'
import type { DataKind } from '../tool.ts'
import { again } from './json-text.ts'
import { gapOf, harmlessMembers } from './members.ts'
import { judged, type Level, level } from './names.ts'

/** What is known of a place in an answer before its value is seen. */
export interface Plan {
  level: Level
  digits: boolean
  /** Why all that is there goes. */
  whole: string | undefined
  /** The kind of data that shows it all the same. */
  opens: DataKind | undefined
  /** Numbers, times and switches by their shape: nothing to look for. */
  skips: boolean
  names: boolean
  holds: boolean
  about: boolean
  environment: boolean
  /** A structure of the SDK's, not a map of what somebody chose. */
  structured: boolean
  /** Whether one of its members may name what another holds; undefined where its values tell. */
  pairs: boolean | undefined
  /** Of a structure's or map's member. */
  member(name: string): Plan
  /** Of a list's entries. */
  entry(): Plan
}

export type SchemaPlan = Plan

/** By the name alone, where there is no shape: JSON in text, maps, documents. */
export function planOf(service: Service, name: string): Plan {
  let plans = byService.get(service)
  if (plans === undefined) {
    plans = new Map()
    byService.set(service, plans)
  }
  const known = plans.get(name)
  if (known !== undefined) return known
  const plan: Plan = {
    ...told(service, name.includes(again) ? name.slice(0, name.indexOf(again)) : name),
    skips: false,
    structured: false,
    pairs: undefined,
    member: (inner) => planOf(service, inner),
    entry: () => plan,
  }
  if (plans.size >= maxPlans) plans.clear()
  plans.set(name, plan)
  return plan
}

const byService = new Map<Service, Map<string, Plan>>()
const maxPlans = 5_000

interface PlannedOutput {
  service: Service
  /** The kind of data that its operation is of: opened, marks of sensitive members give way to what they hold. */
  kind?: DataKind | undefined
}

/** Of an operation's output, made once: shapes are walked as answers are, and remembered. */
export function schemaPlan(schema: NormalizedSchema, of: PlannedOutput, name = ''): Plan {
  const { service } = of
  const members = new Map<string, Plan>()
  let entries: Plan | undefined
  const harmless = harmlessMembers[service]?.has(name) === true
  const sensitive = !harmless && Boolean(schema.getMergedTraits().sensitive)
  const isStruct = schema.isStructSchema()
  const names = isStruct ? Object.keys(schema.getMemberSchemas()) : []
  const said = told(service, name)
  const kind = said.environment ? 'environment' : (said.opens ?? of.kind)
  const inside = { service, kind }
  const plan: Plan = {
    ...said,
    ...(sensitive ? { whole: 'sensitive', opens: kind } : {}),
    skips: !sensitive && said.whole === undefined && isScalar(schema),
    structured: isStruct,
    pairs: isStruct ? mayPair(names) : undefined,
    member: (inner) => {
      const known = members.get(inner)
      if (known !== undefined) return known
      const found = memberSchema(schema, inner)
      const made = found === undefined ? planOf(service, inner) : schemaPlan(found, inside, inner)
      if (members.size < maxPlans) members.set(inner, made)
      return made
    },
    entry: () => {
      entries ??= schema.isListSchema()
        ? schemaPlan(schema.getValueSchema(), inside, name)
        : planOf(service, name)
      return entries
    },
  }
  return plan
}

function memberSchema(schema: NormalizedSchema, name: string): NormalizedSchema | undefined {
  if (schema.isMapSchema()) return schema.getValueSchema()
  if (!schema.isStructSchema()) return undefined
  const members: Record<string, NormalizedSchema> = schema.getMemberSchemas()
  return Object.hasOwn(members, name) ? members[name] : undefined
}

const isScalar = (schema: NormalizedSchema): boolean =>
  schema.isBooleanSchema() || schema.isNumericSchema() || schema.isTimestampSchema()

const mayPair = (names: readonly string[]): boolean =>
  names.includes('NoEcho') ||
  (names.some((name) => judged(name).names) && names.some((name) => judged(name).holds))

function told(service: Service, name: string) {
  const { level: by, digits, names, holds, about, environment } = judged(name)
  const gap = gapOf(service, name)
  const harmless = harmlessMembers[service]?.has(name) === true
  const isWhole = by === level.whole ? 'user data' : undefined
  return {
    level: harmless || by === level.whole ? level.none : by,
    digits,
    whole: harmless ? undefined : (gap?.why ?? isWhole),
    opens: gap?.opens,
    names,
    holds,
    about,
    environment,
  }
}
