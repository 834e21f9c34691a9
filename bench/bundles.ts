import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { bundle } from '../images/bundle.ts'
import { writeBundle } from '../images/write-bundle.ts'
import { childUrl } from './run-child.ts'

/** In a new folder: the tool handler as it is deployed, and a bundle of the bare SDK clients. */
export async function bundles(): Promise<{ folder: string; handler: URL; firstSdkCall: URL }> {
  const folder = await mkdtemp(join(tmpdir(), 'aws-operations-agent-bench-'))
  await writeBundle(await bundle('tool-handler'), join(folder, 'handler'))
  await build({
    entryPoints: [fileURLToPath(childUrl('first-sdk-call.ts'))],
    outdir: join(folder, 'sdk'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
  })
  return {
    folder,
    handler: pathToFileURL(join(folder, 'handler/handler.mjs')),
    firstSdkCall: pathToFileURL(join(folder, 'sdk/first-sdk-call.mjs')),
  }
}
