/** What AWS allows of something, and how much of it is in use. */
export interface UsedQuota {
  /** As Service Quotas calls them. */
  service: string
  code: string
  name: string
  region: string
  value: number
  /** Now; undefined where nothing tells. */
  used: number | undefined
  /** The most of the last day, where CloudWatch measures it. */
  peak: number | undefined
  /** Who told: a metric of CloudWatch, or the read that was counted. */
  by: string
  adjustable: boolean
  /** AWS's own, where it is known. */
  byDefault?: number | undefined
}

/** In per cent of the quota, the peak's where that was more. */
export function percentOf({ used, peak, value }: UsedQuota): number | undefined {
  const most = Math.max(used ?? 0, peak ?? 0)
  if (used === undefined && peak === undefined) return undefined
  if (value === 0) return most === 0 ? 0 : 100
  return (100 * most) / value
}
