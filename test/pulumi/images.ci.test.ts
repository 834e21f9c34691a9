import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { appendFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { automation } from '@pulumi/pulumi'
import { z } from 'zod'
import { type DockerEngine, startDockerEngine, whyNoEngine } from '../images/docker-engine.ts'
import { ownRepository } from '../stacks/own-checkout.ts'
import { type Engine, pulumiCli, startEngine } from './engine.ts'

describe('images of a deployment, made by a real Docker engine', function () {
  this.timeout(400_000)
  let docker: DockerEngine
  let engine: Engine
  let folder: string
  let stack: automation.Stack
  let first: string[]

  before(async function () {
    const cli = await pulumiCli()
    const reason = cli === undefined ? 'there is no Pulumi CLI here' : whyNoEngine()
    if (cli === undefined || reason !== undefined) {
      process.stdout.write(`    skipped: ${reason}\n`)
      return this.skip()
    }
    docker = await startDockerEngine()
    engine = await startEngine(cli, {
      DOCKER_SOCKET: docker.socketPath,
      DOCKER_REGISTRY: docker.registry.address,
    })
    folder = await ownRepository()
    stack = await engine.projectIn(folder, 'dev')
    await commitBase(await docker.makeBase())
  })

  after(async () => {
    await engine?.close()
    await docker?.close()
    if (folder !== undefined) await rm(folder, { recursive: true })
  })

  const pushed = () => docker.registry.pushed.filter((tag) => !tag.startsWith('base:'))

  it('are built and pushed, and are in use by digest', async () => {
    first = await deploy()
    assert.match(first.join(' '), /^(127\.0\.0\.1:\d+\/[\w-]+@sha256:[0-9a-f]{64} ?){2}$/)
    assert.equal(pushed().length, 2)
  })

  it('are built and pushed for a change of the agent, that of the tools staying as it is', async () => {
    await appendFile(join(folder, 'services/agent/handler.ts'), '\nprocess.title = "changed"\n')
    git('commit', '--all', '--quiet', '--message', 'Change the agent')
    const second = await deploy()
    assert.equal(second.filter((uri) => first.includes(uri)).length, 1)
    assert.equal(pushed().length, 3)
  })

  it('are taken from the repository after a checkout of the former commit, and built nowhere', async () => {
    git('checkout', '--quiet', 'HEAD~1')
    await docker.forgetAll()
    assert.deepEqual(await deploy(), first)
    assert.equal(pushed().length, 3)
    assert.deepEqual(docker.registry.refused, [])
    // What stands for it in the state is empty.
    assert.deepEqual(
      (await docker.images()).map(({ tag, bytes }) => [/-kept$/.test(tag), bytes]),
      [[true, 0]],
    )
  })

  it('are left alone by the next update, and by one after the state was lost', async () => {
    await stack.preview({ expectNoChanges: true })
    const state = await stack.exportStack()
    await stack.importStack({ ...state, deployment: { ...state.deployment, resources: [] } })
    assert.deepEqual(await deploy(), first)
    assert.equal(pushed().length, 3)
  })

  it('are new ones on a base that was patched, which a preview shows', async () => {
    await commitBase(await docker.makeBase('PATCHED=yes'))
    const { changeSummary } = await stack.preview()
    assert.deepEqual([changeSummary.create, changeSummary.delete], [2, 2])
    assert.equal((await deploy()).filter((uri) => first.includes(uri)).length, 0)
    assert.equal(pushed().length, 5)
    git('checkout', '--quiet', 'HEAD~1')
    assert.deepEqual(await deploy(), first)
    assert.deepEqual(docker.registry.refused, [])
  })

  /** As `npm run base-image` does, and a commit. */
  async function commitBase(named: string): Promise<void> {
    const [name, digest] = named.split('@')
    await writeFile(
      join(folder, 'images/base-image.json'),
      JSON.stringify({ name, tag: '24', digest }),
    )
    git('add', '--all')
    git('commit', '--quiet', '--message', 'Build on this base')
  }

  /** Updates; the images of both functions then. */
  async function deploy(): Promise<string[]> {
    await stack.up()
    const { deployment } = await stack.exportStack()
    const made = z.array(madeResource).parse(deployment.resources)
    return made.flatMap(({ inputs }) => inputs.imageUri ?? []).toSorted()
  }

  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...author, ...args])
})

const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.com']

const madeResource = z.object({
  inputs: z.object({ imageUri: z.string().optional() }).default({}),
})
