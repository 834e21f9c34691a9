import * as z from 'zod'
import type { StoredCall } from '../agent/api.ts'

const read = z.object({
  status: z.string().catch('ok'),
  message: z.string().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  regions: z
    .array(
      z.object({
        region: z.string(),
        status: z.string().catch('ok'),
        truncated: z.boolean().catch(false),
        message: z.string().optional().catch(undefined),
        code: z.string().optional().catch(undefined),
        failures: z.array(z.unknown()).catch([]),
      }),
    )
    .catch([]),
})

/** What an answer rests on the less: calls that failed, regions that did not answer, lists that were cut. */
export function notLookedAt(calls: readonly StoredCall[]): string[] {
  if (calls.length === 0) return ['No call was made: nothing was looked at.']
  const said = calls.flatMap(({ result, status }, at) => {
    const call = `Call ${at + 1}`
    if (result === undefined) return [`${call} has no result.`]
    const { data } = read.safeParse(result)
    if (data === undefined) {
      return status === 'error' ? [`${call} failed: ${String(result).slice(0, 300)}`] : []
    }
    const { regions } = data
    const isFailed = (data.status === 'error' || status === 'error') && regions.length === 0
    const failed = isFailed ? [`${call} failed: ${why(data)}.`] : []
    const ofRegions = regions.flatMap((one) => [
      ...(one.status === 'error' ? [`${call} got nothing from ${one.region}: ${why(one)}.`] : []),
      ...(one.truncated ? [`${call} has more in ${one.region} than is kept here.`] : []),
      ...(one.failures.length > 0
        ? [`${call} failed for ${one.failures.length} of its things in ${one.region}.`]
        : []),
    ])
    return [...failed, ...ofRegions]
  })
  const places = new Set(
    calls
      .flatMap(({ result }) => read.safeParse(result).data?.regions ?? [])
      .flatMap(({ region, status }) => (status === 'error' ? [] : [region])),
  )
  const where =
    places.size === 0
      ? []
      : [`Nothing was read elsewhere than in ${[...places].sort().join(', ')}.`]
  return [...new Set([...said, ...where])]
}

const why = ({ code, message }: { code?: string | undefined; message?: string | undefined }) =>
  (message ?? code ?? 'it did not say why').replace(/\.$/, '').slice(0, 300)
