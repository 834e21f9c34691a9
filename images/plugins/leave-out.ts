import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { Plugin } from 'esbuild'

/** Puts something small in the place of modules that a Lambda of ours loads and never uses. */
export const leaveOut: Plugin = {
  name: 'leave-out',
  setup({ onLoad, onResolve }) {
    for (const { module, contents } of unused) {
      onLoad({ filter: module }, ({ path }) => ({
        contents,
        loader: 'js',
        resolveDir: dirname(path),
      }))
    }
    onResolve({ filter: /^(node:)?(assert|dns|http2|https)$/ }, ({ path, importer, namespace }) => {
      if (namespace === 'lazy-builtin') return { path, external: true }
      const name = path.replace(/^(node:)?/, 'node:')
      return waits(name, importer) ? { path: name, namespace: 'lazy-builtin' } : null
    })
    onLoad({ filter: /^/, namespace: 'lazy-builtin' }, ({ path }) => ({ contents: lazy(path) }))
  },
}

const never = (what: string) => `throw new Error('Left out of the bundle: ${what}')`

/** Fastify checks its options against a compiled JSON schema, which fills in what is not said. */
const require = createRequire(import.meta.url)
const fastifyOptions: (options: object) => boolean = require('fastify/lib/config-validator.js')
const filledIn: object = {}
fastifyOptions(filledIn)

/** The router throws as it is loaded where one of its patterns is not among them. */
function safePatterns(): string[] {
  const router = createRequire(require.resolve('fastify')).resolve('find-my-way')
  const isSafe: (pattern: RegExp) => boolean = createRequire(router)('safe-regex2')
  const written = readFileSync(router, 'utf8').matchAll(/^const \w+_REGEXP = \/(.+)\/(\w*)$/gm)
  const patterns = [...written].map(([, pattern = '', flags]) => new RegExp(pattern, flags))
  return patterns.filter(isSafe).map(String)
}

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
  // What holds patterns to be safe: of the router's own it is asked now, and none of our routes has one.
  {
    module: /[/\\]safe-regex2[/\\]index\.js$/,
    contents: `const safe = ${JSON.stringify(safePatterns())}
      module.exports = (pattern) => {
        if (safe.includes(String(pattern))) return true
        ${never('routes with patterns')}
      }`,
  },
  // Clients of ours are given a handler of theirs: none speaks HTTP/2, which Node takes 7 ms to load.
  {
    module: /[/\\]@smithy[/\\]node-http-handler[/\\]dist-es[/\\]node-http2-handler\.js$/,
    contents: `export class NodeHttp2Handler {
      static create(given) {
        if (typeof given?.handle === 'function') return given
        ${never('HTTP/2')}
      }
      constructor() { ${never('HTTP/2')} }
    }`,
  },
  // Logs go to standard output, not through a worker nor to several places, and pino hides nothing in them.
  {
    module: /[/\\]pino[/\\]lib[/\\]transport\.js$/,
    contents: `module.exports = () => { ${never('log transports')} }`,
  },
  {
    module: /[/\\]pino[/\\]lib[/\\]multistream\.js$/,
    contents: `module.exports = () => { ${never('several log streams')} }`,
  },
  {
    module: /[/\\]@pinojs[/\\]redact[/\\]index\.js$/,
    contents: `module.exports = () => { ${never('redaction by pino')} }`,
  },
  // Nobody asks for a drawing of the routes.
  {
    module: /[/\\]find-my-way[/\\]lib[/\\]pretty-print\.js$/,
    contents: `module.exports = { prettyPrintTree() { ${never('drawings of routes')} } }`,
  },
  // What Lambda hands on has its cookies in a header, and nobody asks an answer for those that it sets.
  {
    module: /[/\\]light-my-request[/\\]lib[/\\]cookies\.js$/,
    contents: `module.exports = { encodeCookies() { ${never('cookies of a request')} } }`,
  },
  {
    module: /[/\\]set-cookie-parser[/\\].*\.c?js$/,
    contents: `module.exports = () => { ${never('cookies of an answer')} }`,
  },
  // No route has a JSON schema that would be copied.
  {
    module: /[/\\]rfdc[/\\]index\.js$/,
    contents: `module.exports = () => () => { ${never('copies of schemas')} }`,
  },
  // Of ten caches, the one that Fastify makes.
  {
    module: /[/\\]toad-cache[/\\]dist[/\\]toad-cache\.cjs$/,
    contents: `export { FifoMap } from './toad-cache.mjs'`,
  },
  // No function has files of profiles, and to see that takes none of what reads files.
  {
    module: /[/\\]shared-ini-file-loader[/\\]readFile\.js$/,
    contents: `import { existsSync } from 'node:fs'
      import { readFile as read } from 'node:fs/promises'
      const absent = (path) => Object.assign(new Error('There is no ' + path), { code: 'ENOENT' })
      export const filePromises = {}
      export const fileIntercept = {}
      export const readFile = (path, { ignoreCache } = {}) => {
        if (fileIntercept[path] !== undefined) return fileIntercept[path]
        if (!existsSync(path)) return Promise.reject(absent(path))
        if (ignoreCache) delete filePromises[path]
        return (filePromises[path] ??= read(path, 'utf8'))
      }`,
  },
  // A function has its credentials of its environment, and signs in with no browser.
  {
    module: /[/\\]@aws-sdk[/\\]credential-provider-login[/\\]dist-es[/\\]index\.js$/,
    contents: `export const fromLoginCredentials = () => () => { ${never('credentials by a browser')} }`,
  },
  // Nor is it one, that would have to be told from others.
  {
    module: /[/\\]bowser[/\\]bowser\.mjs$/,
    contents: `export default { parse() { ${never('names of browsers')} } }`,
  },
  // Where DynamoDB is to say its endpoint, it says one: nothing has to be forgotten.
  {
    module: /[/\\]mnemonist[/\\]lru-cache\.js$/,
    contents: `module.exports = class extends Map {
      constructor() { super() }
      peek(key) { return this.get(key) }
    }`,
  },
]

/** A newer version may have them under another name: then they are bundled whole, and a test says so. */
export const leftOut: readonly RegExp[] = unused.map(({ module }) => module)

/** Behind Lambda, Fastify opens no server: what it would open one with waits until a client wants it. */
const ofServers = new Set(['node:dns', 'node:http2', 'node:https'])
const fastifyServer = /[/\\]fastify[/\\]lib[/\\]server\.js$/
/** Nearly half of what `assert` loads serves to tell of what has failed. */
const asserting = /[/\\](fastify|find-my-way|light-my-request|sonic-boom)[/\\]/

const waits = (builtin: string, importer: string) =>
  builtin === 'node:assert'
    ? asserting.test(importer)
    : ofServers.has(builtin) && fastifyServer.test(importer)

const lazy = (builtin: string) =>
  `const held = (value, ...more) => { if (!value) require('${builtin}')(value, ...more) }
  module.exports = new Proxy(held, { get: (_, name) => require('${builtin}')[name] })`
