import assert from 'node:assert/strict'
import { json } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { imageSource } from '../../stacks/image-source.ts'
import { buildImage, call, pushImage } from '../pulumi/docker-image.ts'
import { type DockerEngine, startDockerEngine, whyNoEngine } from './docker-engine.ts'

describe('an image made by a Docker engine, as a deployment makes it', function () {
  this.timeout(180_000)
  let engine: DockerEngine
  let base: string

  before(async function () {
    const reason = whyNoEngine()
    if (reason !== undefined) {
      process.stdout.write(`    skipped: ${reason}\n`)
      return this.skip()
    }
    engine = await startDockerEngine()
    base = await engine.makeBase()
  })

  after(() => engine?.close())

  /** From nothing, in a repository of its own, since a tag is pushed once. */
  async function made(repository: string) {
    await engine.forgetAll()
    const source = await imageSource('agent', base)
    const imageName = `${engine.registry.address}/${repository}:${source.tag}`
    const id = await buildImage(engine.socketPath, { ...source, imageName, platform })
    const digest = await pushImage(engine.socketPath, imageName)
    return { id, imageName, digest: digest.slice(digest.indexOf('@')), source }
  }

  it('is the same when it is made again from nothing', async function () {
    if (Number.parseInt(engine.version, 10) < 24) {
      process.stdout.write(
        `    skipped: engine ${engine.version} has a time of its own in images\n`,
      )
      return this.skip()
    }
    const first = await made('first')
    await setTimeout(1_100)
    const second = await made('second')
    assert.match(first.digest, /^@sha256:[0-9a-f]{64}$/)
    assert.deepEqual([second.id, second.digest], [first.id, first.digest])
  })

  it('says its version and the commit that it was made of', async () => {
    const { imageName, source } = await made('labels')
    const { Config } = image.parse(
      await json(await call(engine.socketPath, { path: `/images/${imageName}/json` })),
    )
    const { 'org.opencontainers.image.version': version, 'org.opencontainers.image.revision': of } =
      Config.Labels
    assert.deepEqual([version, of], [source.args.VERSION, source.args.REVISION])
  })

  it('is pushed once under its tag: the registry refuses it a second time, as ECR does', async () => {
    const { imageName, source } = await made('twice')
    await assert.rejects(
      pushImage(engine.socketPath, imageName),
      new RegExp(`The image tag '${source.tag}' already exists in the 'twice' repository`),
    )
    assert.deepEqual(engine.registry.refused, [`twice:${source.tag}`])
  })
})

const platform = 'linux/amd64'

const image = z.object({ Config: z.object({ Labels: z.record(z.string(), z.string()) }) })
