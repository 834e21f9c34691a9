import { parseArgs } from 'node:util'

/** Of which stack, and of whom; undefined where something is missing or unknown. */
export function deployerOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        stack: { type: 'string' },
        preview: { type: 'boolean', default: false },
        account: { type: 'string' },
        state: { type: 'string' },
        github: { type: 'string' },
      },
    })
    return values.stack === undefined ? undefined : { ...values, stack: values.stack }
  } catch {
    return undefined
  }
}
