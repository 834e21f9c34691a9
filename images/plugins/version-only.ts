import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'

/** Of a package.json that is imported, what it is called and its version: the rest says nothing at run time. */
export const versionOnly: Plugin = {
  name: 'version-only',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]package\.json$/ }, async ({ path }) => {
      const { name, version, description } = JSON.parse(await readFile(path, 'utf8'))
      return { contents: JSON.stringify({ name, version, description }), loader: 'json' }
    })
  },
}
