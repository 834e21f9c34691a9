import { classify } from '../../policy/classify.ts'
import type { Catalogue, Operation } from '../catalogue.ts'
import { operationSchema } from '../operation-schema.ts'
import { sdkPackages } from '../sdk.ts'
import { type Service, services } from '../services.ts'
import { type Declarations, readDeclarations } from './declarations.ts'
import { firstSentence } from './first-sentence.ts'
import { iamActions } from './iam.ts'
import { itemsOf } from './items.ts'
import { pagingOf } from './paging.ts'
import { collectShapes, type Shapes } from './shapes.ts'

/** The text of a service's data file: the same for the same packages, an operation a line. */
export async function serviceFile(service: Service): Promise<string> {
  const sdk = await sdkPackages[service]()
  const declarations = readDeclarations(service)
  const shapes = collectShapes(declarations)
  const operations: Record<string, Operation> = {}
  for (const name of operationNames(sdk)) {
    operations[name] = await operationRow(service, name, { sdk, declarations, shapes })
  }
  return print({ service, operations, shapes: sorted(shapes.shapes), enums: sorted(shapes.enums) })
}

/** A client exports `<Operation>Command` and the schema `<Operation>$` of each operation. */
const operationNames = (sdk: Record<string, unknown>): string[] =>
  Object.keys(sdk)
    .filter((name) => name.endsWith('Command') && name !== '$Command')
    .map((name) => name.slice(0, -'Command'.length))
    .filter((name) => Array.isArray(sdk[`${name}$`]))
    .sort()

async function operationRow(
  service: Service,
  name: string,
  from: { sdk: Record<string, unknown>; declarations: Declarations; shapes: Shapes },
): Promise<Operation> {
  const { input, output, method } = operationSchema(from.sdk, name)
  const { actions, access } = await iamActions(service, name, method)
  const classified = classify({
    service,
    operation: name,
    actions,
    ...(access === undefined ? {} : { access }),
  })
  const readable = classified.class === 'metadata' || classified.class === 'data'
  const described: Operation = {
    description: firstSentence(from.declarations.operationDoc(name), readable ? 150 : 60),
    ...classified,
    ...(actions.join() === `${services[service].iam}:${name}` ? {} : { actions }),
    ...(access === undefined ? {} : { access }),
  }
  if (!readable) return described
  const paging = pagingOf(service, name, { input, output })
  return {
    ...described,
    parameters: from.shapes.parametersOf(input),
    ...(paging === undefined ? {} : { paging }),
    ...itemsOf(name, output, paging),
  }
}

function print({ service, operations, shapes, enums }: Catalogue): string {
  const rows = (record: Readonly<Record<string, unknown>>) =>
    Object.entries(record)
      .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      .join(',\n')
  return [
    `{"service":${JSON.stringify(service)},`,
    `"operations":{\n${rows(operations)}},`,
    `"shapes":{\n${rows(shapes)}},`,
    `"enums":{\n${rows(enums)}}}\n`,
  ].join('\n')
}

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
