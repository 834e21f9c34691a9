import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { imageNames } from '../../images/bundle.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { assertAnswers, script } from './answers-a-question.ts'
import { type Containers, openContainers, whyNoContainers } from './containers.ts'
import { deploySystem } from './deployed-system.ts'

const run = promisify(execFile)
const base = 'localhost/lambda-stand-in'
const tagOf = (name: string) => `localhost/${packageJson.name}/${name}:${packageJson.version}`

describe('the images', function () {
  this.timeout(180_000)
  let containers: Containers

  before(async function () {
    const reason = whyNoContainers()
    if (reason !== undefined) {
      process.stderr.write(`    skipped: ${reason}\n`)
      return this.skip()
    }
    containers = await openContainers()
    await containers.makeBase(base)
    await build()
  })

  after(() => containers?.close())

  /** What `npm run images` runs, on another base. */
  const build = () =>
    run(process.execPath, ['images/build.ts', '--build-arg', `BASE_IMAGE=${base}`], {
      env: containers.env,
    })

  it('answer a question with a tool on a read-only root, as another user', async () => {
    const system = await deploySystem(
      (name, address, env) =>
        containers.start(tagOf(name), { ...env, AWS_LAMBDA_RUNTIME_API: address }),
      script,
    )
    try {
      await assertAnswers(system)
    } finally {
      await system.stop()
    }
  })

  it('run the handler of the bundle and say what they are', async () => {
    const { config } = Object(Object(await containers.inspect(tagOf('agent'))).OCIv1)
    const { 'org.opencontainers.image.revision': revision, ...labels } = config.Labels
    assert.match(revision, /^([0-9a-f]{40}|unknown)$/)
    assert.deepEqual(config.Cmd, ['handler.handler'])
    assert.equal(config.User, undefined)
    assert.deepEqual(withPrefix(labels), {
      title: 'aws-operations-agent',
      description: 'Answers questions about an AWS estate, as a stream',
      licenses: 'Apache-2.0',
      version: packageJson.version,
    })
  })

  it('are the same when they are made again', async () => {
    const before = await digests()
    await build()
    assert.deepEqual(await digests(), before)
  })

  async function digests(): Promise<unknown[]> {
    const inspected = imageNames.map((name) => containers.inspect(tagOf(name)))
    const found = (await Promise.all(inspected)).map((image) => Object(image).FromImageDigest)
    for (const digest of found) assert.match(digest, /^sha256:/)
    return found
  }
})

const prefix = 'org.opencontainers.image.'

function withPrefix(labels: object): Record<string, unknown> {
  const named = Object.entries(labels).filter(([name]) => name.startsWith(prefix))
  return Object.fromEntries(named.map(([name, value]) => [name.slice(prefix.length), value]))
}
