import type { Plugin } from 'esbuild'
import { type Catalogue, catalogueOf } from '../../tools/catalogue/catalogue.ts'
import { isService, type Service } from '../../tools/catalogue/services.ts'
import { isAllowed } from '../../tools/executor/allow.ts'
import { composedActions } from '../../tools/policy/iam-actions.ts'
import { dataKinds } from '../../tools/tool.ts'

/**
 * Of each SDK client that the executor loads, only the operations that some configuration allows:
 * what the policy refuses is not even in the function. A third of the code goes with it.
 */
export const readOperationsOnly: Plugin = {
  name: 'read-operations-only',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@aws-sdk\/client-/ }, ({ path, importer, resolveDir }) =>
      /[/\\]tools[/\\]catalogue[/\\]loaders\.ts$/.test(importer)
        ? { path, namespace: 'read-operations-only', pluginData: resolveDir }
        : null,
    )
    onLoad({ filter: /^/, namespace: 'read-operations-only' }, async ({ path, pluginData }) => {
      const service = path.slice('@aws-sdk/client-'.length)
      if (!isService(service)) throw new Error(`Not in the catalogue: ${path}`)
      const operations = allowedOperations(await catalogueOf(service))
      const names = operations.flatMap((name) => [`${name}Command`, `${name}$`])
      const client = await clientName(path)
      return {
        contents: `export { ${[client, ...names].join(', ')} } from '${path}'`,
        resolveDir: pluginData,
      }
    })
  },
}

function allowedOperations({ service, operations }: Catalogue): string[] {
  const opened = new Set<string>(dataKinds)
  const named = Object.keys(operations).filter((name) => {
    const operation = operations[name]
    return operation !== undefined && isAllowed(operation, opened)
  })
  return [...new Set([...named, ...(partsOfOthers[service] ?? [])])].sort()
}

/** Refused by themselves, but parts of an operation that is allowed. */
const partsOfOthers: Partial<Record<Service, readonly string[]>> = {
  'cloudwatch-logs': composedActions.logs.map((action) => action.slice('logs:'.length)),
  lambda: composedActions.code.map((action) => action.slice('lambda:'.length)),
}

/** `EC2Client`: the one export of an SDK package that is called so. */
async function clientName(sdkPackage: string): Promise<string> {
  const exports: object = await import(sdkPackage)
  const [name] = Object.keys(exports).filter((name) => /^[A-Z]\w*Client$/.test(name))
  if (name === undefined) throw new Error(`No client in ${sdkPackage}`)
  return name
}
