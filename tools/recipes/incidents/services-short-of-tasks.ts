import { z } from 'zod'
import {
  type EcsService,
  primaryDeployment,
  readServices,
  troubles,
} from '../evidence/ecs-services.ts'
import { moment, since } from '../evidence/say.ts'
import { lastPart, number, text } from '../evidence/values.ts'
import { counted, said } from '../evidence/wording.ts'
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
  scope: 'regional',
  services: ['ecs'],
  parameters: z.strictObject({}),
  async run(_parameters, ask) {
    const services = await readServices(ask)
    const short = services
      .filter((one) => missing(one) > 0)
      .toSorted((a, b) => missing(b) - missing(a))
    return {
      summary: summary(short, { all: services.length, ask }),
      evidence: short.map((one) => row(one, ask)),
    }
  },
})

const missing = ({ service }: EcsService) =>
  number(service.desiredCount) - number(service.runningCount)

function summary(short: readonly EcsService[], { all, ask }: { all: number; ask: Ask }): string {
  const { region } = ask
  if (all === 0) return `There is no ECS service in ${region}.`
  if (short.length === 0) {
    return `All ${counted(all, 'ECS service')} in ${region} run as many tasks as desired.`
  }
  const each = short.slice(0, 3).map((one) => sentence(one, ask))
  const runs = short.length === 1 ? 'runs' : 'run'
  return `${short.length} of ${counted(all, 'ECS service')} in ${region} ${runs} fewer tasks than desired. ${each.join(' ')}`
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
    evidence: 'Service short of tasks',
    Service: one.name,
    Cluster: one.cluster,
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
