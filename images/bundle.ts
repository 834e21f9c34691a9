import { chmod, mkdir, rm, utimes, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { build, type Metafile, type OutputFile, type Plugin } from 'esbuild'
import { builtinsByValue } from './plugins/builtins-by-value.ts'
import { leaveOut } from './plugins/leave-out.ts'
import { readOperationsOnly } from './plugins/read-operations-only.ts'
import { zodByNames } from './plugins/zod-by-names.ts'

export const imageNames = ['agent', 'tool-handler'] as const
export type ImageName = (typeof imageNames)[number]

/** All code of one program; the same sources give the same bytes. */
export interface Bundle {
  /** The entry, its chunks, and `LEGAL.txt`; sorted by name. */
  files: readonly { name: string; contents: Uint8Array }[]
  /** Of all code, and of what is loaded before anything is asked. */
  bytes: { all: number; atStart: number }
  /** What it imports from outside. */
  imports: readonly string[]
  /** The files that it was made of, from the project's folder. */
  inputs: readonly string[]
}

/** Bundles one service with all that it imports, for Node 24 and nothing else in the image. */
export function bundle(name: ImageName): Promise<Bundle> {
  return bundleProgram({
    name: 'handler',
    entry: `services/${name}/handler.ts`,
    target: 'node24',
    plugins: [builtinsByValue, zodByNames, leaveOut, readOperationsOnly],
  })
}

interface Program {
  /** Its entry becomes `<name>.mjs`. */
  name: string
  entry: string
  target: string
  plugins: Plugin[]
}

export async function bundleProgram(program: Program): Promise<Bundle> {
  const { name, entry, target, plugins } = program
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: { [name]: entry },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target,
    mainFields: ['module', 'main'],
    outExtension: { '.js': '.mjs' },
    // For the CommonJS among the packages.
    banner: {
      js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
    },
    legalComments: 'external',
    metafile: true,
    write: false,
    plugins,
  })
  const code = outputFiles.filter(({ path }) => path.endsWith('.mjs'))
  const files = code.map(({ path, contents }) => ({ name: basename(path), contents }))
  const legal = { name: 'LEGAL.txt', contents: Buffer.from(legalText(outputFiles)) }
  return {
    files: [...files, legal].sort((a, b) => (a.name < b.name ? -1 : 1)),
    bytes: {
      all: code.reduce((sum, { contents }) => sum + contents.length, 0),
      atStart: bytesAtStart(metafile, `dist/${name}.mjs`),
    },
    imports: externalImports(metafile),
    // What a plugin makes up has its namespace before the name.
    inputs: Object.keys(metafile.inputs)
      .filter((path) => !path.includes(':'))
      .sort(),
  }
}

/** Writes files alone into `folder`, readable by whoever Lambda runs them as. */
export async function writeBundle({ files }: Pick<Bundle, 'files'>, folder: string): Promise<void> {
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
