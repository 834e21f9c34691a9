import * as z from 'zod'
import { inParallel } from '../../executor/in-parallel.ts'
import { isRecord } from '../../json.ts'
import { connections } from '../../questions/relations/connections.ts'
import { withName } from '../../questions/things/identity.ts'
import type { Kind } from '../../questions/things/kind.ts'
import { kindOfId } from '../../questions/things/kind-of-id.ts'
import { kindsSaid } from '../../questions/things/kind-said.ts'
import { kinds } from '../../questions/things/kinds.ts'
import { listThings, type Thing } from '../../questions/things/list-things.ts'
import type { Reading } from '../../questions/things/reader.ts'
import { camelWords } from '../../questions/words/stem.ts'
import { ToolError } from '../../tool-error.ts'
import { text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, listed, said, sentences } from '../evidence/wording.ts'
import { name } from '../parameters.ts'
import { type Ask, defineRecipe, type Evidence } from '../recipe.ts'
import { mainKinds } from './things.ts'

/** What uses a thing, is attached to it or is in it, and what it uses itself. */
export const whatIsConnected = defineRecipe({
  name: 'connections',
  about: 'inventory',
  description:
    'What uses a thing, reads from it, is attached to it or in it, or holds it (a policy), and what it uses itself.',
  questions: [
    'what uses the security group prod-services?',
    'who holds the policy ReadOnlyAccess?',
    'what is attached to 198.51.100.12?',
    'what would be affected if the topic ops-alerts was gone?',
    'what is inside the subnet prod-public-a?',
    'what is subscribed to order-placed?',
  ],
  scope: 'estate',
  services: [
    'ec2',
    'elastic-load-balancing-v2',
    'lambda',
    'iam',
    'sns',
    'ecs',
    'rds',
    'cloudformation',
  ],
  parameters: z.strictObject({ name: name('thing, or its id, ARN or IP address') }),
  async run({ name: asked }, ask) {
    if (asked === undefined)
      throw new ToolError('invalid_parameter', 'name: which thing is meant is not said')
    const around = { reader: readingOf(ask), regions: ask.places.map(({ region }) => region) }
    const targets = (await called(asked, around)).slice(0, mostTargets)
    const found = await Promise.all(targets.map((target) => connectedTo(target, around)))
    if (targets.some(({ kind }) => isCalled.test(kind.noun)))
      ask.note('Not looked at: EventBridge rules and schedules, which may call it.')
    const rows = targets.flatMap((target, at) =>
      (found[at] ?? []).map((one) => rowOf(one, targets.length > 1 ? target : undefined)),
    )
    return { summary: summarize(asked, { targets, found, ask }), evidence: rows.slice(0, mostRows) }
  },
})

/** What events go to. */
const isCalled = /^(?:function|queue|topic|state machine|service|build project|pipeline)$/

const mostTargets = 3
const mostRows = 60

interface Around {
  reader: Reading
  regions: readonly string[]
}

const readingOf = (ask: Ask): Reading => ({
  each: async (entries, work) => (await inParallel(entries, 8, work)).flat(),
  tryRead: async (operation, { region, parameters }) => {
    const items = (await ask.elsewhere(region).tryRead(operation, parameters)) ?? []
    return items.map((item) =>
      Object.keys(item).length === 1 && 'value' in item ? (item.value ?? '') : { ...item },
    )
  },
})

interface Target {
  kind: Kind
  thing: Thing
}

const kindsOf = (nouns: readonly string[]) =>
  nouns.flatMap((noun) => kinds.filter((kind) => kind.noun === noun))

/** Kinds of which something may be meant, the ones that are named most before. */
const named = [
  ...mainKinds,
  ...kindsOf(['policy', 'group', 'instance profile', 'key pair', 'route table', 'launch template']),
]

/** Kinds that speak of others, or that others speak of. */
const speaking = kindsOf([
  ...['instance', 'network interface', 'Elastic IP', 'NAT gateway', 'volume', 'snapshot', 'image'],
  ...['VPC', 'subnet', 'route table', 'security group', 'auto scaling group', 'launch template'],
  ...[
    'load balancer',
    'target group',
    'listener',
    'certificate',
    'record',
    'service',
    'ECS cluster',
  ],
  ...['function', 'event source mapping', 'queue', 'topic', 'subscription', 'table', 'bucket'],
  ...['database', 'database cluster', 'EKS cluster', 'node group', 'alarm', 'log group', 'stack'],
  ...['user', 'group', 'role', 'policy', 'instance profile', 'trail'],
  ...['HTTP API', 'API domain name', 'state machine'],
]).concat(kindsOf(['distribution']).slice(0, 1))

/** What has the name: whole, else in part; what an address is of. */
async function called(given: string, around: Around): Promise<Target[]> {
  const [said] = kindsSaid(given)
  const asked = said === undefined ? given : given.slice(said.at + said.length).trim() || given
  const own = said !== undefined && asked !== given ? said.kind : kindOfId(asked)
  const isAddress = /^(?:\d{1,3}\.){3}\d{1,3}$/.test(asked)
  const where = isAddress
    ? kindsOf(['Elastic IP', 'network interface', 'instance'])
    : own === undefined
      ? named
      : [own]
  const found = await inParallel(where, 8, async (kind) => {
    const { things } = await listThings(kind, { ...around, names: [] })
    if (isAddress)
      return things
        .filter(({ item }) => JSON.stringify(item).includes(`"${asked}"`))
        .map((thing) => ({ kind, thing, exact: true }))
    const mine = withName(things, asked)
    return mine.found.map((thing) => ({ kind, thing, exact: mine.exact }))
  })
  const all = found.flat()
  const exact = all.filter((one) => one.exact)
  if (exact.length > 0 || own !== undefined) return isAddress ? exact.slice(0, 1) : exact
  // What AWS itself has under that name, as its policies.
  const wider = await inParallel(
    named.flatMap((kind) => (kind.wider ?? []).map((parameters) => ({ kind, parameters }))),
    4,
    async ({ kind, parameters }) => {
      const { things } = await listThings({ ...kind, parameters }, { ...around, names: [] })
      return withName(things, asked).found.map((thing) => ({ kind, thing }))
    },
  )
  return wider.flat().length > 0 ? wider.flat() : all
}

interface Other extends Target {
  through: string
}

async function connectedTo({ kind, thing }: Target, around: Around): Promise<Other[]> {
  const regions = thing.region === 'global' ? around.regions : [thing.region]
  const found = await inParallel(
    speaking.filter((other) => other.list !== kind.list || other.noun === 'security group'),
    8,
    async (other) => {
      const { things } = await listThings(other, { ...around, regions, names: [] })
      const known = await connections(
        { kind: other, things },
        { kind, things: [thing] },
        { ...around, regions },
        { isNear: true },
      )
      return known.map(({ from, through }) => ({ kind: other, thing: from, through }))
    },
  )
  const own = await resourcesOf({ kind, thing }, { ...around, regions })
  const held = new Set(own.map((one) => one.thing.name))
  return [...own, ...withoutMiddles(found.flat()).filter((one) => !held.has(one.thing.name))]
}

/** What a stack made is in it, whatever speaks of it elsewhere. */
async function resourcesOf({ kind, thing }: Target, around: Around): Promise<Other[]> {
  const [resource] = kindsOf(['stack resource'])
  if (kind.noun !== 'stack' || resource === undefined) return []
  const { things } = await listThings(resource, { ...around, names: [thing.name] })
  return things.map((one) => ({ kind: resource, thing: one, through: kind.noun }))
}

/** What only stands between others is told where it leads to nothing else: a subscription by mail. */
function withoutMiddles(all: readonly Other[]): Other[] {
  const isThrough = ({ noun }: Kind) => all.some(({ through }) => through.startsWith(noun))
  return all.filter(
    ({ kind, thing }) =>
      kind.links !== true ||
      kind.relates !== undefined ||
      !isThrough(kind) ||
      endpointOf(thing) !== undefined,
  )
}

const rowOf = ({ kind, thing, through }: Other, target: Target | undefined): Evidence => ({
  evidence: 'Connected thing',
  Name: nameSaid(thing),
  Kind: kind.noun,
  Region: thing.region === 'global' ? undefined : thing.region,
  Through: throughSaid(through),
  With: target === undefined ? undefined : `${target.kind.noun} ${target.thing.name}`,
})

/** Of a subscription it is where it leads. */
const nameSaid = (thing: Thing): string => said(endpointOf(thing) ?? thing.name, 80)

function endpointOf({ item }: Thing): string | undefined {
  const endpoint = isRecord(item) ? text(item.Endpoint) : ''
  return endpoint === '' || endpoint.startsWith('arn:') ? undefined : endpoint
}

const throughSaid = (through: string) =>
  through.includes(' ')
    ? through
    : [...new Set(through.split('.').slice(-2).flatMap(camelWords))].join(' ')

interface Found {
  targets: readonly Target[]
  found: readonly (readonly Other[])[]
  ask: Ask
}

function summarize(asked: string, { targets, found, ask }: Found): string {
  if (targets.length === 0)
    return aboutAll(
      ask.whole(),
      `There is nothing called ${said(asked)} in ${ask.where}, of the kinds that were looked for, so it is not known what it is connected with.`,
      `${said(asked)} was not found in what could be seen of ${ask.where}.`,
    )
  return sentences(
    ...targets.map(({ kind, thing }, at) => {
      const others = found[at] ?? []
      const what = `The ${kind.noun} **${said(thing.name, 80)}**${thing.region === 'global' ? '' : ` (${thing.region})`}`
      if (others.length === 0)
        return aboutAll(
          ask.whole(),
          `${what} is connected with nothing: no ${listed(lookedFor, 12)} speaks of it.`,
          `${what}: no connection could be seen.`,
        )
      const byKind = Map.groupBy(others, (one) => one.kind)
      const told = [...byKind].map(
        ([other, of]) =>
          `${counted(of.length, other.noun, pluralOf(other))} (${listed(
            of.map((one) => nameSaid(one.thing)),
            8,
          )})`,
      )
      return `${what} is connected with ${listed(told, 14)}.`
    }),
  )
}

const pluralOf = ({ noun, plural }: Kind) =>
  plural ?? (/[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`)

const lookedFor = [
  'instance',
  'function',
  'service',
  'load balancer',
  'database',
  'alarm',
  'role',
  'user',
]
