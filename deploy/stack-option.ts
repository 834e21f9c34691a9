import { parseArgs } from 'node:util'

/** The stack named with `--stack`, and the file named with `--outputs`; undefined where neither is. */
export function stackOption(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { stack: { type: 'string' }, outputs: { type: 'string' } },
    })
    return values.stack === undefined && values.outputs === undefined ? undefined : values
  } catch {
    return undefined
  }
}
