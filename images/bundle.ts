import { chmod, mkdir, rm, utimes, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { build, type Metafile, type OutputFile } from 'esbuild'
import { leaveOut } from './plugins/leave-out.ts'
import { readOperationsOnly } from './plugins/read-operations-only.ts'
import { requireHttp } from './plugins/require-http.ts'
import { zodByNames } from './plugins/zod-by-names.ts'

export const imageNames = ['agent', 'tool-handler'] as const
export type ImageName = (typeof imageNames)[number]

/** The code of one Lambda; the same sources give the same bytes. */
export interface Bundle {
  /** `handler.mjs` with `handler`, its chunks, and `LEGAL.txt`; sorted by name. */
  files: readonly { name: string; contents: Uint8Array }[]
  /** Of all code, and of what is loaded before the first invocation. */
  bytes: { all: number; atStart: number }
  /** What it imports from outside. */
  imports: readonly string[]
}

/** Bundles one service with all that it imports, for Node 24 and nothing else in the image. */
export async function bundle(name: ImageName): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [`services/${name}/handler.ts`],
    outdir: 'dist',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    outExtension: { '.js': '.mjs' },
    // For the CommonJS among the packages.
    banner: {
      js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
    },
    legalComments: 'external',
    metafile: true,
    write: false,
    plugins: [requireHttp, zodByNames, leaveOut, readOperationsOnly],
  })
  const code = outputFiles.filter(({ path }) => path.endsWith('.mjs'))
  const files = code.map(({ path, contents }) => ({ name: basename(path), contents }))
  const legal = { name: 'LEGAL.txt', contents: Buffer.from(legalText(outputFiles)) }
  return {
    files: [...files, legal].sort((a, b) => (a.name < b.name ? -1 : 1)),
    bytes: {
      all: code.reduce((sum, { contents }) => sum + contents.length, 0),
      atStart: bytesAtStart(metafile, 'dist/handler.mjs'),
    },
    imports: externalImports(metafile),
  }
}

/** Writes a bundle alone into `folder`, readable by whoever Lambda runs it as. */
export async function writeBundle({ files }: Bundle, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const { name, contents } of files) {
    const path = join(folder, name)
    await writeFile(path, contents)
    await chmod(path, 0o644)
    await utimes(path, noTime, noTime)
  }
  await chmod(folder, 0o755)
  await utimes(folder, noTime, noTime)
}

/** One for all, so that layers of the same files are the same. */
const noTime = new Date('2000-01-01T00:00:00Z')

const root = resolve(import.meta.dirname, '..')

/** What esbuild gathered beside each chunk. */
function legalText(files: readonly OutputFile[]): string {
  const texts = files.filter(({ path }) => path.endsWith('.LEGAL.txt')).map(({ text }) => text)
  return `${[...new Set(texts.map((text) => text.trim()))].sort().join('\n\n')}\n`
}

function externalImports({ outputs }: Metafile): string[] {
  const imports = Object.values(outputs).flatMap(({ imports }) => imports)
  const external = imports.filter((imported) => imported.external).map(({ path }) => path)
  return [...new Set(external)].sort()
}

/** The entry, with everything that it imports other than by `import()`. */
function bytesAtStart({ outputs }: Metafile, entry: string): number {
  const loaded = new Set<string>()
  const load = (path: string) => {
    if (loaded.has(path)) return
    loaded.add(path)
    for (const { kind, path: imported } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement') load(imported)
    }
  }
  load(entry)
  return [...loaded].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0)
}
