import { createRequire } from 'node:module'
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

/** Fastify checks its options against a compiled JSON schema, which fills in what is not said. */
const fastifyOptions: (options: object) => boolean = createRequire(import.meta.url)(
  'fastify/lib/config-validator.js',
)
const filledIn: object = {}
fastifyOptions(filledIn)

const unused = [
  // Ours are the same at each start, and checked wherever a test makes the app.
  {
    module: /[/\\]fastify[/\\]lib[/\\]initial-config-validation\.js$/,
    contents: `const filledIn = ${JSON.stringify(filledIn)}
      module.exports = (options) =>
        Object.fromEntries(Object.entries(filledIn).map(([name, value]) => [name, options[name] ?? value]))
      module.exports.defaultInitOptions = ${JSON.stringify(Reflect.get(fastifyOptions, 'defaultInitOptions'))}`,
  },
  // What is put in instead of a request comes from the adapter for Lambda alone.
  {
    module: /[/\\]light-my-request[/\\]lib[/\\]config-validator\.js$/,
    contents: 'module.exports = () => true',
  },
  // The schemas are in English, as their messages are.
  { module: /[/\\]zod[/\\]v4[/\\]locales[/\\]index\.js$/, contents: 'export {}' },
  // Bodies are checked by zod: no route has a JSON schema that these would compile.
  {
    module: /[/\\]@fastify[/\\](ajv|fast-json-stringify)-compiler[/\\]index\.js$/,
    contents: `module.exports = () => () => { ${never('JSON schema compilers')} }`,
  },
  // Its routes are walked, not compiled.
  {
    module: /[/\\]find-my-way[/\\]lib[/\\]compiler\.js$/,
    contents: `const never = () => { ${never('compiled routes')} }
      module.exports = { compileTree: never }`,
  },
  // No plugin says which Fastify it wants.
  {
    module: /[/\\]semver[/\\]index\.js$/,
    contents: `const never = () => { ${never('versions of plugins')} }
      module.exports = { coerce: never, gt: never, satisfies: never }`,
  },
  // No proxy before a Function URL is asked whom it speaks for.
  {
    module: /[/\\]@fastify[/\\]proxy-addr[/\\]index\.js$/,
    contents: `const never = () => { ${never('trusted proxies')} }
      module.exports = { all: never, compile: never }`,
  },
  // The router's own patterns, and those of our routes, are held to it wherever a test makes the app.
  { module: /[/\\]safe-regex2[/\\]index\.js$/, contents: 'module.exports = () => true' },
  // Logs go to standard output, not through a worker.
  {
    module: /[/\\]pino[/\\]lib[/\\]transport\.js$/,
    contents: `module.exports = () => { ${never('log transports')} }`,
  },
]

/** A newer version may have them under another name: then they are bundled whole, and a test says so. */
export const leftOut: readonly RegExp[] = unused.map(({ module }) => module)

/** Behind Lambda, Fastify opens no server: TLS and HTTP/2 wait until a client wants them. */
const fastifyServer = /[/\\]fastify[/\\]lib[/\\]server\.js$/
const lazy = (builtin: string) =>
  `module.exports = new Proxy({}, { get: (_, name) => require('${builtin}')[name] })`
