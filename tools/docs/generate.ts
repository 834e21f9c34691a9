import { writeFile } from 'node:fs/promises'
import { toolsPage } from './tools-page.ts'

/** Writes docs/tools.md from the tools, the catalogue and the recipes: `npm run docs`. */
await writeFile(new URL('../../docs/tools.md', import.meta.url), await toolsPage())
