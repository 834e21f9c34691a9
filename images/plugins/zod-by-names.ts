import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'

/**
 * `import { z } from 'zod'` is one object with all of zod in it; `import * as z` means the same,
 * and lets esbuild leave out what the service never names.
 */
export const zodByNames: Plugin = {
  name: 'zod-by-names',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\](services|tools|stacks)[/\\].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const contents = source.replace(/^import \{ z \} from 'zod'$/m, `import * as z from 'zod'`)
      return { contents, loader: 'ts' }
    })
  },
}
