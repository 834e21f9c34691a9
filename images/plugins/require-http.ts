import type { Plugin } from 'esbuild'

/**
 * Loads `node:http` by `require` where a module imports it: an ES import reads each of its
 * exports, one of which brings in all of undici, and a cold start waits some 40 ms for it.
 */
export const requireHttp: Plugin = {
  name: 'require-http',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?http$/ }, ({ kind, namespace }) => {
      if (namespace === 'require-http') return { path: 'node:http', external: true }
      return kind === 'import-statement' ? { path: 'node:http', namespace: 'require-http' } : null
    })
    onLoad({ filter: /^/, namespace: 'require-http' }, () => ({
      contents: `module.exports = require('node:http')`,
    }))
  },
}
