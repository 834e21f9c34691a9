import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { baseImageOf, baseImageSchema, committedBase, imageName } from '../../images/base-image.ts'
import { imageNames } from '../../images/bundle.ts'
import { type PublicRegistry, startPublicRegistry } from '../stand-ins/public-registry.ts'

describe('the base image', () => {
  let registry: PublicRegistry
  let folder: string
  let file: string

  before(async () => {
    registry = await startPublicRegistry('lambda/nodejs')
    folder = await mkdtemp(join(tmpdir(), 'base-image-'))
    file = join(folder, 'base-image.json')
  })

  after(async () => {
    registry.close()
    await rm(folder, { recursive: true })
  })

  const digestA = `sha256:${'a'.repeat(64)}`

  it('is that of AWS for Node 24, named in one place', async () => {
    const { name, tag } = committedBase
    assert.deepEqual([name, tag], ['public.ecr.aws/lambda/nodejs', '24'])
    for (const image of imageNames) {
      const text = await readFile(`images/${image}/Dockerfile`, 'utf8')
      assert.match(text, /^ARG BASE_IMAGE=public\.ecr\.aws\/lambda\/nodejs:24$/m)
    }
  })

  it('is named as a Dockerfile names it, with its digest or without', () => {
    const names = ['reg.example/a/b:24', `reg.example:5000/a:24@${digestA}`, 'reg.example:5000/a']
    assert.deepEqual(
      names.map((name) => imageName(baseImageOf(name))),
      [names[0], names[1], 'reg.example:5000/a:latest'],
    )
  })

  /** What `npm run base-image` runs, on a file of its own. */
  async function update(): Promise<string> {
    const args = ['--import', './local/require-node.js', 'images/update-base-image.ts', file]
    return (await promisify(execFile)(process.execPath, args)).stdout
  }

  const held = async () => baseImageSchema.parse(JSON.parse(await readFile(file, 'utf8')))

  it('is written down by the digest that the tag has for x86_64, and what changed is said', async () => {
    const name = `${registry.address}/lambda/nodejs`
    await writeFile(file, JSON.stringify({ name, tag: '24' }))
    const digest = registry.publish('24', '2030-01-02T03:04:05Z')
    assert.equal(
      await update(),
      `${name}:24 is ${digest}, made on 2030-01-02. It had no digest before.\nThe next deployment builds both images on it: commit ${file}.\n`,
    )
    assert.deepEqual(await held(), { name, tag: '24', digest })
    assert.equal(
      await update(),
      `${name}:24@${digest} is what ${name}:24 is of, made on 2030-01-02.\n`,
    )
    const later = registry.publish('24', '2030-02-02T03:04:05Z')
    assert.match(await update(), new RegExp(`:24 is ${later}, made on .* It was ${digest} before.`))
    assert.deepEqual(await held(), { name, tag: '24', digest: later })
  })

  it('stays as it is where the tag has none for x86_64, or is gone', async () => {
    const name = `${registry.address}/lambda/nodejs`
    const before = { name, tag: 'arm', digest: digestA }
    await writeFile(file, JSON.stringify(before))
    registry.publishArm('arm')
    await assert.rejects(
      update(),
      /127\.0\.0\.1:\d+\/lambda\/nodejs has no image arm for linux\/amd64/,
    )
    assert.deepEqual(await held(), before)
    await writeFile(file, JSON.stringify({ name, tag: 'gone' }))
    await assert.rejects(update(), /has no image gone for linux\/amd64/)
  })
})
