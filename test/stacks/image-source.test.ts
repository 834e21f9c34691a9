import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import packageJson from '../../package.json' with { type: 'json' }
import { imageSource } from '../../stacks/image-source.ts'

describe('the source of an image', () => {
  it('is a bundle beside its Dockerfile, with the same tag for the same content', async () => {
    const made = await imageSource('agent', 'base:1')
    const { tag } = made
    assert.match(tag, /^[0-9a-f]{16}$/)
    assert.deepEqual(made, {
      context: 'dist/agent',
      dockerfile: 'images/agent/Dockerfile',
      args: { BASE_IMAGE: 'base:1', VERSION: packageJson.version },
      tag,
    })
    assert.deepEqual(await imageSource('agent', 'base:1'), made)
    assert.ok((await readdir('dist/agent')).includes('handler.mjs'))
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
