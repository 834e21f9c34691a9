import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'

/** Of a package.json that is imported, its version: the rest says nothing at run time. */
export const versionOnly: Plugin = {
  name: 'version-only',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8'))
      return { contents: JSON.stringify({ version }), loader: 'json' }
    })
  },
}
