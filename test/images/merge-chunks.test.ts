import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { mergeChunks, preludeBanner, type Together } from '../../images/merge-chunks.ts'

/** `state` is shared by all, `first` and `second` share `both`, and CommonJS asks for what Node has. */
const sources = {
  'main.js': `import { count, log } from './state.js'
    import old from './old.cjs'
    log.push('main')
    export const first = () => import('./first.js')
    export const second = () => import('./second.js')
    export { count, log, old }`,
  'state.js': `export let count = 0
    export const add = () => { count += 1 }
    export const log = ['state']`,
  'both.js': `import { log } from './state.js'
    log.push('both')
    export const both = {}`,
  'first.js': `import { add, count, log } from './state.js'
    import { both } from './both.js'
    log.push('first')
    export const firstBoth = both
    export const addOne = () => { add(); return count }`,
  'second.js': `import { log } from './state.js'
    import { both } from './both.js'
    log.push('second')
    export const secondBoth = both
    export const again = () => import('./first.js')`,
  'thread.js': `import { count } from './state.js'
    export const counted = () => count`,
  'old.cjs': `module.exports = require('node:path').basename('/a/b')`,
}

describe('chunks that are loaded together', () => {
  let folder: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'merge-chunks-'))
    for (const [name, text] of Object.entries(sources)) await writeFile(join(folder, name), text)
  })

  after(() => rm(folder, { recursive: true }))

  async function merged(groups: readonly Together[], threads: Record<string, string> = {}) {
    const { outputFiles, metafile } = await build({
      absWorkingDir: folder,
      entryPoints: { main: 'main.js', ...threads },
      outdir: 'dist',
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      minify: true,
      format: 'esm',
      platform: 'node',
      banner: { js: preludeBanner },
      metafile: true,
      write: false,
    })
    const entries = ['main.js', ...Object.values(threads)]
    const split = { files: outputFiles, outputs: metafile.outputs, entries }
    return mergeChunks({ ...split, target: 'node24' }, groups)
  }

  async function written(groups: readonly Together[], into: string) {
    const { files } = await merged(groups)
    await mkdir(join(folder, into))
    for (const { name, contents } of files) await writeFile(join(folder, into, name), contents)
    const main = await import(pathToFileURL(join(folder, into, 'main.mjs')).href)
    return { main, names: files.map(({ name }) => basename(name)).sort() }
  }

  for (const [what, groups, names] of [
    [
      'in one file each',
      [
        { name: 'start', of: ['main.js'] },
        { name: 'later', of: ['first.js', 'second.js'] },
      ],
      ['later.mjs', 'main.mjs', 'start.mjs'],
    ],
    [
      'in a file beside others that stay alone',
      [
        { name: 'start', of: ['main.js'] },
        { name: 'later', of: ['first.js'] },
      ],
      ['later.mjs', 'main.mjs', 'second-*.mjs', 'start.mjs'],
    ],
  ] as const) {
    it(`are ${what}, and run once, in their order, over one state`, async () => {
      const { main, names: made } = await written(groups, what.replaceAll(' ', '-'))
      assert.deepEqual(
        made.map((name) => name.replace(/-\w{8}\./, '-*.')),
        names,
      )
      assert.equal(main.old, 'b')
      const { addOne, firstBoth } = await main.first()
      const { secondBoth, again } = await main.second()
      assert.equal(firstBoth, secondBoth)
      assert.equal((await again()).addOne, addOne)
      assert.equal(addOne(), 1)
      assert.equal(main.count, 1)
      assert.deepEqual(main.log.toSorted(), ['both', 'first', 'main', 'second', 'state'])
      assert.deepEqual(main.log.slice(0, 3), ['state', 'main', 'both'])
    })
  }

  it('leave alone what a thread loads too, and it loads nothing else', async () => {
    const groups = [
      { name: 'start', of: ['main.js'] },
      { name: 'later', of: ['first.js', 'second.js'] },
    ]
    const { files, outputs } = await merged(groups, { thread: 'thread.js' })
    await mkdir(join(folder, 'threads'))
    for (const { name, contents } of files) {
      await writeFile(join(folder, 'threads', name), contents)
    }
    const imported = outputs['dist/thread.mjs']?.imports.map(({ path }) => path) ?? []
    const own = imported.filter((path) => path.startsWith('./'))
    assert.match(own.join(), /^\.\/chunk-\w{8}\.mjs$/)
    const [thread, main] = await Promise.all(
      ['thread', 'main'].map(
        (name) => import(pathToFileURL(join(folder, 'threads', `${name}.mjs`)).href),
      ),
    )
    assert.equal((await main.first()).addOne(), 1)
    assert.equal(thread.counted(), 1)
    assert.deepEqual(main.log.toSorted(), ['both', 'first', 'main', 'second', 'state'])
  })

  it('are refused where nothing loads a source by itself', async () => {
    await assert.rejects(merged([{ name: 'later', of: ['both.js'] }]), {
      message: 'Nothing loads both.js by itself.',
    })
  })
})
