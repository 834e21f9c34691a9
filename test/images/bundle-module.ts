import { resolve } from 'node:path'
import { type BuildOptions, build } from 'esbuild'

/** What gives an ES module the `require` that CommonJS within it calls. */
export const requireBanner = {
  js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
}

interface Source extends Pick<BuildOptions, 'plugins' | 'entryPoints'> {
  /** In place of entry points: a module's text, which resolves from the project. */
  contents?: string
}

/** Bundles one ES module for Node, with these plugins alone; the path of what is written. */
export async function bundleModule(outfile: string, { contents, ...options }: Source) {
  await build({
    ...options,
    ...(contents !== undefined && { stdin: { contents, resolveDir: resolve('.') } }),
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    banner: requireBanner,
  })
  return outfile
}
