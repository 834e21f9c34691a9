import { type BaseImage, baseImageOf, imageName } from '../images/base-image.ts'
import { NeedsSignIn, registryImage } from '../images/registry.ts'
import { Unmet } from './check.ts'

/** Whether the image that both functions are built on can be had, and is the newest of its tag. */
export async function baseIsThere(baseImage: string): Promise<string> {
  const base = baseImageOf(baseImage)
  try {
    return await looked(base)
  } catch (error) {
    if (error instanceof NeedsSignIn) return `${imageName(base)}, unseen: ${error.message}`
    throw error
  }
}

async function looked(base: BaseImage): Promise<string> {
  const { name, tag, digest } = base
  const found = await registryImage(name, digest ?? tag)
  if (found === undefined) {
    throw new Unmet(
      `${name} has no image ${digest ?? tag} for linux/amd64: npm run base-image, or another baseImage`,
    )
  }
  if (digest === undefined) {
    throw new Unmet(
      `${imageName(base)} is a tag, which moves: npm run base-image writes its digest down, and a deployment of the same commit stays the same (in baseImage: ${name}:${tag}@${found.digest})`,
    )
  }
  const newest = await registryImage(name, tag)
  const isNewest = newest === undefined || newest.digest === found.digest
  return isNewest
    ? imageName(base)
    : `${imageName(base)}; ${name}:${tag} is a newer one by now: npm run base-image`
}
