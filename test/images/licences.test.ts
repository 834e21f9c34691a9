import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { Bundle } from '../../images/bundle.ts'
import { bundledPackages } from '../../images/bundled-packages.ts'
import { clientPackage } from '../../images/client.ts'
import { bundled } from './bundled.ts'

const programs: Readonly<Record<string, () => Promise<Bundle>>> = {
  'aws-ops': clientPackage,
  'aws-operations-agent-agent': () => bundled('agent'),
  'aws-operations-agent-tool-handler': () => bundled('tool-handler'),
}

for (const [title, load] of Object.entries(programs)) {
  describe(`the bundle ${title}`, () => {
    let made: Bundle
    before(async () => {
      made = await load()
    })

    it('has the licence text of each package of which code is in it', async () => {
      const folders = packageFolders(made)
      assert.ok(folders.length > 50, `${folders.length} packages`)
      const legal = flat(fileOf(made, 'LEGAL.txt'))
      for (const folder of folders) {
        const { name, version, license } = manifest.parse(await json(`${folder}/package.json`))
        assert.ok(legal.includes(`${name} ${version} (${license})`), name)
        for (const text of await licences(folder)) assert.ok(legal.includes(flat(text)), name)
      }
    })

    it('has a bill of the same materials', async () => {
      const { metadata, components, dependencies } = bill.parse(
        JSON.parse(fileOf(made, 'sbom.cdx.json')),
      )
      const manifests = await Promise.all(
        packageFolders(made).map(async (folder) =>
          manifest.parse(await json(`${folder}/package.json`)),
        ),
      )
      const urls = manifests.map(
        ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`,
      )
      assert.deepEqual(components.map(({ purl }) => purl).sort(), [...new Set(urls)].sort())
      assert.ok(components.every(({ licenses }) => licenses.length === 1))
      assert.equal(metadata.component.name, title)
      const own = manifest.parse(await json('package.json'))
      assert.equal(metadata.component.version, own.version)
      const needs = dependencies.find(({ ref }) => ref === title)?.dependsOn ?? []
      assert.deepEqual(needs.toSorted(), components.map(({ purl }) => purl).sort())
    })
  })
}

describe('a package that is bundled without the text of its licence', () => {
  let root: string
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'packages-'))
    for (const license of ['MIT', 'BSD-3-Clause']) {
      const folder = join(root, 'node_modules', license)
      await mkdir(folder, { recursive: true })
      const author = { name: 'Ada Lovelace' }
      const own = { name: license, version: '1.0.0', license, author }
      await writeFile(join(folder, 'package.json'), JSON.stringify(own))
    }
  })
  after(() => rm(root, { recursive: true }))

  it('has the standard text of MIT, in its author’s name', async () => {
    const [one] = await bundledPackages(root, ['node_modules/MIT/index.js'])
    assert.match(one?.texts.join('') ?? '', /^Copyright \(c\) Ada Lovelace\n\nPermission is hereby/)
  })

  it('cannot be bundled under a licence whose text nobody has', async () => {
    await assert.rejects(
      bundledPackages(root, ['node_modules/BSD-3-Clause/index.js']),
      /^Error: BSD-3-Clause is bundled, has no licence text, and its licence is BSD-3-Clause$/,
    )
  })
})

const manifest = z.object({ name: z.string(), version: z.string(), license: z.string() })

const bill = z.object({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.literal('1.6'),
  metadata: z.object({ component: z.object({ name: z.string(), version: z.string() }) }),
  components: z.array(z.object({ purl: z.string(), licenses: z.array(z.unknown()) })),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()).optional() })),
})

/** By the last `node_modules` of each path. */
function packageFolders({ inputs }: Bundle): string[] {
  const folders = inputs
    .filter((path) => path.includes('node_modules/'))
    .map((path) => {
      const at = path.lastIndexOf('node_modules/') + 'node_modules/'.length
      const [first = '', second = ''] = path.slice(at).split('/')
      return path.slice(0, at) + (first.startsWith('@') ? `${first}/${second}` : first)
    })
  return [...new Set(folders)]
}

async function licences(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /^(licen[cs]e|notice)/i.test(name))
  return Promise.all(names.map((name) => readFile(`${folder}/${name}`, 'utf8')))
}

const fileOf = ({ files }: Bundle, name: string): string =>
  Buffer.from(files.find((file) => file.name === name)?.contents ?? []).toString()

const json = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'))

const flat = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
