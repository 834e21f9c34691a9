import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** A package of which code is in a bundle. */
export interface BundledPackage {
  name: string
  version: string
  /** As SPDX names it. */
  license: string
  /** The package's own texts: licences, copying conditions, notices. */
  texts: readonly string[]
}

/** The packages that files of `node_modules` are of, by name and version; throws for one without a licence. */
export async function bundledPackages(
  root: string,
  inputs: readonly string[],
): Promise<BundledPackage[]> {
  const folders = inputs.flatMap((path) => packageFolder.exec(path)?.[1] ?? [])
  const packages = await Promise.all(
    [...new Set(folders)].map((folder) => readPackage(join(root, folder))),
  )
  const byName = new Map(packages.map((one) => [`${one.name}@${one.version}`, one]))
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

/** The innermost: a package may have others within. */
const packageFolder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//

async function readPackage(folder: string): Promise<BundledPackage> {
  const manifest = packageManifest.parse(
    JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')),
  )
  const names = (await readdir(folder)).filter((name) => legalName.test(name)).sort()
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  if (names.some((name) => licenseName.test(name))) return { ...manifest, texts }
  return { ...manifest, texts: [...texts, await standardText(manifest)] }
}

const licenseName = /^(licen[cs]e|copying|unlicen[cs]e)/i
const legalName = /^(licen[cs]e|copying|unlicen[cs]e|notice)/i

const packageManifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  author: z
    .union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
    .optional(),
})

/** Some packages name their licence and leave its text out. */
async function standardText({ name, license, author }: z.infer<typeof packageManifest>) {
  if (license === 'Apache-2.0') {
    return readFile(join(import.meta.dirname, '../LICENSE'), 'utf8')
  }
  if (license === 'MIT') return `Copyright (c) ${author ?? `the authors of ${name}`}\n\n${mit}`
  throw new Error(`${name} is bundled, has no licence text, and its licence is ${license}`)
}

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`
