import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtinsByValue } from '../../images/plugins/builtins-by-value.ts'
import { bundleModule } from './bundle-module.ts'

const source = `import { createReadStream, promises, readFileSync, ReadStream } from 'node:fs'
  import files, { readFile } from 'node:fs/promises'
  const loaded = () => process.moduleLoadList.filter((name) => /fs\\/promises|readline/.test(name)).length
  const before = loaded()
  const own = process.argv[1]
  const text = readFileSync(own, 'utf8')
  const later = await Promise.all([readFile(own, 'utf8'), files.readFile(own, 'utf8'), promises.readFile(own, 'utf8')])
  console.log(JSON.stringify({
    before,
    after: loaded() > 0,
    same: later.map((each) => each === text),
    stream: createReadStream(own) instanceof ReadStream,
    other: {} instanceof ReadStream,
    given: (await (async () => promises)()) === promises && (await import('node:fs/promises').then((all) => all.default)) === files,
    has: 'readFile' in promises && !('readFiles' in promises) && promises.readFiles === undefined,
  }))`

describe('what a bundle takes of Node’s modules', () => {
  it('loads of `fs` what is slow to load as it is called, and does the same', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'by-value-'))
    const outfile = await bundleModule(join(folder, 'bundled.mjs'), {
      contents: source,
      plugins: [builtinsByValue],
    })
    const said = execFileSync(process.execPath, [outfile], { encoding: 'utf8' })
    assert.deepEqual(JSON.parse(said), {
      before: 0,
      after: true,
      same: [true, true, true],
      stream: true,
      other: false,
      given: true,
      has: true,
    })
    await rm(folder, { recursive: true })
  })
})
