import { type Bundle, bundle, type ImageName } from '../../images/bundle.ts'

const bundles = new Map<ImageName, Promise<Bundle>>()

/** Bundled once for all tests. */
export function bundled(name: ImageName): Promise<Bundle> {
  const made = bundles.get(name) ?? bundle(name)
  bundles.set(name, made)
  return made
}
