import http from 'node:http'
import nodeProcess from 'node:process'
import util from 'node:util'
import type { Plugin } from 'esbuild'

/**
 * Takes some of Node's modules by `require` where others import them: an ES import reads each
 * export, and of these, the getters among them load half of Node (all of undici for `http`, what
 * opens standard input for `process`, decoders for `util`). A cold start waits some 40 ms for it.
 */
export const builtinsByValue: Plugin = {
  name: 'builtins-by-value',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?(http|process|util)$/ }, ({ path, kind, namespace }) => {
      const name = path.replace(/^(node:)?/, 'node:')
      if (namespace === 'by-value') return { path: name, external: true }
      const isImport = kind === 'import-statement' || kind === 'dynamic-import'
      return isImport ? { path: name, namespace: 'by-value' } : null
    })
    onLoad({ filter: /^node:http$/, namespace: 'by-value' }, () => byValue('node:http', http))
    onLoad({ filter: /^node:util$/, namespace: 'by-value' }, () => byValue('node:util', util))
    onLoad({ filter: /^node:process$/, namespace: 'by-value' }, () =>
      byValue('node:process', nodeProcess),
    )
  },
}

/** Without the getters: who imports one is told so when the bundle is made. */
function byValue(name: string, builtin: object): { contents: string } {
  const values = Object.entries(Object.getOwnPropertyDescriptors(builtin))
    .filter(([export_, { value }]) => value !== undefined && /^[a-z]\w*$/i.test(export_))
    .map(([export_]) => export_)
  return {
    contents: `const all = require('${name}')
      export default all
      export const { ${values.join(', ')} } = all`,
  }
}
