import type { Item, Reads } from '../recipe.ts'
import { changesOf } from './trail.ts'
import { dayMs, text } from './values.ts'
import { said } from './wording.ts'

/**
 * Who started instances, by their time of launch: those started in one call share it. CloudTrail
 * knows 90 days, and is asked of a few launches only.
 */
export async function startersOf(
  reads: Reads,
  instances: readonly Item[],
  now: Date,
): Promise<Map<string, string>> {
  const starters = new Map<string, string>()
  const remembered = new Date(now.getTime() - 90 * dayMs).toISOString()
  const fresh = instances.filter(({ LaunchTime }) => text(LaunchTime) > remembered)
  const launches = Map.groupBy(fresh, ({ LaunchTime }) => text(LaunchTime))
  for (const [around, [first]] of [...launches].slice(0, mostLaunches)) {
    const resource = text(first?.InstanceId)
    const names = ['RunInstances', 'StartInstances']
    const [change] = (await changesOf(reads, { resource, names, around })) ?? []
    if (change !== undefined) starters.set(around, said(change.by))
  }
  return starters
}

const mostLaunches = 5
