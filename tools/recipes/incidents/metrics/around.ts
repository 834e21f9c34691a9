import type { Period } from '../../../questions/time/period.ts'
import { ToolError } from '../../../tool-error.ts'
import { primaryDeployment, readServices } from '../../evidence/ecs-services.ts'
import { namesSaid } from '../../evidence/named.ts'
import { since } from '../../evidence/say.ts'
import { lastPart, text } from '../../evidence/values.ts'
import type { Ask } from '../../recipe.ts'

/** The time after a moment, and as long before it. */
export interface Around {
  after: Period
  before: Period
  /** What was then: `prod-web:12 was deployed to web (cluster prod) at …`. */
  told: string
}

const hourMs = 3_600_000
/** So much of either side at most: what lies farther off has other causes. */
const mostMs = 6 * hourMs

/** Around a moment in ISO 8601, or around the newest deployment: of what is called so, where there is one. */
export async function around(
  asked: string,
  { name, ask }: { name: string | undefined; ask: Ask },
): Promise<Around> {
  if (!/^deploy/i.test(asked)) return sides(new Date(asked), '', ask)
  const services = await ask.everywhere((place) => readServices(place))
  const newest = services
    .flatMap((one) => {
      const deployment = primaryDeployment(one)
      const at = new Date(text(deployment?.createdAt))
      return deployment === undefined || Number.isNaN(at.getTime()) ? [] : [{ one, deployment, at }]
    })
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
  const own = newest.filter(
    ({ one }) => name !== undefined && namesSaid(name, [one.name]).length > 0,
  )
  const [first] = own.length > 0 ? own : newest
  if (first === undefined)
    throw new ToolError('not_found', 'ECS knows of no deployment', {
      hint: 'Give `around` a moment in ISO 8601.',
    })
  const told = `${lastPart(text(first.deployment.taskDefinition))} was deployed to ${first.one.name} (cluster ${first.one.cluster}) at ${since(first.at, ask.now)}${own.length > 0 ? '' : ', the newest deployment there is'}.`
  return sides(first.at, told, ask)
}

function sides(at: Date, told: string, { now }: Ask): Around {
  if (Number.isNaN(at.getTime()) || at >= now)
    throw new ToolError('invalid_parameter', 'around: not understood as a moment that is past', {
      hint: 'Give a moment in ISO 8601, or deployment.',
    })
  const length = Math.min(now.getTime() - at.getTime(), mostMs)
  return {
    after: { start: at, end: new Date(at.getTime() + length) },
    before: { start: new Date(at.getTime() - length), end: at },
    told,
  }
}
