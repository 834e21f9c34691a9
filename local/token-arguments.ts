import { parseArgs } from 'node:util'

/** Of `npm run local:token`; undefined where they are not as they must be. */
export function tokenArguments(
  args: string[],
): { login: string; data?: string; port?: string } | undefined {
  try {
    const options = { data: { type: 'string' }, port: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
    const [login, ...more] = positionals
    return login === undefined || more.length > 0 ? undefined : { login, ...values }
  } catch {
    return undefined
  }
}
