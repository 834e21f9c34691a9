import { resolve } from 'node:path'
import { build, type Metafile, type Plugin } from 'esbuild'
import packageJson from '../package.json' with { type: 'json' }
import { bundledPackages } from './bundled-packages.ts'
import { legalText } from './legal-text.ts'
import { mergeChunks, preludeBanner, type Together } from './merge-chunks.ts'
import { builtinsByValue } from './plugins/builtins-by-value.ts'
import { leaveOut } from './plugins/leave-out.ts'
import { longStringsAtOnce } from './plugins/long-strings-at-once.ts'
import { openApiAsBuilt } from './plugins/open-api-as-built.ts'
import { plainSchemaKeys } from './plugins/plain-schema-keys.ts'
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
    together: together[name],
    target: 'node24',
    plugins: [
      builtinsByValue,
      leaveOut,
      longStringsAtOnce,
      openApiAsBuilt,
      plainSchemaKeys,
      readOperationsOnly,
      strandsAgentAlone,
      versionOnly,
    ],
  })
}

/** What a function starts beside its main thread, by the names that its code looks for. */
const threads: Readonly<Record<ImageName, Readonly<Record<string, string>>>> = {
  agent: {},
  'tool-handler': { 'query-worker': 'tools/executor/query/worker.ts' },
}

/** What a start needs, and what the first question does. */
const together: Readonly<Record<ImageName, readonly Together[]>> = {
  agent: [
    {
      name: 'start',
      of: ['services/agent/handler.ts', 'services/agent/conversations/conversations.ts'],
    },
    {
      name: 'first-turn',
      of: ['services/agent/turn.ts', 'services/agent/token-claims.ts', 'services/agent/bedrock.ts'],
    },
  ],
  'tool-handler': [{ name: 'start', of: ['services/tool-handler/handler.ts'] }],
}

interface Program {
  /** What it is called in its bill of materials. */
  title: string
  /** Its entry becomes `<name>.mjs`. */
  name: string
  entry: string
  /** More entries, each of which becomes `<name>.mjs` beside it. */
  threads?: Readonly<Record<string, string>>
  /** See `mergeChunks`. */
  together: readonly Together[]
  target: string
  plugins: Plugin[]
  /** Files that plugins made something of that is bundled too, known once it is. */
  more?: () => readonly string[]
}

export async function bundleProgram(program: Program): Promise<Bundle> {
  const { name, entry, threads, target, plugins, more = () => [] } = program
  const entries = [entry, ...Object.values(threads ?? {})]
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
    banner: { js: preludeBanner },
    legalComments: 'external',
    metafile: true,
    write: false,
    plugins,
  })
  const { files, outputs } = await mergeChunks(
    { files: outputFiles, outputs: metafile.outputs, entries, target },
    program.together,
  )
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
      all: files.reduce((sum, { contents }) => sum + contents.length, 0),
      atStart: bytesAtStart(outputs, `${name}.mjs`),
    },
    imports: externalImports(outputs),
    inputs,
  }
}

const root = resolve(import.meta.dirname, '..')

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

function externalImports(outputs: Metafile['outputs']): string[] {
  const imports = Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path))
  return [...new Set(imports.filter((path) => !path.startsWith('./')))].sort()
}

/** The entry, with everything that it imports other than by `import()`. */
function bytesAtStart(outputs: Metafile['outputs'], entry: string): number {
  const loaded = new Set<string>()
  const load = (name: string) => {
    if (loaded.has(name)) return
    loaded.add(name)
    for (const { kind, path } of outputs[`dist/${name}`]?.imports ?? []) {
      if (kind === 'import-statement' && path.startsWith('./')) load(path.slice('./'.length))
    }
  }
  load(entry)
  return [...loaded].reduce((sum, name) => sum + (outputs[`dist/${name}`]?.bytes ?? 0), 0)
}
