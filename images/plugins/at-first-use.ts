import type { Plugin } from 'esbuild'

/**
 * Puts off the loading of packages that take their time: until an answer has Markdown, or a text
 * is measured that is not ASCII. What is waited for is then the agent, not this program.
 */
export const atFirstUse: Plugin = {
  name: 'at-first-use',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(marked|string-width)$/ }, ({ path, kind, resolveDir }) =>
      kind === 'import-statement' ? { path, namespace: 'first-use', pluginData: resolveDir } : null,
    )
    for (const [name, contents] of Object.entries(standIns)) {
      onLoad({ filter: new RegExp(`^${name}$`), namespace: 'first-use' }, ({ pluginData }) => ({
        contents,
        resolveDir: pluginData,
      }))
    }
  },
}

/** Of each, what the client uses: who imports more is told so when the bundle is made. */
const standIns = {
  marked: `export const Lexer = {
    lexInline: (text) => require('marked').Lexer.lexInline(text),
  }
  export function Marked(...options) {
    return new (require('marked').Marked)(...options)
  }`,
  'string-width': `export default (text) => require('string-width').default(text)`,
}
