import { execFileSync } from 'node:child_process'
import * as filePromises from 'node:fs/promises'
import type { Plugin } from 'esbuild'

/**
 * Takes some of Node's modules by `require` where others import them: an ES import reads each
 * export, and of these, the getters among them load half of Node (all of undici for `http`, what
 * opens standard input for `process`, decoders for `util`, what reads lines for `fs`). A cold start waits some 40 ms
 * for it.
 */
export const builtinsByValue: Plugin = {
  name: 'builtins-by-value',
  setup({ onResolve, onLoad }) {
    onResolve(
      { filter: /^(node:)?(fs|fs\/promises|http|process|util)$/ },
      ({ path, kind, namespace }) => {
        const name = path.replace(/^(node:)?/, 'node:')
        if (namespace === 'by-value') return { path: name, external: true }
        const isImport = kind === 'import-statement' || kind === 'dynamic-import'
        return isImport ? { path: name, namespace: 'by-value' } : null
      },
    )
    onLoad({ filter: /^/, namespace: 'by-value' }, ({ path }) => ({ contents: byValue(path) }))
  },
}

/** Without what would load more: who imports such a name is told so when the bundle is made. */
function byValue(name: string): string {
  if (name === 'node:fs/promises') return allLater
  const values = valuesOf.get(name) ?? valuesIn(name)
  valuesOf.set(name, values)
  return `${name === 'node:fs' ? partsLater : ''}
    const all = require('${name}')
    export default all
    ${values.map((value) => `export const ${value} = /* @__PURE__ */ (() => all.${value})()`).join('\n')}`
}

const laterNames = Object.entries(filePromises)
  .filter(([, value]) => typeof value === 'function')
  .map(([name]) => name)

/** Of `fs` what loads more, as it is called: for files of profiles and of tokens, which no function has. */
const partsLater = `export const promises = ${asCalled("require('node:fs').promises")}
  export const ReadStream = { [Symbol.hasInstance]: (value) => value instanceof require('node:fs').ReadStream }`
const allLater = [
  `const all = ${asCalled("require('node:fs/promises')")}`,
  'export default all',
  ...['constants', ...laterNames].map(
    (name) => `export const ${name} = /* @__PURE__ */ (() => all.${name})()`,
  ),
].join('\n')

/** Its functions and no others, as a promise that is given it asks for `then`; and the constants of `fs`. */
function asCalled(what: string): string {
  return `/* @__PURE__ */ (() => ({
    constants: require('node:fs').constants,
    ...Object.fromEntries('${laterNames.join(' ')}'.split(' ').map((name) => [
      name, (...given) => ${what}[name](...given)
    ])),
  }))()`
}

const valuesOf = new Map<string, string[]>()

/** Asked of a process that has just begun: here somebody has read them all. Of two that load the same, one is found at a time. */
function valuesIn(builtin: string, without: readonly string[] = []): string[] {
  const code = `const { moduleLoadList } = process
    const builtin = require('${builtin}')
    const found = { values: [], loading: [] }
    for (const name of Object.keys(builtin)) {
      if (!/^[a-z]\\w*$/i.test(name) || ${JSON.stringify(without)}.includes(name)) continue
      const loaded = moduleLoadList.length
      const isGetter = Object.getOwnPropertyDescriptor(builtin, name).value === undefined
      found[isGetter || moduleLoadList.length > loaded ? 'loading' : 'values'].push(name)
    }
    process.stdout.write(JSON.stringify(found))`
  const found: { values: string[]; loading: string[] } = JSON.parse(
    execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' }),
  )
  const { values, loading } = found
  return loading.length === 0 ? values : valuesIn(builtin, [...without, ...loading])
}
