import { baseImageOf, imageName } from '../images/base-image.ts'
import { type RegistryImage, registryImage } from '../images/registry.ts'
import { Unmet } from './check.ts'

/** Whether the image that both functions are built on can be had, and is the newest of its tag. */
export async function baseIsThere(baseImage: string): Promise<string> {
  const base = baseImageOf(baseImage)
  const { name, tag, digest } = base
  const found = await asked(name, digest ?? tag)
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
  const newest = await asked(name, tag)
  const isNewest = newest === undefined || newest.digest === found.digest
  return isNewest
    ? imageName(base)
    : `${imageName(base)}; ${name}:${tag} is a newer one by now: npm run base-image`
}

async function asked(name: string, reference: string): Promise<RegistryImage | undefined> {
  try {
    return await registryImage(name, reference)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Unmet(`${name} cannot be looked at without signing in, or at all: ${why}`, { cause })
  }
}
