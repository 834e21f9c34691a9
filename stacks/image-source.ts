import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Bundle, bundle, type ImageName } from '../images/bundle.ts'
import { ownRevision } from '../images/revision.ts'
import { noTime } from '../images/write-bundle.ts'
import { dockerfileOf, writeContext } from '../images/write-context.ts'
import packageJson from '../package.json' with { type: 'json' }

export interface ImageSource {
  context: string
  dockerfile: string
  args: Record<string, string>
  /** Of the content: a tag that is pushed once never has to change. */
  tag: string
}

/** Bundles a service into `dist/images/<name>`: what is deployed is what the sources are now. */
export async function imageSource(name: ImageName, baseImage: string): Promise<ImageSource> {
  const made = await bundledOnce(name)
  const context = `dist/images/${name}`
  await writeContext(name, made, context)
  const content = { BASE_IMAGE: baseImage, VERSION: packageJson.version }
  const tag = tagOf(made, await readFile(dockerfileOf(name), 'utf8'), content)
  return { context, dockerfile: `${context}/Dockerfile`, args: { ...content, ...origin() }, tag }
}

/** What a build says of itself, which is not of the content: the commit, and one time for all builds. */
function origin(): Record<string, string> {
  const commit = ownRevision()
  return {
    SOURCE_DATE_EPOCH: String(noTime.getTime() / 1000),
    ...(commit !== undefined && { REVISION: commit }),
  }
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
