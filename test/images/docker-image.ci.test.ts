import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { json } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { z } from 'zod'
import { imageNames } from '../../images/bundle.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { imageSource } from '../../stacks/image-source.ts'
import { buildImage, call, pushImage } from '../pulumi/docker-image.ts'
import { type DockerEngine, hasBuildx, startDockerEngine, whyNoEngine } from './docker-engine.ts'

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

  for (const [title, buildx] of [
    ['without buildx', false],
    ['with buildx', true],
  ] as const) {
    it(`is made by npm run images of a Docker ${title}`, async function () {
      if (buildx && !hasBuildx) {
        process.stdout.write('    skipped: there is no buildx\n')
        return this.skip()
      }
      await engine.forgetAll()
      const env = await engine.commandLine(buildx)
      const args = ['images/build.ts', '--build-arg', `BASE_IMAGE=${base}`]
      const { stdout } = await promisify(execFile)(process.execPath, args, { env })
      const tags = imageNames.map((name) => `${packageJson.name}/${name}:${packageJson.version}`)
      for (const tag of tags) assert.ok(stdout.includes(`docker has ${tag}\n`), stdout)
      const made = (await engine.images()).map(({ tag }) => tag)
      assert.deepEqual(made.toSorted().slice(0, 2), tags.toSorted())
      const asked = { path: `/images/${tags[0]}/json` }
      const { Config } = image.parse(await json(await call(engine.socketPath, asked)))
      assert.equal(Config.Labels['org.opencontainers.image.version'], packageJson.version)
    })
  }

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
