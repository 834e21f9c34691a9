import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { build } from 'esbuild'

/** One file of the page, as it is served. */
export interface PageFile {
  /** `/`, `/page.js` */
  path: string
  type: string
  contents: string
}

/** The page of the sources as they are; a packed client has what this gave when it was made. */
export async function builtPage(): Promise<PageFile[]> {
  return (await buildPage()).files
}

/** With the files that it was made of, from the project's folder. */
export async function buildPage(): Promise<{ files: PageFile[]; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: resolve(import.meta.dirname, '../..'),
    entryPoints: { page: 'services/web/page/main.tsx' },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    chunkNames: '[name]-[hash]',
    legalComments: 'none',
    metafile: true,
    write: false,
  })
  const html = await readFile(resolve(import.meta.dirname, 'page/index.html'), 'utf8')
  const bundled = outputFiles.map(({ path, text }) => ({
    path: `/${basename(path)}`,
    type: path.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
    contents: text,
  }))
  return {
    files: [{ path: '/', type: 'text/html; charset=utf-8', contents: html }, ...bundled],
    inputs: Object.keys(metafile.inputs).sort(),
  }
}
