import { inParallel } from '../../executor/in-parallel.ts'
import type { Evidence, Item, Place } from '../recipe.ts'
import type { Balanced } from './error-rate.ts'
import { cap } from './say.ts'
import { object, objects, text, texts } from './values.ts'

/** What a load balancer sends a service's requests to. */
export interface Targets {
  name: string
  /** As CloudWatch names both; absent where no Application Load Balancer is before them. */
  balanced?: Balanced
  /** As DescribeTargetHealth gives them; undefined where it does not tell. */
  all: readonly Item[] | undefined
}

/** The target groups of an ECS service, with the health of their targets. */
export async function targetsOf(service: Item, ask: Place): Promise<Targets[]> {
  const arns = objects(service.loadBalancers)
    .map(({ targetGroupArn }) => text(targetGroupArn))
    .filter((arn) => arn !== '')
  if (arns.length === 0) return []
  const groups = (await ask.tryRead('elbv2:DescribeTargetGroups', { TargetGroupArns: arns })) ?? []
  return inParallel(groups, 4, async (group) => {
    const arn = text(group.TargetGroupArn)
    const balanced = balancedBy(group)
    return {
      name: text(group.TargetGroupName),
      ...(balanced === undefined ? {} : { balanced }),
      all: await ask.tryRead('elbv2:DescribeTargetHealth', { TargetGroupArn: arn }),
    }
  })
}

/** CloudWatch's dimensions are the ends of the ARNs. */
function balancedBy({ TargetGroupArn, LoadBalancerArns }: Item): Balanced | undefined {
  const balancer = /loadbalancer\/(app\/.+)$/.exec(texts(LoadBalancerArns)[0] ?? '')?.[1]
  const targetGroup = /(targetgroup\/.+)$/.exec(text(TargetGroupArn))?.[1]
  return balancer === undefined || targetGroup === undefined ? undefined : { balancer, targetGroup }
}

/** Those on their way in or out are no trouble. */
export const unhealthy = ({ all }: Targets): Item[] =>
  (all ?? []).filter(({ TargetHealth }) =>
    /unhealthy|unavailable/.test(text(object(TargetHealth).State)),
  )

export function targetRow(group: string, { Target, TargetHealth }: Item): Evidence {
  const { State, Reason, Description } = object(TargetHealth)
  return {
    evidence: 'Unhealthy target',
    TargetGroup: group,
    Target: object(Target).Id,
    Port: object(Target).Port,
    State,
    Reason,
    Description: cap(text(Description)),
  }
}
