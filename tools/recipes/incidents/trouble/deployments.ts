import { type EcsService, primaryDeployment, readServices } from '../../evidence/ecs-services.ts'
import { lasting } from '../../evidence/say.ts'
import { dayMs, number, text } from '../../evidence/values.ts'
import type { Place } from '../../recipe.ts'
import { changedAt, hasFailed, type PlacedStack, stacksIn } from '../failed-stacks.ts'
import { alarmsIn, isFiring, nameOf, sinceOf, watchedBy } from '../firing-alarms.ts'
import { isShort } from '../services-short-of-tasks.ts'
import { type Trouble, timeOf } from './trouble.ts'

export const firing = async (place: Place): Promise<Trouble[]> =>
  (await alarmsIn(place))
    .filter(({ alarm }) => isFiring(alarm))
    .map(({ alarm }) => ({
      kind: 'firing alarm',
      name: nameOf(alarm),
      state: 'fires',
      since: sinceOf(alarm),
      weight: 70,
      region: place.region,
      about: watchedBy(alarm),
    }))

/** ECS services with fewer tasks than they should have. */
export async function shortServices(place: Place): Promise<Trouble[]> {
  const short = (await readServices(place)).filter(isShort)
  return short.map((one) => {
    const { desiredCount, runningCount } = one.service
    const missing = 1 - number(runningCount) / number(desiredCount)
    return {
      kind: 'service short of tasks',
      name: one.name,
      state: `runs ${number(runningCount)} of ${number(desiredCount)} tasks (cluster ${one.cluster})`,
      since: failedSince(one),
      weight: Math.round(80 + 20 * missing),
      region: place.region,
      about: [one.cluster],
    }
  })
}

/** Of a deployment whose tasks fail: since it began. */
function failedSince(one: EcsService): Date | undefined {
  const deployment = primaryDeployment(one)
  return number(deployment?.failedTasks) > 0 ? timeOf(deployment?.createdAt) : undefined
}

/** Stacks that failed in the last week, or have been at it for over an hour. */
export const troubledStacks = async (place: Place): Promise<Trouble[]> =>
  (await stacksIn(place)).flatMap((one) => stackTrouble(one, place))

function stackTrouble(one: PlacedStack, { now, region }: Place): Trouble[] {
  const { StackName, StackStatus } = one.stack
  const status = text(StackStatus)
  const at = new Date(changedAt(one))
  const ageMs = now.getTime() - at.getTime()
  const common = { name: text(StackName), since: at, region }
  if (status.endsWith('_IN_PROGRESS') && !status.startsWith('REVIEW') && ageMs > hourMs) {
    const state = `${status} for ${lasting(at, now)}`
    return [{ ...common, kind: 'stuck stack', state, weight: 60 }]
  }
  if (!hasFailed(one) || (ageMs > weekMs && !blocked.has(status))) return []
  return [{ ...common, kind: 'failed stack', state: `is ${status}`, weight: 30 }]
}

const hourMs = 3_600_000
const weekMs = 7 * dayMs

/** Nothing can be changed in such a stack until somebody helps. */
const blocked = new Set(['UPDATE_ROLLBACK_FAILED', 'ROLLBACK_FAILED', 'DELETE_FAILED'])
