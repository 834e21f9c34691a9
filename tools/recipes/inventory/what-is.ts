import * as z from 'zod'
import { serviceNames } from '../../catalogue/services.ts'
import { columnsOf } from '../../columns/columns-of.ts'
import { valueAt } from '../../columns/value-at.ts'
import { findOperation } from '../../executor/find-operation.ts'
import { inParallel } from '../../executor/in-parallel.ts'
import type { Json } from '../../json.ts'
import { withName } from '../../questions/things/identity.ts'
import { describedBy } from '../../questions/things/kind.ts'
import { kindOfId } from '../../questions/things/kind-of-id.ts'
import { kinds } from '../../questions/things/kinds.ts'
import { ToolError } from '../../tool-error.ts'
import { cap } from '../evidence/say.ts'
import { object, text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { listed, said, sentences } from '../evidence/wording.ts'
import { name } from '../parameters.ts'
import { type Ask, defineRecipe, type Evidence } from '../recipe.ts'
import { furtherThings } from './further-things.ts'
import { ownTags } from './own-tags.ts'
import { described, mainKinds, type Thing, thingsOf } from './things.ts'

/** What something is: by its id, name, ARN or address, wherever it is. */
export const whatIs = defineRecipe({
  name: 'what_is',
  about: 'inventory',
  description: 'What <id, name, ARN or IP address> is, in which region, with its state and tags.',
  questions: [
    'what is i-0123456789abcdef0?',
    'what is orders-db?',
    'which resource has the address 10.0.1.5?',
    'whose access key is AKIAIOSFODNN7EXAMPLE?',
    'find the thing that is called checkout',
  ],
  scope: 'estate',
  services: ['ec2', 'rds', 's3', 'lambda', 'ecs', 'sqs', 'dynamodb', 'cloudformation', 'iam'],
  parameters: z.strictObject({ name: name('thing, or its id, ARN or IP address') }),
  async run({ name: asked }, ask) {
    if (asked === undefined) {
      throw new ToolError('invalid_parameter', 'name: which thing is meant is not said')
    }
    if (accessKey.test(asked)) return keyOf(asked, ask)
    const things = address.test(asked) ? await withAddress(asked, ask) : await called(asked, ask)
    const rows = await inParallel(things.slice(0, most), 4, (one) => rowOf(one))
    return { summary: summarize(asked, { things, rows, ask }), evidence: rows }
  },
})

const most = 10
const accessKey = /^A(?:KIA|SIA)[A-Z0-9]{12,}$/
const address = /^(?:\d{1,3}\.){3}\d{1,3}$|^[\da-f:]*:[\da-f:]+$/i

/** Those whose id tells their kind are looked for there alone; what has that whole name goes first. */
async function called(asked: string, ask: Ask): Promise<Thing[]> {
  const own = kindOfId(asked)
  const found = await inParallel(own === undefined ? mainKinds : [own], 6, (kind) =>
    thingsOf(kind, ask),
  )
  const things = withName(found.flat(), asked).found
  return things.length > 0 || own !== undefined ? things : furtherThings(asked, ask)
}

/** What answers at an address: its interface, and the instance behind that. */
async function withAddress(asked: string, ask: Ask): Promise<Thing[]> {
  const wanted = ['instance', 'network interface', 'Elastic IP', 'NAT gateway']
  const meant = kinds.filter(({ noun }) => wanted.includes(noun))
  const found = await inParallel(meant, 4, (kind) => thingsOf(kind, ask))
  return found.flat().filter(({ item }) => holds(item, asked))
}

function holds(value: Json, wanted: string): boolean {
  if (typeof value === 'string') return value === wanted
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some((one) => holds(one, wanted))
}

/** CloudTrail aside, only this tells whose a key is. */
async function keyOf(asked: string, ask: Ask) {
  const [found] = (await ask.tryRead('iam:GetAccessKeyLastUsed', { AccessKeyId: asked })) ?? []
  const user = text(found?.UserName)
  const { LastUsedDate, ServiceName, Region } = object(found?.AccessKeyLastUsed)
  if (user === '') {
    const summary = aboutAll(
      ask.whole(),
      `The access key ${said(asked)} is of no IAM user of this account.`,
      `Whose access key ${said(asked)} is could not be read.`,
    )
    return { summary, evidence: [] }
  }
  const used =
    LastUsedDate === undefined
      ? 'It was never used.'
      : `Last used ${text(LastUsedDate).slice(0, 16)} for ${text(ServiceName)} in ${text(Region)}.`
  return {
    summary: `**${said(asked)}** is an access key of the IAM user ${said(user)}. ${used}`,
    evidence: [{ evidence: 'Thing', Name: asked, Kind: 'access key', User: user, LastUsedDate }],
  }
}

/** With the members that matter for its kind. */
async function rowOf(one: Thing): Promise<Evidence> {
  const item = await described(one)
  const operation = describedBy(one.kind)
  const columns = await columnsOf(await findOperation(operation, serviceNames))
  const listed = columns.map((path) => [path, shownValue(valueAt(item, path))] as const)
  // Where AWS gives attributes by their names, there are no columns.
  const members = listed.length > 1 ? listed : Object.entries(item).map(plainMember)
  return {
    evidence: 'Thing',
    Name: one.name,
    Kind: one.kind.noun,
    Region: isGlobal(one) ? undefined : regionOf(one),
    ...Object.fromEntries(members.filter(([, value]) => value !== undefined && value !== one.name)),
    Tags: tagText(await ownTags(one, item)),
  }
}

const plainMember = ([member, value]: readonly [string, Json]) =>
  [member, /arn$/i.test(member) ? undefined : shownValue(value)] as const

const isGlobal = ({ kind }: Thing) => ['user', 'role', 'hosted zone'].includes(kind.noun)

function shownValue(value: unknown): string | number | boolean | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return value
  return typeof value === 'string' && value !== '' ? cap(value, 120) : undefined
}

/** A list of the whole account says of each thing where it is. */
const regionOf = ({ item, place }: Thing) => text(item.BucketRegion) || place.region

const tagText = (tags: Awaited<ReturnType<typeof ownTags>>) =>
  listed((tags ?? []).map(({ key, value }) => said(`${key}=${value}`, 60))) || undefined

interface Found {
  things: readonly Thing[]
  rows: readonly Evidence[]
  ask: Ask
}

function summarize(asked: string, { things, rows, ask }: Found): string {
  const [first] = rows
  if (first === undefined) {
    return aboutAll(
      ask.whole(),
      `There is no thing called ${said(asked)} in ${ask.where}, of the kinds that were looked for.`,
      `${said(asked)} was not found in what could be seen of ${ask.where}.`,
    )
  }
  const others = things
    .slice(1)
    .map((one) => `the ${one.kind.noun} ${said(one.name, 60)} (${regionOf(one)})`)
  return sentences(
    `**${said(asked)}** is ${article(first.Kind)}${sameName(asked, first.Name)}${first.Region === undefined ? '' : ` in ${text(first.Region)}`}${detailText(first, asked)}.`,
    first.Tags === undefined
      ? aboutAll(ask.whole(), 'It has no tags.', '')
      : `Tags: ${said(text(first.Tags), 200)}.`,
    others.length > 0 ? `Also called so: ${listed(others, 5)}.` : '',
  )
}

const article = (kind: Json | undefined) => {
  const noun = text(kind)
  return /^(?:[aeio]|un|E)/.test(noun) ? `an ${noun}` : `a ${noun}`
}

const sameName = (asked: string, own: Json | undefined) =>
  own === asked || text(own) === '' ? '' : `, ${said(text(own), 60)},`

/** `State.Name` → state, `DBInstanceStatus` → DB instance status. */
function wordsOf(member: string): string {
  const own =
    member
      .replace(/\.(?:Name|Code|Value)$/, '')
      .split('.')
      .at(-1) ?? member
  return own
    .replace(/([a-z\d])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3 $2$4')
    .split(' ')
    .map((word) => (/^[A-Z][a-z]/.test(word) ? word.toLowerCase() : word))
    .join(' ')
}

/** Its state and size, or whatever its kind is told apart by. */
function detailText(
  { evidence, Name, Kind, Region, Tags, ...members }: Evidence,
  asked: string,
): string {
  const told = Object.entries(members)
    .filter(([, value]) => typeof value !== 'object' && value !== undefined && value !== asked)
    .slice(0, 5)
    .map(([member, value]) => `${wordsOf(member)} ${said(String(value), 60)}`)
  return told.length === 0 ? '' : `: ${told.join(', ')}`
}
