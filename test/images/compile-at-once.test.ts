import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { compileAtOnce } from '../../images/compile-at-once.ts'

/** Two CommonJS modules, one of which tells nothing by `module`, and a call that only looks like one. */
const sources = {
  'main.js': `import first from './first.cjs'
    import { second } from './second.cjs'
    const given = (made) => made
    export const mine = given((one, other) => { return one.exports(other) })
    console.log(JSON.stringify([first(), second(), typeof mine]))`,
  'first.cjs': `const { second } = require('./second.cjs')
    module.exports = () => { const inner = () => 'first'; return inner() + second() }`,
  'second.cjs': `exports.second = () => 'second'`,
}

describe('CommonJS modules that are compiled where they stand', () => {
  let folder: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'compile-at-once-'))
    for (const [name, text] of Object.entries(sources)) await writeFile(join(folder, name), text)
  })

  after(() => rm(folder, { recursive: true }))

  async function bundled(minify: boolean): Promise<string> {
    const { outputFiles } = await build({
      entryPoints: [join(folder, 'main.js')],
      bundle: true,
      minify,
      format: 'esm',
      platform: 'node',
      write: false,
    })
    return outputFiles[0]?.text ?? ''
  }

  /** What it says, and how many of its functions V8 has read without compiling them. */
  async function run(code: string) {
    const [file, log] = [join(folder, 'run.mjs'), join(folder, 'v8.log')]
    await writeFile(file, code)
    const args = ['--log-function-events', `--logfile=${log}`, '--no-logfile-per-isolate', file]
    const said: unknown = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
    const events = (await readFile(log, 'utf8')).split('\n')
    const script = events.find((line) => line.startsWith('script-details') && line.includes(file))
    const id = script?.split(',')[1]
    const lazily = events.filter((line) => line.startsWith(`function,parse-function,${id},`))
    return { said, lazily: lazily.length }
  }

  it('say the same, and are not read a second time as they are asked for', async () => {
    const code = await bundled(true)
    const [before, after] = [await run(code), await run(compileAtOnce(code))]
    assert.deepEqual(after.said, ['firstsecond', 'second', 'function'])
    assert.deepEqual(before.said, after.said)
    assert.equal(before.lazily - after.lazily, 2)
  })

  it('are each in parentheses, and nothing else is', async () => {
    const code = await bundled(true)
    const added = compileAtOnce(code).length - code.length
    assert.equal(added, '()()'.length)
  })

  it('are left as they are where there are none, or esbuild writes them in another form', async () => {
    for (const code of [await bundled(false), 'var a=b((c)=>c);']) {
      assert.equal(compileAtOnce(code), code)
    }
  })
})
