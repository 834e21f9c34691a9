import { classify } from '../../policy/classify.ts'
import type { Catalogue, Operation } from '../catalogue.ts'
import { operationSchema } from '../operation-schema.ts'
import { type Service, services } from '../services.ts'
import { type Declarations, readDeclarations } from './declarations.ts'
import { firstSentence } from './first-sentence.ts'
import { iamActions } from './iam.ts'
import { itemsOf } from './items.ts'
import { operationNames } from './operation-names.ts'
import { pagingOf } from './paging.ts'
import { collectShapes, type Shapes } from './shapes.ts'

/** A service's catalogue, of its installed SDK client; throws where that cannot be read. */
export async function serviceCatalogue(service: Service): Promise<Catalogue> {
  const sdk = await sdkPackage(service)
  const declarations = readDeclarations(service)
  const shapes = collectShapes(declarations)
  const operations: Record<string, Operation> = {}
  for (const name of operationNames(service, sdk)) {
    operations[name] = await operationRow(service, name, { sdk, declarations, shapes })
  }
  return { service, operations, shapes: sorted(shapes.shapes), enums: sorted(shapes.enums) }
}

/** The text of its data file: the same for the same packages, an operation a line. */
export function fileText({ service, operations, shapes, enums }: Catalogue): string {
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

/** Not by loaders.ts, which does not have a service yet that is being added. */
async function sdkPackage(service: Service): Promise<Record<string, unknown>> {
  try {
    return await import(`@aws-sdk/client-${service}`)
  } catch (error) {
    const install = `npm install @aws-sdk/client-${service}`
    throw new Error(`The SDK client of ${service} cannot be loaded: ${install}`, { cause: error })
  }
}

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

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
