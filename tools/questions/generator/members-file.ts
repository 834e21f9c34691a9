import type { NormalizedSchema } from '@smithy/core/schema'
import { type Declarations, readDeclarations } from '../../catalogue/generator/declarations.ts'
import { sdkPackages } from '../../catalogue/loaders.ts'
import { operationSchema } from '../../catalogue/operation-schema.ts'
import { serviceNames } from '../../catalogue/services.ts'
import { findOperation } from '../../executor/find-operation.ts'
import { describedBy } from '../things/kind.ts'
import { kinds } from '../things/kinds.ts'

/**
 * What AWS can say of a thing of each kind, whether or not it says it of any: an operation a line,
 * with the paths of its items' members, each with the first letter of its type, and the values of
 * those that have one of a few: `Architectures:l=arm64|x86_64`.
 */
export async function membersFile(): Promise<string> {
  const operations = [...new Set(kinds.map(describedBy))]
  const rows = await Promise.all(
    operations.toSorted().map(async (name) => {
      const members = [...(await membersOf(name)), ...(documented[name] ?? [])]
      return `${JSON.stringify(name)}:${JSON.stringify(members.join(' '))}`
    }),
  )
  return `{\n${rows.join(',\n')}\n}\n`
}

/** Maps of attributes declare no keys: what their documentation has. */
const documented: Readonly<Record<string, readonly string[]>> = {
  'sns:GetTopicAttributes': [
    'ContentBasedDeduplication:b',
    'DeliveryPolicy:t',
    'KmsMasterKeyId:t',
    'TracingConfig:t',
  ],
  'sqs:GetQueueAttributes': [
    'ContentBasedDeduplication:b',
    'KmsMasterKeyId:t',
    'RedriveAllowPolicy:t',
    'RedrivePolicy:t',
  ],
}

async function membersOf(fullName: string): Promise<string[]> {
  const { service, name, operation } = await findOperation(fullName, serviceNames)
  const { output } = operationSchema(await sdkPackages[service](), name)
  const item = (operation.items ?? '')
    .split('.')
    .filter(Boolean)
    .reduce((schema, step) => memberOf(schema, step.replace('[]', '')), output)
  return pathsOf(item, { steps: [], declared: declarationsOf(service) })
}

const read = new Map<string, Declarations>()

function declarationsOf(service: string): Declarations {
  const declared = read.get(service) ?? readDeclarations(service)
  read.set(service, declared)
  return declared
}

function memberOf(schema: NormalizedSchema, name: string): NormalizedSchema {
  const own = schema.getMemberSchema(name)
  return own.isListSchema() ? own.getValueSchema() : own
}

const deepest = 3

/** Longer lists of values grow with every release. */
const mostValues = 30

function pathsOf(
  schema: NormalizedSchema,
  { steps, declared }: { steps: readonly string[]; declared: Declarations },
): string[] {
  if (!schema.isStructSchema() || steps.length >= deepest) return []
  return [...schema.structIterator()].flatMap(([name, member]) => {
    const path = [...steps, name]
    const type = typeOf(member)
    if (type === undefined) return pathsOf(member, { steps: path, declared })
    const values = declared.enumValues(declared.enumOf(schema.getName() ?? '', name) ?? '')
    const isTold =
      values.length > 1 && values.length <= mostValues && !values.join('').includes(' ')
    return [`${path.join('.')}:${type}${isTold ? `=${values.join('|')}` : ''}`]
  })
}

/** `l` of a list; nothing of what has members of its own, nor of a map, whose keys nobody knows. */
function typeOf(schema: NormalizedSchema): string | undefined {
  if (schema.isListSchema()) return 'l'
  if (schema.isStructSchema() || schema.isMapSchema() || schema.isDocumentSchema()) return undefined
  if (schema.isBooleanSchema()) return 'b'
  if (schema.isTimestampSchema()) return 'd'
  return schema.isNumericSchema() || schema.isBigIntegerSchema() ? 'n' : 't'
}
