import type { Plugin } from 'esbuild'
import { buildPage } from '../../services/web/built-page.ts'

/** Puts the built page in the place of what builds it, and tells the files that it was made of. */
export function pageAsBuilt(tell: (inputs: readonly string[]) => void): Plugin {
  return {
    name: 'page-as-built',
    setup({ onLoad }) {
      onLoad({ filter: /[/\\]services[/\\]web[/\\]built-page\.ts$/ }, async () => {
        const { files, inputs } = await buildPage()
        tell(inputs)
        return { contents: `export const builtPage = async () => (${JSON.stringify(files)})` }
      })
    },
  }
}
