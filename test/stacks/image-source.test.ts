import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import packageJson from '../../package.json' with { type: 'json' }
import { imageSource } from '../../stacks/image-source.ts'

describe('the source of an image', () => {
  it('is a bundle beside its Dockerfile, with the same tag for the same content', async () => {
    const made = await imageSource('agent', 'base:1')
    const { tag, args } = made
    assert.match(tag, /^[0-9a-f]{16}$/)
    assert.deepEqual(made, {
      context: 'dist/images/agent',
      dockerfile: 'dist/images/agent/Dockerfile',
      args: {
        BASE_IMAGE: 'base:1',
        VERSION: packageJson.version,
        SOURCE_DATE_EPOCH: '946684800',
        REVISION: args.REVISION,
      },
      tag,
    })
    assert.match(args.REVISION ?? '', /^[0-9a-f]{40}(-dirty)?$/)
    assert.deepEqual(await imageSource('agent', 'base:1'), made)
  })

  it('has nothing outside the folder that goes in, but the Dockerfile', async () => {
    const { context, dockerfile } = await imageSource('agent', 'base:1')
    assert.deepEqual((await readdir(context)).toSorted(), ['Dockerfile', 'function'])
    assert.ok((await readdir(`${context}/function`)).includes('handler.mjs'))
    const copied = (await readFile(dockerfile, 'utf8')).match(/^(COPY|ADD) \S+/gm)
    assert.deepEqual(copied, ['COPY function/'])
  })

  it('has another tag for another service, and for another base', async () => {
    const sources = [
      await imageSource('agent', 'base:1'),
      await imageSource('tool-handler', 'base:1'),
      await imageSource('agent', 'base:2'),
    ]
    assert.equal(new Set(sources.map(({ tag }) => tag)).size, 3)
  })
})
