import { basename, resolve } from 'node:path'
import { build, type Metafile, type Plugin } from 'esbuild'
import packageJson from '../package.json' with { type: 'json' }
import { bundledPackages } from './bundled-packages.ts'
import { legalText } from './legal-text.ts'
import { builtinsByValue } from './plugins/builtins-by-value.ts'
import { leaveOut } from './plugins/leave-out.ts'
import { readOperationsOnly } from './plugins/read-operations-only.ts'
import { strandsAgentAlone } from './plugins/strands-agent-alone.ts'
import { versionOnly } from './plugins/version-only.ts'
import { sbom } from './sbom.ts'

export const imageNames = ['agent', 'tool-handler'] as const
export type ImageName = (typeof imageNames)[number]

/** All code of one program; the same sources give the same bytes. */
export interface Bundle {
  /** The entry, its chunks, and what others must be told of it (`beside`); sorted by name. */
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
    title: `aws-operations-agent-${name}`,
    name: 'handler',
    entry: `services/${name}/handler.ts`,
    threads: threads[name],
    target: 'node24',
    plugins: [builtinsByValue, leaveOut, readOperationsOnly, strandsAgentAlone, versionOnly],
  })
}

/** What a function starts beside its main thread, by the names that its code looks for. */
const threads: Readonly<Record<ImageName, Readonly<Record<string, string>>>> = {
  agent: {},
  'tool-handler': { 'query-worker': 'tools/executor/query/worker.ts' },
}

interface Program {
  /** What it is called in its bill of materials. */
  title: string
  /** Its entry becomes `<name>.mjs`. */
  name: string
  entry: string
  /** More entries, each of which becomes `<name>.mjs` beside it. */
  threads?: Readonly<Record<string, string>>
  target: string
  plugins: Plugin[]
  /** Files that plugins made something of that is bundled too, known once it is. */
  more?: () => readonly string[]
}

export async function bundleProgram(program: Program): Promise<Bundle> {
  const { name, entry, threads, target, plugins, more = () => [] } = program
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: { [name]: entry, ...threads },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target,
    mainFields: ['module', 'main'],
    outExtension: { '.js': '.mjs' },
    banner: { js: `${requireForCommonJs}${zodWithoutCompiler}` },
    legalComments: 'external',
    metafile: true,
    write: false,
    plugins,
  })
  const code = outputFiles.filter(({ path }) => path.endsWith('.mjs'))
  const files = code.map(({ path, contents }) => ({ name: basename(path), contents }))
  // What a plugin makes up has its namespace before the name.
  const inputs = [...new Set([...Object.keys(metafile.inputs), ...more()])]
    .filter((path) => !path.includes(':'))
    .sort()
  const comments = outputFiles.filter(({ path }) => path.endsWith('.LEGAL.txt'))
  const about = await beside(
    program,
    inputs,
    comments.map(({ text }) => text),
  )
  return {
    files: [...files, ...about].sort((a, b) => (a.name < b.name ? -1 : 1)),
    bytes: {
      all: code.reduce((sum, { contents }) => sum + contents.length, 0),
      atStart: bytesAtStart(metafile, `dist/${name}.mjs`),
    },
    imports: externalImports(metafile),
    inputs,
  }
}

const root = resolve(import.meta.dirname, '..')

/** For the CommonJS among the packages. */
const requireForCommonJs =
  "import{createRequire}from'node:module';const require=createRequire(import.meta.url);"
/** To compile schemas takes a process longer than they are parsed with in its first hundreds of turns. */
const zodWithoutCompiler = 'globalThis.__zod_globalConfig??={jitless:true};'

/** The licences of all that is bundled, and its bill of materials. */
async function beside({ title }: Program, inputs: readonly string[], comments: readonly string[]) {
  const packages = await bundledPackages(root, inputs)
  const { version, license } = packageJson
  return [
    { name: 'LEGAL.txt', contents: Buffer.from(legalText(packages, comments)) },
    {
      name: 'sbom.cdx.json',
      contents: Buffer.from(sbom({ name: title, version, license }, packages)),
    },
  ]
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
