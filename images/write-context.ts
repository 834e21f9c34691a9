import { chmod, mkdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bundle, ImageName } from './bundle.ts'
import { noTime, writeBundle } from './write-bundle.ts'

/** Of a service, where its image is described. */
export const dockerfileOf = (name: ImageName) => `images/${name}/Dockerfile`

/**
 * Writes what an image is built from: `function/`, which alone goes in, and the Dockerfile beside it.
 * One outside the context would be sent along with it, under another name each time.
 */
export async function writeContext(name: ImageName, made: Bundle, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeBundle(made, join(folder, 'function'))
  const path = join(folder, 'Dockerfile')
  const text = await readFile(dockerfileOf(name))
  // Left alone where it is the same: another process may be reading it.
  const held = await readFile(path).catch(() => undefined)
  if (!held?.equals(text)) await writeFile(path, text)
  await chmod(path, 0o644)
  await utimes(path, noTime, noTime)
}
