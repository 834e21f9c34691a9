import { z } from 'zod'
import type { Period } from '../../planner/time.ts'
import { changesIn, type GroupedChange } from '../evidence/changes.ts'
import { type EcsService, primaryDeployment, readServices } from '../evidence/ecs-services.ts'
import { environmentOf, environmentsIn } from '../evidence/environment.ts'
import { ago, cap, lasting, moment, since } from '../evidence/say.ts'
import { lastPart, number, text } from '../evidence/values.ts'
import { counted } from '../evidence/wording.ts'
import { environment, period, periodOf } from '../parameters.ts'
import { type Ask, defineRecipe, type Evidence, type Item } from '../recipe.ts'

/** What was changed lately, and by whom. */
export const recentChanges = defineRecipe({
  name: 'recent_changes',
  about: 'incidents',
  description: 'What changed in the last hour and who changed it, from CloudTrail, ECS and stacks.',
  questions: [
    'what changed in prod in the last hour, and who changed it?',
    'what changed recently?',
    'who changed something in production today?',
    'recent changes in the account',
    'who deployed in the last hour?',
    'what was modified since yesterday, and by whom?',
  ],
  scope: 'regional',
  services: ['cloudtrail', 'ecs', 'cloudformation'],
  parameters: z.strictObject({ period: period(), environment: environment() }),
  async run(parameters, ask) {
    const when = periodOf(parameters.period, ask.now) ?? {
      start: new Date(ask.now.getTime() - 3_600_000),
      end: ask.now,
    }
    const [changes, services, stacks] = await Promise.all([
      changesIn(when, ask),
      readServices({ ...ask, read: ask.tryRead }),
      ask.tryRead('cloudformation:DescribeStacks'),
    ])
    const of = environmentOf(parameters.environment)
    const seen = changes.filter(({ about }) => isOf(of, about))
    const deployed = services.filter(
      (one) => isOf(of, one.cluster) && within(when, primaryDeployment(one)?.createdAt),
    )
    const updated = stacks.filter(
      (one) => isOf(of, text(one.StackName)) && within(when, changedAt(one)),
    )
    noteLimits(ask, { environment: of, seen })
    return {
      summary: [
        changesSentence(seen, { period: when, environment: of, ask }),
        ...deployed.slice(0, 3).map((one) => deploymentSentence(one, ask)),
        ...updated.slice(0, 3).map((one) => stackSentence(one, ask)),
      ].join(' '),
      evidence: [
        ...seen.map(changeRow),
        ...deployed.map((one) => deploymentRow(one)),
        ...updated.map(stackRow),
      ],
      followUps: ['Which alarms are firing, and since when?'],
    }
  },
})

/** What names no environment may be of any: it is left in, and a note says so. */
function isOf(environment: string | undefined, about: string): boolean {
  if (environment === undefined) return true
  const named = environmentsIn(about)
  return named.size === 0 || named.has(environment)
}

function noteLimits(
  ask: Ask,
  { environment, seen }: { environment: string | undefined; seen: readonly GroupedChange[] },
): void {
  ask.note('CloudTrail shows a change up to 15 minutes after it was made.')
  if (ask.region !== 'us-east-1') {
    ask.note('Changes to IAM, Route 53 and other global services are in the trail of us-east-1.')
  }
  const unnamed = seen.filter(({ about }) => environmentsIn(about).size === 0).length
  if (environment !== undefined && unnamed > 0) {
    ask.note(`${counted(unnamed, 'change')} may be of another environment: none is named in them.`)
  }
}

function within({ start, end }: Period, time: Item[string] | undefined): boolean {
  const at = new Date(text(time))
  return at >= start && at <= end
}

interface Sentence {
  period: Period
  environment: string | undefined
  ask: Ask
}

function changesSentence(
  seen: readonly GroupedChange[],
  { period, environment, ask }: Sentence,
): string {
  const { now, region } = ask
  const where = environment === undefined ? region : `${environment} (${region})`
  const when =
    period.end.getTime() === now.getTime()
      ? `in the last ${lasting(period.start, now)}`
      : `from ${moment(period.start)} to ${moment(period.end)}`
  const count = seen.reduce((sum, one) => sum + one.count, 0)
  if (count === 0) return `CloudTrail knows of no change in ${where} ${when}.`
  const people = [...new Set(seen.map(({ by }) => by))]
  const who = people.slice(0, 4).map((by) => `**${by}** ${changesOfPerson(seen, by, now)}`)
  const more = people.length > 4 ? `, and ${people.length - 4} more people` : ''
  return `${counted(count, 'change')} in ${where} ${when}: ${who.join('; ')}${more}.`
}

function changesOfPerson(seen: readonly GroupedChange[], by: string, now: Date): string {
  const own = seen.filter((one) => one.by === by)
  const each = own
    .slice(0, 3)
    .map(
      ({ actions, resource, last, failed }) =>
        `${failed === undefined ? '' : 'tried '}${actions} on ${resource} at ${since(last, now)}`,
    )
  const more = own.length > 3 ? ` and ${own.length - 3} more` : ''
  return `${each.join(', ')}${more}`
}

const changeRow = ({ by, resource, actions, first, last, detail, failed }: GroupedChange) => ({
  evidence: 'Change',
  Who: by,
  Resource: resource,
  Actions: actions,
  First: moment(first),
  Last: moment(last),
  Failed: failed,
  Detail: detail,
})

function deploymentSentence(one: EcsService, { now }: Ask): string {
  const { runningCount, desiredCount } = one.service
  const deployment = primaryDeployment(one)
  const failed = number(deployment?.failedTasks)
  const failures = failed === 0 ? '' : `, ${failed} of its tasks failed`
  const began = ago(new Date(text(deployment?.createdAt)), now)
  return (
    `ECS began to deploy ${lastPart(text(deployment?.taskDefinition))} to ${one.name} ` +
    `(cluster ${one.cluster}) ${began}: ${text(deployment?.rolloutState)}, ` +
    `${runningCount} of ${desiredCount} tasks run${failures}.`
  )
}

function deploymentRow(one: EcsService): Evidence {
  const deployment = primaryDeployment(one)
  return {
    evidence: 'ECS deployment',
    Service: one.name,
    Cluster: one.cluster,
    TaskDefinition: lastPart(text(deployment?.taskDefinition)),
    Started: moment(new Date(text(deployment?.createdAt))),
    Rollout: deployment?.rolloutState,
    Desired: one.service.desiredCount,
    Running: one.service.runningCount,
    FailedTasks: deployment?.failedTasks,
  }
}

const changedAt = ({ LastUpdatedTime, DeletionTime, CreationTime }: Item) =>
  DeletionTime ?? LastUpdatedTime ?? CreationTime

const stackSentence = (stack: Item, { now }: Ask) =>
  `Stack ${text(stack.StackName)}: ${text(stack.StackStatus)} ${ago(new Date(text(changedAt(stack))), now)}.`

const stackRow = (stack: Item): Evidence => ({
  evidence: 'Stack',
  Stack: stack.StackName,
  Status: stack.StackStatus,
  At: moment(new Date(text(changedAt(stack)))),
  Reason: cap(text(stack.StackStatusReason)),
})
