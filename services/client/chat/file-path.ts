import { homedir } from 'node:os'
import { resolve } from 'node:path'

/** A path as it is typed where no shell has expanded its `~`. */
export function filePath(typed: string): string {
  return resolve(typed.replace(/^~(?=$|[/\\])/, homedir()))
}
