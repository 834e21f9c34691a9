import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import packageJson from '../../package.json' with { type: 'json' }
import { releasedVersions } from '../released/released.ts'

describe('CONTRIBUTING', () => {
  let text: string
  before(async () => {
    text = await readFile('CONTRIBUTING.md', 'utf8')
  })

  it('names files and folders that are there', () => {
    const folder = /`((?:services|tools|stacks|policies|test|local|docs|deploy|\.ci)\/[\w./-]*)`/g
    const named = [...text.matchAll(folder)].map(([, path = '']) => path)
    assert.ok(named.length > 15, `${named.length} paths`)
    assert.deepEqual(
      named.filter((path) => !existsSync(path)),
      [],
    )
  })

  it('names scripts that there are', () => {
    const named = [...text.matchAll(/npm run (?:-s |--silent )?([\w:-]+)/g)].map(
      ([, name = '']) => name,
    )
    assert.deepEqual(
      named.filter((name) => !Object.hasOwn(packageJson.scripts, name)),
      [],
    )
  })
})

describe('the page on architecture', () => {
  it('names files that are there', async () => {
    const text = await readFile('docs/architecture.md', 'utf8')
    const named = [...text.matchAll(/`([\w./-]+\.(?:ts|js))`/g)].map(([, path = '']) => `/${path}`)
    const folders = ['services', 'tools', 'stacks', 'policies', 'images', 'local', 'deploy', 'test']
    const files = ['/index.ts']
    for (const folder of folders) {
      const names = await readdir(folder, { recursive: true })
      files.push(...names.map((name) => `/${folder}/${name}`))
    }
    assert.ok(named.length > 60, `${named.length} files`)
    assert.deepEqual(
      named.filter((path) => !files.some((file) => file.endsWith(path))),
      [],
    )
  })
})

describe('the page on upgrading', () => {
  it('has a section for each version that was released', async () => {
    const text = await readFile('docs/upgrading.md', 'utf8')
    const from = [...text.matchAll(/^## From (\S+)$/gm)].map(([, version]) => version)
    assert.deepEqual(from.toReversed(), [...releasedVersions])
  })
})

describe('the changelog', () => {
  it('has a section of the version that this is, and one of what comes', async () => {
    const versions = [...(await readFile('CHANGELOG.md', 'utf8')).matchAll(/^## (\S+)/gm)]
    const names = versions.map(([, name = '']) => name.replace(/,$/, ''))
    assert.equal(names[0], 'Unreleased')
    assert.ok(names.includes(packageJson.version), names.join())
  })
})
