import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }
import { type Bundle, bundleProgram } from './bundle.ts'
import { atFirstUse } from './plugins/at-first-use.ts'
import { builtinsByValue } from './plugins/builtins-by-value.ts'
import { leaveOut } from './plugins/leave-out.ts'
import { pageAsBuilt } from './plugins/page-as-built.ts'
import { versionOnly } from './plugins/version-only.ts'

/** The terminal client as an npm package of its own, for Node 22 and newer. */
export async function clientPackage(): Promise<Bundle> {
  const ofPage: string[] = []
  const page = pageAsBuilt((inputs) => ofPage.push(...inputs))
  const bundle = await bundleProgram({
    title: 'aws-ops',
    name: 'aws-ops',
    entry: 'services/client/main.ts',
    together: [],
    target: 'node22',
    plugins: [builtinsByValue, leaveOut, atFirstUse, versionOnly, page],
    more: () => ofPage,
  })
  const beside = {
    'package.json': `${JSON.stringify(manifest, undefined, 2)}\n`,
    'README.md': await readFile(resolve(import.meta.dirname, 'client/README.md')),
    LICENSE: await readFile(resolve(import.meta.dirname, '../LICENSE')),
  }
  const files = Object.entries(beside).map(([name, text]) => ({
    name,
    contents: Buffer.from(text),
  }))
  return { ...bundle, files: [...bundle.files, ...files] }
}

const { version, license, dependencies } = packageJson

const manifest = {
  name: 'aws-ops',
  version,
  description: 'Ask about an AWS estate in plain English, from the terminal.',
  license,
  type: 'module',
  bin: { 'aws-ops': 'aws-ops.mjs' },
  engines: { node: '>=22' },
  // Native, and needed only where tokens are kept in the keyring of the operating system.
  optionalDependencies: { '@napi-rs/keyring': dependencies['@napi-rs/keyring'] },
}
