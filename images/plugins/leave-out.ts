import type { Plugin } from 'esbuild'

/** Puts something small in the place of modules that a Lambda of ours loads and never uses. */
export const leaveOut: Plugin = {
  name: 'leave-out',
  setup({ onLoad, onResolve }) {
    for (const { module, contents } of unused) {
      onLoad({ filter: module }, () => ({ contents, loader: 'js' }))
    }
    onResolve({ filter: /^node:https?2?$/ }, ({ path, importer, namespace }) => {
      if (namespace === 'lazy-builtin') return { path, external: true }
      if (path === 'node:http' || !fastifyServer.test(importer)) return null
      return { path, namespace: 'lazy-builtin' }
    })
    onLoad({ filter: /^/, namespace: 'lazy-builtin' }, ({ path }) => ({ contents: lazy(path) }))
  },
}

const never = (what: string) => `throw new Error('Left out of the bundle: ${what}')`

const unused = [
  // The schemas are in English, as their messages are.
  { module: /[/\\]zod[/\\]v4[/\\]locales[/\\]index\.js$/, contents: 'export {}' },
  // Bodies are checked by zod: no route has a JSON schema that these would compile.
  {
    module: /[/\\]@fastify[/\\](ajv|fast-json-stringify)-compiler[/\\]index\.js$/,
    contents: `module.exports = () => () => { ${never('JSON schema compilers')} }`,
  },
  // Logs go to standard output, not through a worker.
  {
    module: /[/\\]pino[/\\]lib[/\\]transport\.js$/,
    contents: `module.exports = () => { ${never('log transports')} }`,
  },
]

/** Behind Lambda, Fastify opens no server: TLS and HTTP/2 wait until a client wants them. */
const fastifyServer = /[/\\]fastify[/\\]lib[/\\]server\.js$/
const lazy = (builtin: string) =>
  `module.exports = new Proxy({}, { get: (_, name) => require('${builtin}')[name] })`
