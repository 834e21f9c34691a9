import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { revision } from '../../images/revision.ts'

describe('the revision', () => {
  let folder: string
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, ...author, ...args], { encoding: 'utf8' }).trim()
  const write = (name: string, text: string) => writeFile(join(folder, name), text)

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'revision-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  async function commit(): Promise<string> {
    git('init', '--quiet')
    await write('code.ts', 'one')
    await write('Pulumi.dev.yaml', 'config: {}')
    git('add', '--all')
    git('commit', '--quiet', '--message', 'Start')
    return git('rev-parse', 'HEAD')
  }

  it('is the commit that is checked out, and says where files differ from it', async () => {
    const head = await commit()
    assert.equal(revision(folder), head)
    await write('code.ts', 'two')
    assert.equal(revision(folder), `${head}-dirty`)
  })

  it('is that of the code: an operator’s configuration makes nothing dirty', async () => {
    const head = await commit()
    await write('Pulumi.dev.yaml', 'config: { own: true }')
    await write('notes.txt', 'mine')
    assert.equal(revision(folder), head)
  })

  it('is none outside a checkout, and before the first commit', () => {
    assert.equal(revision(folder), undefined)
    git('init', '--quiet')
    assert.equal(revision(folder), undefined)
  })
})

const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.com']
