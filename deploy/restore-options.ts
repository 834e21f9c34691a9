import { parseArgs } from 'node:util'

/**
 * Of `npm run restore`; undefined where they are not as they must be. The moment needs its zone, and is
 * of the second, as DynamoDB restores and the table that comes of it is named.
 */
export function restoreOptions(args: string[]): { stack: string; to: Date } | undefined {
  try {
    const { values } = parseArgs({
      args,
      options: { stack: { type: 'string' }, to: { type: 'string' } },
    })
    const { stack, to = '' } = values
    const moment = wholeSecond(new Date(to))
    const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(to)
    return stack === undefined || !isWhole || Number.isNaN(moment.getTime())
      ? undefined
      : { stack, to: moment }
  } catch {
    return undefined
  }
}

export function wholeSecond(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1000) * 1000)
}
