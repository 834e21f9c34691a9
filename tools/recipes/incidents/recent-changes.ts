import * as z from 'zod'
import type { Period } from '../../questions/time/period.ts'
import { changesIn, type Deed, type GroupedChange } from '../evidence/changes.ts'
import { type EcsService, primaryDeployment, readServices } from '../evidence/ecs-services.ts'
import { environmentOf, environmentsIn } from '../evidence/environment.ts'
import { namesSaid } from '../evidence/named.ts'
import { ago, cap, moment, since, timeText } from '../evidence/say.ts'
import { dayMs, lastPart, number, text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, said } from '../evidence/wording.ts'
import { choice, environment, name, period, periodOf, person } from '../parameters.ts'
import { type Ask, defineRecipe, type Evidence, type Item, type Place } from '../recipe.ts'
import type { PlacedStack } from './failed-stacks.ts'

/** What was changed lately, and by whom. */
export const recentChanges = defineRecipe({
  name: 'recent_changes',
  about: 'incidents',
  description:
    'What changed (in the last hour, or as asked), of what and by whom, from CloudTrail, ECS and stacks.',
  questions: [
    'what changed in prod in the last hour, and who changed it?',
    'what changed recently?',
    'who changed something in production today?',
    'recent changes in the account',
    'who deployed in the last hour?',
    'what was modified since yesterday, and by whom?',
    'what did jonas.weber do yesterday?',
    'did anything get deployed to prod-eu in the last 7 days?',
  ],
  scope: 'estate',
  services: ['cloudtrail', 'ecs', 'cloudformation'],
  parameters: z.strictObject({
    period: period(),
    name: name('thing that was changed, or its id'),
    by: person('who changed it, as CloudTrail names them'),
    environment: environment(),
    doers: choice(['everybody', 'people', 'machines'], 'only people, or only machines'),
    deed: choice(
      ['any', 'created', 'removed', 'refused'],
      'only what created or removed something, or was refused',
    ),
  }),
  async run(parameters, ask) {
    const { by, name: of } = parameters
    const deed = parameters.deed === 'any' ? undefined : parameters.deed
    const when = periodOf(parameters.period, ask.now) ?? usualPeriod(parameters, ask.now)
    const within = environmentOf(parameters.environment)
    const changes = (
      await everyTrail(ask, (place) => changesIn({ period: when, by, of, deed }, place))
    ).toSorted((a, b) => b.last.getTime() - a.last.getTime())
    const { doers = 'everybody' } = parameters
    const seen = changes.filter(
      (one) =>
        isOf(within, one.about) &&
        (doers === 'everybody' || isMachine(one.by) === (doers === 'machines')),
    )
    const began =
      by === undefined && doers === 'everybody' && deed === undefined
        ? await begunIn({ when, within, of }, ask)
        : nothing
    noteLimits(ask, { environment: within, seen, deed })
    const changed = changesSentence(seen, { when, within, by, of, deed, ask })
    const begun = [
      ...began.deployed.slice(0, 4).map((one) => deploymentSentence(one, ask)),
      ...began.updated.slice(0, 3).map((one) => stackSentence(one, ask)),
    ]
    return {
      // What was deployed answers where CloudTrail, which may know only the service by its name, has nothing.
      summary: (seen.length === 0 ? [...begun, changed] : [changed, ...begun]).join(' '),
      evidence: [
        ...seen.map((one) => changeRow(one, ask)),
        ...began.deployed.map((one) => deploymentRow(one)),
        ...began.updated.map((one) => stackRow(one, ask)),
      ],
      followUps: ['Which alarms are firing, and since when?'],
    }
  },
})

/** Pipelines, roles that services take on, and AWS itself, by how they are called. */
const isMachine = (by: string) =>
  by === '' ||
  /(?:^|[-_./@])(?:ci|cd|bot|deploy\w*|pipeline|build\w*|runner|automation|terraform|pulumi|jenkins|github|gitlab|circleci|argo\w*|lambda|ecs|eks|scheduler|cron|job|svc|service|system|machine|robot|agent|aws\w*)(?:$|[-_./@])/i.test(
    by,
  ) ||
  /\.amazonaws\.com$|^AWSService|^i-[\da-f]+$/i.test(by)

/** Of one person or thing, or of everything. */
function usualPeriod(
  { by, name }: { by?: string | undefined; name?: string | undefined },
  now: Date,
) {
  const ms = by === undefined && name === undefined ? 3_600_000 : 90 * dayMs
  return { start: new Date(now.getTime() - ms), end: now }
}

/** What is of no region, as IAM, is in the trail of us-east-1. */
function everyTrail<T>(ask: Ask, look: (place: Place) => Promise<readonly T[]>): Promise<T[]> {
  const { places, regionsAsked } = ask
  const hasGlobal = places.some(({ region }) => region === globalTrail)
  if (hasGlobal || regionsAsked.length > 0) return ask.everywhere(look)
  return ask.everywhere(async (place) =>
    place === places[0]
      ? [...(await look(place)), ...(await look(ask.elsewhere(globalTrail)))]
      : look(place),
  )
}

const globalTrail = 'us-east-1'

interface Begun {
  deployed: EcsService[]
  updated: PlacedStack[]
}

const nothing: Begun = { deployed: [], updated: [] }

interface Wanted {
  when: Period
  within: string | undefined
  of: string | undefined
}

/** Deployments and updates of stacks say more than the calls that began them. */
async function begunIn({ when, within, of }: Wanted, ask: Ask): Promise<Begun> {
  const isMeant = (name: string, about: string) =>
    isOf(within, about) && (of === undefined || of === about || isCalled(of, name))
  const [services, stacks] = await Promise.all([
    ask.everywhere((place) => readServices({ ...place, read: tried(place) })),
    ask.everywhere(async (place) =>
      ((await place.tryRead('cloudformation:DescribeStacks')) ?? []).map((stack) => ({
        stack,
        place,
      })),
    ),
  ])
  return {
    deployed: services.filter(
      (one) => isMeant(one.name, one.cluster) && isWithin(when, primaryDeployment(one)?.createdAt),
    ),
    updated: stacks.filter(({ stack }) => {
      const name = text(stack.StackName)
      return isMeant(name, name) && isWithin(when, changedAt(stack))
    }),
  }
}

const tried =
  (place: Place): Place['read'] =>
  async (...call) =>
    (await place.tryRead(...call)) ?? []

/** One word of several is no name: `order-mirror` is not order-worker. */
function isCalled(of: string, name: string): boolean {
  const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z\d]+/g) ?? []
  const words = wordsOf(of)
  const own = wordsOf(name)
  const isPart = /^[\w.]+-/.test(of) ? words.every((word) => own.includes(word)) : true
  return (isPart || own.every((word) => words.includes(word))) && namesSaid(of, [name]).length > 0
}

/** What names no environment may be of any: it is left in, and a note says so. */
function isOf(environment: string | undefined, about: string): boolean {
  if (environment === undefined) return true
  const named = environmentsIn(about)
  return named.size === 0 || named.has(environment)
}

function noteLimits(
  ask: Ask,
  {
    environment,
    seen,
    deed,
  }: {
    environment: string | undefined
    seen: readonly GroupedChange[]
    deed: Deed | undefined
  },
): void {
  ask.note('CloudTrail shows a change up to 15 minutes after it was made.')
  if (deed === 'refused') ask.note('Reads that AWS refused are not looked for: only changes.')
  const hasGlobal = ask.places.some(({ region }) => region === globalTrail)
  if (ask.regionsAsked.length > 0 && !hasGlobal) {
    ask.note('Changes to IAM, Route 53 and other global services are in the trail of us-east-1.')
  }
  const unnamed = seen.filter(({ about }) => environmentsIn(about).size === 0).length
  if (environment !== undefined && unnamed > 0) {
    ask.note(`${counted(unnamed, 'change')} may be of another environment: none is named in them.`)
  }
}

function isWithin({ start, end }: Period, time: Item[string] | undefined): boolean {
  const at = new Date(text(time))
  return at >= start && at <= end
}

interface Sentence extends Wanted {
  by: string | undefined
  deed: Deed | undefined
  ask: Ask
}

function changesSentence(
  seen: readonly GroupedChange[],
  { when, within, by, of, deed, ask }: Sentence,
): string {
  const { now, where } = ask
  const place = within === undefined ? where : `${within} (${where})`
  const what = [
    of && ` of ${said(of)}`,
    by && ` by ${said(by)}`,
    deed === undefined ? '' : ` that ${deed === 'refused' ? 'AWS refused' : `${deed} something`}`,
  ]
    .filter(Boolean)
    .join('')
  const time = timeText(when, now)
  const count = seen.reduce((sum, one) => sum + one.count, 0)
  if (count === 0) {
    return aboutAll(
      ask.whole(),
      `CloudTrail knows of no change${what} in ${place} ${time}.`,
      `0 changes${what} were seen in ${place} ${time}.`,
    )
  }
  const people = [...new Set(seen.map(({ by }) => by))]
  const who = people.slice(0, 4).map((by) => `**${by}** ${changesOfPerson(seen, by, now)}`)
  const more = people.length > 4 ? `, and ${people.length - 4} more people` : ''
  return `${counted(count, 'change')}${what} in ${place} ${time}: ${who.join('; ')}${more}.`
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

const changeRow = (
  { by, region, resource, actions, first, last, detail, failed }: GroupedChange,
  ask: Ask,
) => ({
  evidence: 'Change',
  Who: by,
  Resource: resource,
  Actions: actions,
  Region: ask.shownRegion(region),
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

const stackSentence = ({ stack }: PlacedStack, { now }: Ask) =>
  `Stack ${text(stack.StackName)}: ${text(stack.StackStatus)} ${ago(new Date(text(changedAt(stack))), now)}.`

const stackRow = ({ stack, place }: PlacedStack, ask: Ask): Evidence => ({
  evidence: 'Stack',
  Stack: stack.StackName,
  Status: stack.StackStatus,
  Region: ask.shownRegion(place.region),
  At: moment(new Date(text(changedAt(stack)))),
  Reason: cap(text(stack.StackStatusReason)),
})
