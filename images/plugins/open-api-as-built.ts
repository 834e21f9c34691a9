import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'
import { openApi } from '../../services/agent/openapi.ts'

/**
 * Puts the OpenAPI document in the place of what makes it, and leaves out the part of zod that writes JSON
 * schemas, which nothing else in the agent asks for and each start would load.
 */
export const openApiAsBuilt: Plugin = {
  name: 'open-api-as-built',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]services[/\\]agent[/\\]openapi\.ts$/ }, () => ({
      contents: `export const openApi = () => (${JSON.stringify(openApi())})`,
    }))
    onLoad({ filter: jsonSchemas }, async ({ path }) => ({
      contents: absent(await readFile(path, 'utf8')),
    }))
  },
}

/** A newer zod may have them elsewhere: then they are bundled whole, and a test says so. */
export const jsonSchemas =
  /[/\\]zod[/\\]v4[/\\]core[/\\](to-json-schema|json-schema-(processors|generator))\.js$/

/** The same exports, each an error to call. */
function absent(source: string): string {
  const names = [...source.matchAll(exported)].map(([, name, as]) => as ?? name)
  return `const never = () => { throw new Error('Left out of the bundle: JSON schemas of zod') }
    export { ${names.map((name) => `never as ${name}`).join(', ')} }`
}

const exported = /^export (?:const |class |function |\{ )(\w+)(?: as (\w+))?/gm
