import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/*
 * What released versions wrote and said, as they did: a folder a version, made by running it. It is
 * never changed; a new release adds its own folder, and the tests that read one read all.
 */
const folder = import.meta.dirname

export const releasedVersions = (await readdir(folder, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

export function releasedFolder(version: string, name: string): string {
  return join(folder, version, name)
}

export function releasedText(version: string, file: string): Promise<string> {
  return readFile(join(folder, version, file), 'utf8')
}

export async function released<T>(version: string, file: string): Promise<T> {
  return JSON.parse(await releasedText(version, file))
}
