import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHistory } from '../../../../services/client/prompt/history.ts'

describe('the history', () => {
  let folder: string
  let file: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aws-ops-'))
    file = join(folder, 'data', 'history')
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('is kept between runs, several lines as one entry', async () => {
    const history = await openHistory(file)
    for (const entry of ['one', 'two\nlines', 'ünïcode']) await history.add(entry)
    assert.deepEqual((await openHistory(file)).entries, ['one', 'two\nlines', 'ünïcode'])
  })

  it('has each entry once, where it was typed last', async () => {
    const history = await openHistory(file)
    for (const entry of ['one', 'two', 'one']) await history.add(entry)
    assert.deepEqual(history.entries, ['two', 'one'])
    assert.deepEqual((await openHistory(file)).entries, ['two', 'one'])
  })

  it("is this user's alone", async () => {
    await (await openHistory(file)).add('one')
    assert.equal((await stat(file)).mode & 0o777, 0o600)
    assert.equal((await stat(join(folder, 'data'))).mode & 0o777, 0o700)
  })

  it('loses nothing of two terminals that add at once', async () => {
    const terminals = await Promise.all([openHistory(file), openHistory(file)])
    const added = await Promise.all(
      terminals.flatMap((history, terminal) =>
        Array.from({ length: 100 }, async (_, at) => {
          await history.add(`${terminal} ${at}`)
          return `${terminal} ${at}`
        }),
      ),
    )
    assert.deepEqual([...(await openHistory(file)).entries].toSorted(), added.toSorted())
  })

  it('keeps the newest thousand, when several terminals find it full too', async () => {
    const history = await openHistory(file)
    for (let at = 0; at < 1_500; at += 1) await history.add(String(at))
    const all = await Promise.all(Array.from({ length: 5 }, () => openHistory(file)))
    await all[4]?.add('newest')
    const { entries } = await openHistory(file)
    assert.deepEqual([entries.length, entries[0], entries.at(-1)], [1_000, '501', 'newest'])
    assert.equal(await readFile(file, 'utf8'), '"newest"\n')
  })

  it('passes over lines that are none of its own', async () => {
    const history = await openHistory(file)
    await history.add('one')
    await writeFile(file, '"one"\nnot json\n{"a":1}\n"cut', { flag: 'w' })
    assert.deepEqual((await openHistory(file)).entries, ['one'])
  })

  it('goes on without a file where there can be none', async () => {
    await writeFile(join(folder, 'data'), 'in the way')
    const history = await openHistory(file)
    await history.add('one')
    assert.deepEqual(history.entries, ['one'])
  })
})
