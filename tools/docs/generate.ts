import { writeFile } from 'node:fs/promises'
import { policyPackActions } from '../iam/policy-pack-actions.ts'
import { toolsPage } from './tools-page.ts'

/**
 * Writes what others read of the tools and the catalogue: docs/tools.md for people, and
 * policies/tool-actions.json for the policy pack. `npm run docs`.
 */
await writeFile(new URL('../../docs/tools.md', import.meta.url), await toolsPage())
await writeFile(
  new URL('../../policies/tool-actions.json', import.meta.url),
  `${JSON.stringify(await policyPackActions(), null, 2)}\n`,
)
