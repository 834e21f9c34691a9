import { readEach } from '../../evidence/read-each.ts'
import { cap } from '../../evidence/say.ts'
import { object, text } from '../../evidence/values.ts'
import type { Place } from '../../recipe.ts'
import type { Trouble } from './trouble.ts'

/** Target groups of load balancers some of whose targets fail their health checks. */
export async function failingTargets(place: Place): Promise<Trouble[]> {
  const groups = (await place.tryRead('elbv2:DescribeTargetGroups')) ?? []
  const health = await readEach(place, groups, {
    operation: 'elbv2:DescribeTargetHealth',
    parameters: ({ TargetGroupArn }) => ({ TargetGroupArn }),
    noun: 'target group',
  })
  return [...health].flatMap(([group, targets]) => {
    const bad = targets.filter((target) => isBad(text(object(target.TargetHealth).State)))
    const why = text(object(bad[0]?.TargetHealth).Description)
    if (bad.length === 0) return []
    return {
      kind: 'target group with unhealthy targets',
      name: text(group.TargetGroupName),
      state: `${bad.length} of ${targets.length} targets unhealthy${why && ` (${cap(why, 120)})`}`,
      since: undefined,
      weight: bad.length === targets.length ? 95 : 75,
      region: place.region,
    }
  })
}

const isBad = (state: string) => /unhealthy|unavailable/.test(state)
