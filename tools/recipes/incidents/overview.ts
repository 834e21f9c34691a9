import * as z from 'zod'
import { environmentOf, environmentsIn } from '../evidence/environment.ts'
import { namesSaid } from '../evidence/named.ts'
import { moment, since } from '../evidence/say.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, isAre, listed, said, sentences } from '../evidence/wording.ts'
import { environment, name } from '../parameters.ts'
import { type Ask, defineRecipe, type Place } from '../recipe.ts'
import { firing, shortServices, troubledStacks } from './trouble/deployments.ts'
import { failingDatabases, impairedInstances } from './trouble/machines.ts'
import { troubledQueues } from './trouble/queues.ts'
import { failingTargets } from './trouble/targets.ts'
import type { Finder, Trouble } from './trouble/trouble.ts'

/** What is wrong right now, whatever it is, the worst first. */
export const overview = defineRecipe({
  name: 'overview',
  about: 'incidents',
  description:
    'What is wrong right now, worst first: firing alarms, services short of tasks, unhealthy targets, failing databases and instances, queues, stacks.',
  questions: [
    'what is wrong right now?',
    'is anything broken right now?',
    'is everything healthy?',
    'is there an outage?',
    'what is down?',
    'any problems at the moment?',
  ],
  scope: 'estate',
  services: [
    'cloudwatch',
    'ecs',
    'elastic-load-balancing-v2',
    'sqs',
    'cloudformation',
    'ec2',
    'rds',
  ],
  parameters: z.strictObject({
    name: name('service, queue or other thing, where one is meant'),
    environment: environment(),
  }),
  async run({ name: asked, environment: given }, ask) {
    const wanted = environmentOf(given)
    const all = await ask.everywhere(troublesIn)
    const there = all
      .filter((one) => isIn(wanted, one))
      .toSorted((a, b) => b.weight - a.weight || sinceMs(b) - sinceMs(a))
    const about = there.filter((one) => isAbout(asked, one))
    // What is called otherwise may be why: with nothing of the name, all is shown.
    const troubles = about.length > 0 ? about : there
    ask.note(
      'Looked at: alarms, ECS services, target groups, SQS queues, stacks, status checks of instances, databases. Not looked at: error rates without an alarm, logs, AWS Health.',
    )
    return {
      summary: summarize(troubles, { asked, about: about.length, ask }),
      evidence: troubles.map(({ kind, name: what, state, since: at, region }) => ({
        evidence: 'Wrong right now',
        Name: what,
        Kind: kind,
        State: state,
        Since: at === undefined ? undefined : moment(at),
        Region: ask.shownRegion(region),
      })),
      followUps: followUps(troubles),
    }
  },
})

const finders: readonly (readonly [what: string, Finder])[] = [
  ['alarms', firing],
  ['ECS services', shortServices],
  ['target groups', failingTargets],
  ['queues', troubledQueues],
  ['stacks', troubledStacks],
  ['instances', impairedInstances],
  ['databases', failingDatabases],
]

/** One kind that cannot be read leaves the others. */
async function troublesIn(place: Place): Promise<Trouble[]> {
  const found = await Promise.all(
    finders.map(([what, find]) => place.attempt(what, () => find(place))),
  )
  return found.flatMap((one) => one ?? [])
}

/** What has a name's form is meant whole: order-worker is not about order-events. */
function isAbout(asked: string | undefined, { name: own, about = [] }: Trouble): boolean {
  if (asked === undefined) return true
  const names = [own, ...about]
  return /[-._/]/.test(asked)
    ? names.some((one) => one.toLowerCase().includes(asked.toLowerCase()))
    : namesSaid(asked, names).length > 0
}

/** What names no environment may be of any. */
function isIn(wanted: string | undefined, { name: own, about = [] }: Trouble): boolean {
  const named = environmentsIn([own, ...about].join(' '))
  return wanted === undefined || named.size === 0 || named.has(wanted)
}

const sinceMs = ({ since: at }: Trouble) => at?.getTime() ?? 0

function summarize(
  troubles: readonly Trouble[],
  { asked, about, ask }: { asked: string | undefined; about: number; ask: Ask },
): string {
  const { where, now } = ask
  const of = asked === undefined ? '' : ` with ${said(asked)}`
  const [worst] = troubles
  const nothing =
    about > 0
      ? ''
      : aboutAll(
          ask.whole(),
          `Nothing that was looked at is wrong${of} right now in ${where}.`,
          `0 troubles${of} were seen in ${where}.`,
        )
  if (worst === undefined) return nothing
  const which = about > 0 ? `${of} right now in ${where}` : ' elsewhere'
  const kinds = [...Map.groupBy(troubles, ({ kind }) => kind)].map(
    ([kind, some]) =>
      `${counted(some.length, kind, pluralOf(kind))} (${listed(
        some.map((one) => said(one.name, 60)),
        5,
      )})`,
  )
  const at = worst.since === undefined ? '' : `, since ${since(worst.since, now)}`
  return sentences(
    nothing,
    `${counted(troubles.length, 'thing')} ${isAre(troubles.length)} wrong${which}.`,
    `The worst: **${said(worst.name, 60)}** ${said(worst.state, 200)}${at}.`,
    `In all: ${kinds.join('; ')}.`,
  )
}

function pluralOf(kind: string): string {
  const [, noun = kind, rest = ''] = /^(.*?)( (?:short|with|that) .*)?$/.exec(kind) ?? []
  return `${noun}s${rest}`
}

function followUps(troubles: readonly Trouble[]): string[] {
  const has = (kind: string) => troubles.find((one) => one.kind === kind)
  const service = has('service short of tasks')
  return [
    ...(service ? [`Why is ${service.name} failing?`] : []),
    ...(has('firing alarm') ? ['Which alarms are firing, and since when?'] : []),
    ...(has('failed stack') ? ['Which stacks failed, and why?'] : []),
    'What changed in the last hour, and who changed it?',
  ]
}
