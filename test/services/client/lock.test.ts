import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { withLock } from '../../../services/client/lock.ts'

describe('withLock', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aws-ops-'))
    path = join(folder, 'lock')
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('lets one work at a time, and leaves nothing behind', async () => {
    let working = 0
    const work = async () => {
      working += 1
      await new Promise(setImmediate)
      assert.equal(working, 1)
      working -= 1
    }
    await Promise.all(Array.from({ length: 8 }, () => withLock(path, work)))
    assert.deepEqual(await readdir(folder), [])
  })

  it('gives back what work gives, and ends with it when it fails', async () => {
    assert.equal(await withLock(path, async () => 'done'), 'done')
    const failure = new Error('no')
    await assert.rejects(
      withLock(path, () => Promise.reject(failure)),
      failure,
    )
    assert.deepEqual(await readdir(folder), [])
  })

  it('is broken once by many who wait, where its holder has died', async () => {
    await writeFile(path, JSON.stringify({ id: randomUUID(), pid: 2 ** 22, host: hostname() }))
    let working = 0
    const work = async () => {
      working += 1
      await new Promise(setImmediate)
      assert.equal(working, 1)
      working -= 1
    }
    await Promise.all(Array.from({ length: 8 }, () => withLock(path, work)))
    assert.deepEqual(await readdir(folder), [])
  })

  for (const [what, content] of [
    ['is unreadable', ''],
    ['is of another machine', JSON.stringify({ id: randomUUID(), pid: 1, host: 'elsewhere' })],
    [
      'lives and does not end',
      JSON.stringify({ id: randomUUID(), pid: process.pid, host: hostname() }),
    ],
  ] as const) {
    it(`is broken by its age alone, where its holder ${what}`, async () => {
      await writeFile(path, content)
      const long = new Date(Date.now() - 121_000)
      await utimes(path, long, long)
      assert.equal(await withLock(path, async () => 'done'), 'done')
    })
  }

  it('is waited for while its holder lives', async () => {
    const order: string[] = []
    const begun = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const first = withLock(path, async () => {
      begun.resolve()
      await held.promise
      order.push('first')
    })
    await begun.promise
    const second = withLock(path, async () => void order.push('second'))
    await new Promise(setImmediate)
    held.resolve()
    await Promise.all([first, second])
    assert.deepEqual(order, ['first', 'second'])
  })

  it('says what to remove where it cannot be broken', async () => {
    const id = randomUUID()
    await writeFile(path, JSON.stringify({ id, pid: 2 ** 22, host: hostname() }))
    await writeFile(`${path}.${id}`, '')
    await assert.rejects(
      withLock(path, async () => {}, 10),
      {
        code: 'locked',
        message: `Another aws-ops seems to hold ${path} for good. If none runs, remove that file.`,
      },
    )
  })
})
