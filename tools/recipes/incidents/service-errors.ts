import * as z from 'zod'
import { inParallel } from '../../executor/in-parallel.ts'
import type { Period } from '../../questions/time/period.ts'
import { ToolError } from '../../tool-error.ts'
import { type Deployment, definitionRow, newestDeployment } from '../evidence/deployment.ts'
import {
  type EcsService,
  primaryDeployment,
  readServices,
  troubles,
} from '../evidence/ecs-services.ts'
import { environmentOf, environmentsIn } from '../evidence/environment.ts'
import { type Balanced, type ErrorRate, errorRate, type Stretch } from '../evidence/error-rate.ts'
import { logErrors, messageRow } from '../evidence/log-messages.ts'
import { type Named, namesMeant, noSuch } from '../evidence/named.ts'
import { moment, rounded } from '../evidence/say.ts'
import { type Findings, sayWhy } from '../evidence/say-why.ts'
import { targetRow, targetsOf, unhealthy } from '../evidence/target-health.ts'
import { counted, whyMissed } from '../evidence/wording.ts'
import { environment, type GivenPeriod, name, period, periodOf, words } from '../parameters.ts'
import { type Answer, type Ask, defineRecipe, type Evidence, type Place } from '../recipe.ts'

/** Why a service fails: what its load balancer, deployments, targets and logs say, put together. */
export const serviceErrors = defineRecipe({
  name: 'service_errors',
  about: 'incidents',
  description:
    'Why an ECS service returns 5xx: error rate, the deployment before it, targets, logs.',
  questions: [
    'why is the service returning 5xx?',
    'why is the service failing?',
    'what is wrong with the service?',
    'the service answers with errors, what happened?',
    'why does the service return 500s?',
    'what causes the 502 errors of the service?',
  ],
  scope: 'estate',
  services: ['ecs', 'elastic-load-balancing-v2', 'cloudwatch', 'cloudtrail', 'cloudwatch-logs'],
  uses: ['logs'],
  parameters: z.strictObject({
    name: name('ECS service'),
    words: words('service'),
    environment: environment(),
    period: period(),
  }),
  async run(parameters, ask) {
    const services = await ask.everywhere(readServices)
    const meant = servicesMeant(services, parameters)
    const [one] = meant
    if (one === undefined) {
      const names = services.map(({ name }) => name)
      return { summary: noSuch('ECS service', { names, name: parameters.name }, ask), evidence: [] }
    }
    if (meant.length > 1) {
      const others = meant.slice(1).map(({ name, cluster }) => `${name} (cluster ${cluster})`)
      ask.note(`Not looked at: ${others.join(', ')}. Name the one you mean with its environment.`)
    }
    return answerOf(one, await findingsOf(one, parameters), ask)
  },
})

interface Asked extends Named {
  environment?: string | undefined
  period?: GivenPeriod | undefined
}

/** Those that are named, best first: of its environment, else of prod first. */
function servicesMeant(services: readonly EcsService[], asked: Asked): EcsService[] {
  const names = new Set(
    namesMeant(
      asked,
      services.map(({ name }) => name),
    ),
  )
  const said = services.filter(({ name }) => names.has(name))
  const environment = environmentOf(asked.environment)
  const inIt = said.filter((one) => environment && environmentsIn(one.cluster).has(environment))
  if (inIt.length > 0) return inIt
  const isProd = ({ cluster }: EcsService) => Number(environmentsIn(cluster).has('prod'))
  return said.toSorted((a, b) => isProd(b) - isProd(a))
}

async function findingsOf(one: EcsService, asked: Asked): Promise<Findings> {
  const { place } = one
  const period = periodOf(asked.period, place.now) ?? {
    start: new Date(place.now.getTime() - 3 * 3_600_000),
    end: place.now,
  }
  const [targets, deployment] = await Promise.all([
    targetsOf(one.service, place),
    newestDeployment(one, place),
  ])
  const balanced = targets.find((each) => each.balanced !== undefined)?.balanced
  const rate =
    balanced === undefined
      ? undefined
      : await place.attempt('cloudwatch:GetMetricData', () => errorRate(balanced, period, place))
  noteRate({ balanced, rate }, place)
  const start = rate?.trouble?.start ?? period.start
  const messages = await messagesOf(deployment?.logGroups ?? [], { start, end: period.end }, place)
  return { period, targets, rate, deployment, messages }
}

interface Measured {
  balanced: Balanced | undefined
  rate: ErrorRate | undefined
}

function noteRate({ balanced, rate }: Measured, { note }: Place): void {
  if (balanced === undefined) {
    note('No load balancer counts its requests: the error rate is unknown.')
  } else if (rate?.of === 'target group' && rate.fromBalancer > 0) {
    const count = counted(Math.round(rate.fromBalancer), 'request')
    note(`The load balancer itself answered ${count} with 5xx, which may be of other services too.`)
  }
}

/** Logs are worth much here, but there is an answer without them. */
async function messagesOf(groups: readonly string[], period: Period, place: Place) {
  try {
    const found = await inParallel(groups, 2, (group) => logErrors({ group, ...period }, place))
    return found.flat().toSorted((a, b) => b.count - a.count)
  } catch (error) {
    if (!(error instanceof ToolError)) throw error
    const why = whyMissed(error)
    if (error.code === 'data_access_off') place.note(`Not looked at: the logs. ${why}`)
    else place.missed('the logs', why)
    return []
  }
}

function answerOf(one: EcsService, findings: Findings, ask: Ask): Answer {
  const { targets, deployment, messages } = findings
  return {
    summary: sayWhy(one, findings, ask),
    evidence: [
      ...rateRows(findings),
      ...deploymentRows(one, deployment),
      ...(deployment?.changes ?? []).map(definitionRow),
      ...targets.flatMap((group) =>
        unhealthy(group).map((target) => targetRow(group.name, target)),
      ),
      ...messages.slice(0, 10).map((message) => messageRow(message)),
      ...eventsOf(one, findings).map(({ at, message }) => ({
        evidence: 'ECS event',
        At: moment(at),
        Message: message,
      })),
    ],
    followUps: [
      'What changed in the last hour, and who changed it?',
      `Show me the errors in the ${one.name} logs for the last 30 minutes`,
    ],
  }
}

function rateRows({ rate }: Findings): Evidence[] {
  if (rate === undefined) return []
  const { trouble, usual, of } = rate
  const row = (When: string, stretch: Stretch): Evidence => ({
    evidence: 'Error rate',
    When,
    From: moment(stretch.start),
    Minutes: stretch.minutes,
    Requests: Math.round(stretch.requests),
    Errors5xx: Math.round(stretch.errors),
    ErrorPercent: rounded(stretch.requests === 0 ? 0 : (100 * stretch.errors) / stretch.requests),
    MeasuredOn: of,
  })
  return [
    ...(trouble === undefined ? [] : [row('Trouble', trouble)]),
    ...(usual.minutes === 0 ? [] : [row(trouble === undefined ? 'Period' : 'Before', usual)]),
  ]
}

function deploymentRows(one: EcsService, deployment: Deployment | undefined): Evidence[] {
  const primary = primaryDeployment(one)
  if (deployment === undefined || primary === undefined) return []
  return [
    {
      evidence: 'Deployment',
      TaskDefinition: deployment.revision,
      Before: deployment.before,
      By: deployment.by,
      Started: moment(deployment.at),
      Rollout: primary.rolloutState,
      Desired: primary.desiredCount,
      Running: primary.runningCount,
      Pending: primary.pendingCount,
      FailedTasks: primary.failedTasks,
    },
  ]
}

/** Since shortly before the trouble: what led to it is among them. */
function eventsOf(one: EcsService, { rate, period }: Findings) {
  const start = rate?.trouble?.start ?? period.start
  return troubles(one, new Date(start.getTime() - 10 * 60_000)).slice(0, 5)
}
