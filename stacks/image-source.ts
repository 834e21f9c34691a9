import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Bundle, bundle, type ImageName } from '../images/bundle.ts'
import { writeBundle } from '../images/write-bundle.ts'
import packageJson from '../package.json' with { type: 'json' }

export interface ImageSource {
  context: string
  dockerfile: string
  args: Record<string, string>
  /** Of the content: a tag that is pushed once never has to change. */
  tag: string
}

/** Bundles a service into `dist/<name>`: what is deployed is what the sources are now. */
export async function imageSource(name: ImageName, baseImage: string): Promise<ImageSource> {
  const made = await bundledOnce(name)
  const context = `dist/${name}`
  await writeBundle(made, context)
  const dockerfile = `images/${name}/Dockerfile`
  const args = { BASE_IMAGE: baseImage, VERSION: packageJson.version }
  return { context, dockerfile, args, tag: tagOf(made, await readFile(dockerfile, 'utf8'), args) }
}

const bundles = new Map<ImageName, Promise<Bundle>>()

function bundledOnce(name: ImageName): Promise<Bundle> {
  const made = bundles.get(name) ?? bundle(name)
  bundles.set(name, made)
  return made
}

function tagOf({ files }: Bundle, dockerfile: string, args: object): string {
  const hash = createHash('sha256').update(JSON.stringify([dockerfile, args]))
  for (const { name, contents } of files) hash.update(`${name}\0`).update(contents)
  return hash.digest('hex').slice(0, 16)
}
