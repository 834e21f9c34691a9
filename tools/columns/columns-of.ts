import type { NormalizedSchema } from '@smithy/core/schema'
import type { Operation } from '../catalogue/catalogue.ts'
import { sdkPackages } from '../catalogue/loaders.ts'
import { operationSchema } from '../catalogue/operation-schema.ts'
import type { Service } from '../catalogue/services.ts'
import { exceptions } from './exceptions.ts'
import { columnsByRule, type Member, singular } from './rules.ts'

interface Listed {
  service: Service
  name: string
  operation: Operation
}

/** The columns of what an operation lists, best first; of what describes one thing, those known by hand. */
export async function columnsOf({ service, name, operation }: Listed): Promise<readonly string[]> {
  const key = `${service}:${name}`
  const known = cache.get(key) ?? exceptions[key]
  if (known !== undefined) return known
  if (operation.items === undefined) return []
  const sdk = await sdkPackages[service]()
  // Not all that is offered is an operation of the SDK: a Logs Insights query is several.
  const columns =
    `${name}$` in sdk ? columnsOfItems(operationSchema(sdk, name).output, operation.items) : []
  cache.set(key, columns)
  return columns
}

const cache = new Map<string, readonly string[]>()

function columnsOfItems(output: NormalizedSchema, path: string): string[] {
  const steps = path.split('.').map((step) => step.replace('[]', ''))
  const holder = steps.slice(0, -1).reduce(entryOf, output)
  const listed = memberOf(holder, steps.at(-1) ?? path)
  if (!listed.isListSchema()) return []
  const item = listed.getValueSchema()
  const list = path.replaceAll('[]', '')
  // A bare name, id or ARN is named after its list.
  if (!item.isStructSchema()) return [singular(list.split('.').at(-1) ?? list)]
  const members = membersOf(item)
  const tags = Object.keys(item.getMemberSchemas()).find((member) =>
    /^tags(?:et|list)?$/i.test(member),
  )
  return columnsByRule({ list, members, tags })
}

function entryOf(schema: NormalizedSchema, name: string): NormalizedSchema {
  const member = memberOf(schema, name)
  return member.isListSchema() ? member.getValueSchema() : member
}

function memberOf(schema: NormalizedSchema, name: string): NormalizedSchema {
  const member = Object.entries(schema.getMemberSchemas()).find(([known]) => known === name)?.[1]
  if (member === undefined) throw new Error(`No member ${name} in ${schema.getName()}`)
  return member
}

function membersOf(item: NormalizedSchema): Member[] {
  return Object.entries(item.getMemberSchemas()).flatMap(([name, schema]): Member[] => {
    const type = typeOf(schema)
    if (type !== undefined) return [{ path: name, type }]
    if (!schema.isStructSchema()) return []
    return Object.entries(schema.getMemberSchemas()).flatMap(([inner, innerSchema]) => {
      const innerType = typeOf(innerSchema)
      return innerType === undefined ? [] : [{ path: `${name}.${inner}`, type: innerType }]
    })
  })
}

function typeOf(schema: NormalizedSchema): Member['type'] | undefined {
  if (schema.isTimestampSchema()) return 'time'
  if (schema.isStringSchema()) return 'string'
  if (schema.isNumericSchema()) return 'number'
  if (schema.isBooleanSchema()) return 'boolean'
  return schema.isListSchema() && schema.getValueSchema().isStringSchema() ? 'strings' : undefined
}
