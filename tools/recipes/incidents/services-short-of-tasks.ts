import * as z from 'zod'
import {
  type EcsService,
  primaryDeployment,
  readServices,
  troubles,
} from '../evidence/ecs-services.ts'
import { namesSaid } from '../evidence/named.ts'
import { moment, since } from '../evidence/say.ts'
import { lastPart, number, text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, listed, numbered, said } from '../evidence/wording.ts'
import { name, polarity } from '../parameters.ts'
import { type Ask, defineRecipe, type Evidence } from '../recipe.ts'

/** ECS services that run fewer tasks than they should, and what ECS says about it. */
export const servicesShortOfTasks = defineRecipe({
  name: 'services_short_of_tasks',
  about: 'incidents',
  description: 'ECS services with fewer running tasks than desired, with the latest event on why.',
  questions: [
    'which ECS services have fewer running tasks than desired?',
    'ECS services below their desired count',
    'is any ECS service missing tasks?',
    'which services are not running all of their tasks?',
    'ECS services where running count is lower than desired count',
  ],
  scope: 'estate',
  services: ['ecs'],
  parameters: z.strictObject({
    polarity: polarity(['short', 'full']),
    name: name('service or cluster'),
  }),
  async run({ polarity: way, name: asked }, ask) {
    const services = (await ask.everywhere(readServices)).filter(
      (one) => asked === undefined || namesSaid(asked, [one.name, one.cluster]).length > 0,
    )
    const short = services.filter(isShort).toSorted((a, b) => missing(b) - missing(a))
    const meant = way === 'full' ? services.filter((one) => !isShort(one)) : short
    return {
      summary: summary(meant, { way, asked, all: services.length, ask }),
      evidence: meant.map((one) => row(one, ask)),
      followUps: short.slice(0, 2).map((one) => `Why is ${one.name} failing?`),
    }
  },
})

const missing = ({ service }: EcsService) =>
  number(service.desiredCount) - number(service.runningCount)

export const isShort = (one: EcsService): boolean => missing(one) > 0

interface Context {
  way: 'short' | 'full' | undefined
  asked: string | undefined
  all: number
  ask: Ask
}

function summary(meant: readonly EcsService[], { way, asked, all, ask }: Context): string {
  const { where } = ask
  const whole = ask.whole()
  const of = asked === undefined ? '' : ` of ${said(asked)}`
  const fewer = way === 'full' ? 'as many tasks as desired' : 'fewer tasks than desired'
  const part = `Of the ${numbered(all, 'ECS service')}${of} that could be seen, ${meant.length} run ${fewer}.`
  if (all === 0) return aboutAll(whole, `There is no ECS service${of} in ${where}.`, part)
  if (way === 'full') {
    const names =
      meant.length === 0
        ? ''
        : `: ${listed(
            meant.map((one) => one.name),
            12,
          )}`
    return `${meant.length} of ${counted(all, 'ECS service')}${of} in ${where} ${meant.length === 1 ? 'runs' : 'run'} ${fewer}${names}.`
  }
  if (meant.length === 0) {
    return aboutAll(
      whole,
      `All ${counted(all, 'ECS service')}${of} in ${where} run as many tasks as desired.`,
      part,
    )
  }
  const each = meant.slice(0, 3).map((one) => sentence(one, ask))
  const runs = meant.length === 1 ? 'runs' : 'run'
  return `${meant.length} of ${counted(all, 'ECS service')}${of} in ${where} ${runs} ${fewer}. ${each.join(' ')}`
}

function sentence(one: EcsService, ask: Ask): string {
  const { desiredCount, runningCount, pendingCount } = one.service
  const deployment = primaryDeployment(one)
  const failed = number(deployment?.failedTasks)
  const pending = number(pendingCount) > 0 ? ` (${pendingCount} pending)` : ''
  const runs = `**${one.name}** (cluster ${one.cluster}) runs ${runningCount} of ${desiredCount}${pending}`
  const why = failed > 0 && deployment !== undefined ? deployed(deployment, failed, ask) : ''
  const [latest] = latestTroubles(one, ask)
  const event =
    latest === undefined
      ? ''
      : ` ECS said at ${since(latest.at, ask.now)}: “${said(latest.message, 250)}”`
  return `${runs}${why}.${event}`
}

function deployed(
  { taskDefinition, createdAt }: Record<string, unknown>,
  failed: number,
  { now }: Ask,
) {
  const started = since(new Date(String(createdAt)), now)
  return `; ${counted(failed, 'task')} of ${lastPart(String(taskDefinition))}, deployed at ${started}, failed`
}

/** One that names a reason tells more than that a task was stopped. */
function latestTroubles(one: EcsService, { now }: Ask) {
  const all = troubles(one, new Date(now.getTime() - 24 * 3_600_000))
  const withReason = all.filter(({ message }) => /reason|unable|insufficient/i.test(message))
  return withReason.length > 0 ? withReason : all
}

function row(one: EcsService, ask: Ask): Evidence {
  const { desiredCount, runningCount, pendingCount } = one.service
  const deployment = primaryDeployment(one)
  const [latest] = latestTroubles(one, ask)
  return {
    evidence: isShort(one) ? 'Service short of tasks' : 'Service with all its tasks',
    Service: one.name,
    Cluster: one.cluster,
    Region: ask.shownRegion(one.place.region),
    Desired: desiredCount,
    Running: runningCount,
    Pending: pendingCount,
    TaskDefinition: lastPart(text(deployment?.taskDefinition)),
    Rollout: deployment?.rolloutState,
    FailedTasks: deployment?.failedTasks,
    LatestEvent: latest?.message,
    At: latest === undefined ? undefined : moment(latest.at),
  }
}
