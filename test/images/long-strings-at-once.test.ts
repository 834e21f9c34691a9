import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { longStringsAtOnce } from '../../images/plugins/long-strings-at-once.ts'

describe('strings of the SDK’s JSON, written at once', () => {
  let folder: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'long-strings-'))
  })

  after(() => rm(folder, { recursive: true }))

  async function writer(name: string, plugins: Plugin[]) {
    const outfile = join(folder, `${name}.mjs`)
    await build({
      stdin: { contents: source, resolveDir: resolve('.') },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      mainFields: ['module', 'main'],
      plugins,
    })
    const { write } = await import(pathToFileURL(outfile).href)
    return (text: string) => Buffer.copyBytesFrom(write(text)).toString('latin1')
  }

  it('are the bytes that the SDK writes by itself', async () => {
    const ours = await writer('ours', [longStringsAtOnce])
    const theirs = await writer('theirs', [])
    const units = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))
    const texts = [
      units.join(''),
      units.toReversed().join(''),
      'a'.repeat(100_000),
      ...['"\\\n', '\ud800', '\udc00', '😀', 'é', '€', '\u2028'].flatMap((text) => [
        text.repeat(70),
        `${'a'.repeat(64)}${text}`,
        `${text}${'a'.repeat(64)}`,
        text,
      ]),
    ]
    for (const text of texts)
      assert.ok(ours(text) === theirs(text), JSON.stringify(text.slice(0, 80)))
  })
})

const source = `import { JsonCodec2 } from '@smithy/core/protocols'
  const serializer = new JsonCodec2({ timestampFormat: { useTrait: true, default: 7 } }).createSerializer()
  const struct = [3, 'ns', 'Struct', 0, ['text', 'after'], [0, 0]]
  export const write = (text) => {
    serializer.write(struct, { text, after: 'z' })
    return serializer.flush()
  }`
