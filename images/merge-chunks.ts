import { basename } from 'node:path'
import { build, type Metafile, type OutputFile, type Plugin } from 'esbuild'
import { compileAtOnce } from './compile-at-once.ts'

/** What is loaded together: it becomes one file. */
export interface Together {
  /** Of the file: `<name>.mjs`. */
  name: string
  /** Sources; with each goes all that it imports other than by `import()`. */
  of: readonly string[]
}

/** What esbuild made with `splitting`, its code beginning with `preludeBanner`. */
interface Split {
  files: readonly OutputFile[]
  outputs: Metafile['outputs']
  /** The program's own, by their sources: they stay files of their own names. */
  entries: readonly string[]
  target: string
}

export interface Merged {
  files: { name: string; contents: Uint8Array }[]
  outputs: Metafile['outputs']
}

export const preludeBanner = "import{require}from'./prelude.mjs';"

/** For the CommonJS among the packages; and to compile schemas takes a process longer than they are parsed with in its first hundreds of turns. */
const prelude = `import { createRequire } from 'node:module'
export const require = /* @__PURE__ */ createRequire(import.meta.url)
globalThis.__zod_globalConfig ??= { jitless: true }`

/**
 * Makes one file of the chunks that are loaded together. esbuild splits by who may load what: dozens of chunks,
 * each of which takes a start half a millisecond to find, read and link. A chunk goes into the first of `groups`
 * that it is loaded with, and so is evaluated with all of that; what is in none stays as it is, and so does what an
 * entry of no group loads too, as a thread: it has no use for the rest.
 */
export async function mergeChunks(split: Split, groups: readonly Together[]): Promise<Merged> {
  const chunks = chunksOf(split)
  const at = placesOf(chunks, groups, split.entries)
  const merged: Merged = { files: [], outputs: {} }
  const add = async (entries: Record<string, string>, group?: Group) => {
    const { target } = split
    const made = await bundled(entries, target, ofChunks({ chunks, at, group }))
    merged.files.push(...made.files)
    Object.assign(merged.outputs, made.outputs)
  }
  const alone = [...chunks.keys()].filter((name) => !at.has(name))
  await add(Object.fromEntries(alone.map((name) => [stem(name), `./${name}`])))
  // Backwards: then it is known what others take out of each.
  for (const { name, of } of groups.toReversed()) {
    const taken = new Set(merged.files.flatMap(({ contents }) => namesTaken(contents)))
    const members = [...chunks.values()].filter((chunk) => at.get(chunk.name) === name)
    const contents = members.map((chunk) => exportsOf(chunk, { of, taken })).join('\n')
    await add({ [name]: 'group' }, { name, contents })
  }
  return merged
}

const stem = (name: string) => name.replace(/\.mjs$/, '')

interface Chunk {
  name: string
  contents: string
  /** Where it is an entry, or loaded by `import()`. */
  source: string | undefined
  exports: readonly string[]
  /** Of other chunks, by their names. */
  imports: readonly string[]
  /** What others call an export of it that they take out of a group. */
  longName: (name: string) => string
}

function chunksOf({ files, outputs }: Split): Map<string, Chunk> {
  const texts = new Map(files.map(({ path, text }) => [basename(path), text]))
  const code = Object.entries(outputs).filter(([path]) => path.endsWith('.mjs'))
  return new Map(
    code.map(([path, { entryPoint: source, exports, imports }], index) => {
      const name = basename(path)
      const own = imports.filter(({ kind, external }) => kind === 'import-statement' && !external)
      const chunk = { name, contents: texts.get(name) ?? '', source, exports }
      const longName = (name: string) => `c${index}$${name}`
      return [name, { ...chunk, imports: own.map(({ path }) => basename(path)), longName }]
    }),
  )
}

const namesTaken = (contents: Uint8Array) => Buffer.from(contents).toString().match(longNames) ?? []
const longNames = /\bc\d+\$[\w$]+/g

/** The group of each chunk that is in one. */
function placesOf(
  chunks: ReadonlyMap<string, Chunk>,
  groups: readonly Together[],
  entries: readonly string[],
): Map<string, string> {
  const at = new Map<string, string>()
  const loaded = new Set<string>()
  const load = (name: string, group?: string) => {
    const chunk = chunks.get(name)
    if (chunk === undefined || loaded.has(name)) return
    loaded.add(name)
    const isEntry = chunk.source !== undefined && entries.includes(chunk.source)
    if (group !== undefined && !isEntry) at.set(name, group)
    for (const imported of chunk.imports) load(imported, group)
  }
  const loadSource = (source: string, group?: string) => {
    const root = [...chunks.values()].find((chunk) => chunk.source === source)
    if (root === undefined) throw new Error(`Nothing loads ${source} by itself.`)
    load(root.name, group)
  }
  const grouped = new Set(groups.flatMap(({ of }) => of))
  for (const source of entries) if (!grouped.has(source)) loadSource(source)
  for (const { name, of } of groups) for (const source of of) loadSource(source, name)
  return at
}

interface Group {
  name: string
  /** Its entry's source. */
  contents: string
}

/** Under their own names for who loads it by `import()`; two of the same name in one group are an error of the bundler. */
function exportsOf(
  { name, source, exports, longName }: Chunk,
  { of, taken }: { of: readonly string[]; taken: ReadonlySet<string> },
): string {
  const own = source !== undefined && of.includes(source) ? exports : []
  const others = exports.filter((export_) => taken.has(longName(export_)))
  const names = [...own, ...others.map((export_) => `${export_} as ${longName(export_)}`)]
  return `export { ${names.join(', ')} } from './${name}'`
}

async function bundled(entryPoints: Record<string, string>, target: string, plugin: Plugin) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: import.meta.dirname,
    entryPoints,
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    minify: true,
    format: 'esm',
    platform: 'node',
    target,
    metafile: true,
    write: false,
    plugins: [plugin],
  })
  const files = outputFiles.map(({ path, text }) => ({
    name: basename(path),
    contents: Buffer.from(compileAtOnce(text)),
  }))
  return { files, outputs: metafile.outputs }
}

interface Placed {
  chunks: ReadonlyMap<string, Chunk>
  at: ReadonlyMap<string, string>
  /** That is being made; undefined for chunks that stay alone. */
  group: Group | undefined
}

function ofChunks({ chunks, at, group }: Placed): Plugin {
  return {
    name: 'of-chunks',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^group$/ }, ({ path }) => ({ path, namespace: 'group' }))
      onResolve({ filter: /^\.\/prelude\.mjs$/ }, ({ path }) => ({ path, namespace: 'prelude' }))
      onResolve({ filter: /^\.\// }, ({ path, kind, namespace }) => {
        const name = path.slice('./'.length)
        const place = at.get(name)
        if (namespace === 'taken') return { path, external: true }
        if (kind === 'dynamic-import')
          return { path: `./${place ?? stem(name)}.mjs`, external: true }
        if (kind === 'entry-point' || (place !== undefined && place === group?.name)) {
          return { path: name, namespace: 'chunk' }
        }
        return place === undefined ? { path, external: true } : { path: name, namespace: 'taken' }
      })
      const load = (namespace: string, contents: (path: string) => string) =>
        onLoad({ filter: /^/, namespace }, ({ path }) => ({ contents: contents(path) }))
      load('prelude', () => prelude)
      load('group', () => group?.contents ?? '')
      load('chunk', (name) => chunks.get(name)?.contents ?? '')
      load('taken', (name) => {
        const { exports = [], longName = String } = chunks.get(name) ?? {}
        const names = exports.map((export_) => `${longName(export_)} as ${export_}`)
        return `export { ${names.join(', ')} } from './${at.get(name)}.mjs'`
      })
    },
  }
}
