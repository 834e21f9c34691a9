import * as z from 'zod'
import { bucketsIn } from '../evidence/buckets.ts'
import { readEach } from '../evidence/read-each.ts'
import { hasTag, isTagged, tagsOf } from '../evidence/tags.ts'
import { lastPart, objects, text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, listed, numbered, said, sentences } from '../evidence/wording.ts'
import { polarity, tag, text as textParameter } from '../parameters.ts'
import { type Ask, defineRecipe, type Item, type Place } from '../recipe.ts'

/** Resources of several services that nobody tagged, or that lack one tag. */
export const untaggedResources = defineRecipe({
  name: 'untagged_resources',
  about: 'inventory',
  description:
    'Resources without tags, or without the one asked for: instances, volumes, databases, buckets, functions and more.',
  questions: [
    'which resources have no tags?',
    'untagged resources',
    'what is not tagged?',
    'resources without a CostCenter tag',
    'find everything that lacks an Owner tag',
    'which resources are missing tags in eu-west-1?',
  ],
  scope: 'estate',
  services: ['ec2', 'elastic-load-balancing-v2', 'rds', 'lambda', 's3'],
  parameters: z.strictObject({
    tag: tag('key; any tag at all by default'),
    polarity: polarity(['without', 'with']),
    value: textParameter('only what has this value of the tag'),
  }),
  async run({ tag: wanted, polarity: way, value }, ask) {
    const has = way === 'with' || value !== undefined
    const found = await ask.everywhere(async (place) => {
      const all = await Promise.all(kinds.map((list) => list(place)))
      return all.flat().map((one) => ({ ...one, region: place.region }))
    })
    const asked = wanted === undefined ? undefined : asWritten(wanted, found)
    const key = asked === undefined || value === undefined ? asked : `${asked}=${value}`
    const meant = found.filter(({ tags }) =>
      value === undefined
        ? lacks(tags, asked) !== has
        : tagsOf(tags).some((one) => one.key === asked && one.value === value),
    )
    ask.note(
      'Looked at: instances, volumes, snapshots, addresses, NAT gateways, load balancers, databases, functions and buckets; nothing else.',
    )
    return {
      summary: summarize(meant, { all: found.length, key, has, ask }),
      evidence: meant.map(({ kind, id, name, tags, region }) => ({
        evidence: kindOfRow(key, has),
        Name: name ?? lastPart(id),
        Kind: kind,
        Id: name === id ? undefined : id,
        Region: ask.shownRegion(region),
        Tags:
          listed(
            tagsOf(tags)
              .filter((one) => one.key !== 'Name')
              .map((one) => said(has ? `${one.key}=${one.value}` : one.key, 60)),
          ) || undefined,
      })),
    }
  },
})

/** Of a key in other letters than anything has it, that which things have: `Service` for `service`. */
function asWritten(key: string, found: readonly Resource[]): string {
  const keys = found.flatMap(({ tags }) => tagsOf(tags).map((one) => one.key))
  return keys.includes(key)
    ? key
    : (keys.find((one) => one.toLowerCase() === key.toLowerCase()) ?? key)
}

const kindOfRow = (key: string | undefined, has: boolean) =>
  key === undefined
    ? `Resource ${has ? 'with' : 'without'} tags`
    : `Resource ${has ? 'with' : 'without'} ${said(key, 40)} tag`

interface Resource {
  kind: string
  id: string
  name: string | undefined
  tags: Item[string] | undefined
}

const lacks = (tags: Resource['tags'], key: string | undefined) =>
  key === undefined ? !isTagged(tags) : !hasTag(tags, key)

type Listing = (place: Place) => Promise<Resource[]>

/** Where the list has the tags with it. */
const listing =
  (
    kind: string,
    operation: string,
    [id, tags]: readonly [string, string],
    parameters = {},
  ): Listing =>
  async ({ tryRead }) =>
    ((await tryRead(operation, parameters)) ?? []).map((item) =>
      resource(kind, text(item[id]), item[tags] ?? []),
    )

const resource = (kind: string, id: string, tags: Resource['tags']): Resource => {
  const name = tagsOf(tags).find(({ key }) => key === 'Name')?.value
  return { kind, id, name, tags }
}

const living = { Filters: [{ Name: 'instance-state-name', Values: ['running', 'stopped'] }] }

const kinds: readonly Listing[] = [
  listing('instance', 'ec2:DescribeInstances', ['InstanceId', 'Tags'], living),
  listing('volume', 'ec2:DescribeVolumes', ['VolumeId', 'Tags']),
  listing('snapshot', 'ec2:DescribeSnapshots', ['SnapshotId', 'Tags'], { OwnerIds: ['self'] }),
  listing('address', 'ec2:DescribeAddresses', ['PublicIp', 'Tags']),
  listing('NAT gateway', 'ec2:DescribeNatGateways', ['NatGatewayId', 'Tags']),
  listing('database', 'rds:DescribeDBInstances', ['DBInstanceIdentifier', 'TagList']),
  loadBalancers,
  functions,
  buckets,
]

async function loadBalancers({ tryRead }: Place): Promise<Resource[]> {
  const arns = ((await tryRead('elbv2:DescribeLoadBalancers')) ?? []).map((one) =>
    text(one.LoadBalancerArn),
  )
  const tagged: Item[] = []
  for (let start = 0; start < arns.length; start += 20) {
    const ResourceArns = arns.slice(start, start + 20)
    tagged.push(...((await tryRead('elbv2:DescribeTags', { ResourceArns })) ?? []))
  }
  return tagged.map(({ ResourceArn, Tags }) =>
    resource('load balancer', text(ResourceArn).split('/').at(-2) ?? '', Tags ?? []),
  )
}

async function functions(ask: Place): Promise<Resource[]> {
  const all = (await ask.tryRead('lambda:ListFunctions')) ?? []
  const tags = await readEach(ask, all, {
    operation: 'lambda:ListTags',
    parameters: ({ FunctionArn }) => ({ Resource: FunctionArn }),
    noun: 'function',
  })
  return [...tags].map(([{ FunctionName }, [found = {}]]) =>
    resource('function', text(FunctionName), found),
  )
}

async function buckets(ask: Place): Promise<Resource[]> {
  const tags = await readEach(ask, await bucketsIn(ask), {
    operation: 's3:GetBucketTagging',
    parameters: ({ Name }) => ({ Bucket: Name }),
    noun: 'bucket',
  })
  return [...tags].map(([{ Name }, found]) => resource('bucket', text(Name), objects([...found])))
}

interface Context {
  all: number
  key: string | undefined
  has: boolean
  ask: Ask
}

function summarize(meant: readonly Resource[], { all, key, has, ask }: Context): string {
  const { where } = ask
  const state = stateOf(key, has)
  const whole = ask.whole()
  const part = `Of the ${numbered(all, 'resource')} that could be seen, ${meant.length} have ${state}.`
  if (all === 0) return aboutAll(whole, `There is no resource to look at in ${where}.`, part)
  if (meant.length === 0) {
    const sentence = has
      ? `None of the ${all} resources looked at in ${where} has ${state}.`
      : `All ${all} resources looked at in ${where} have ${stateOf(key, true)}.`
    return aboutAll(whole, sentence, part)
  }
  const groups = Map.groupBy(meant, ({ kind }) => kind)
  const texts = [...groups].map(
    ([kind, some]) =>
      `${counted(some.length, kind, plurals[kind])} (${listed(some.map(nameOf), 4)})`,
  )
  return sentences(
    `${meant.length.toLocaleString('en-US')} of ${counted(all, 'resource')} in ${where} ${meant.length === 1 ? 'has' : 'have'} ${state}: ${texts.join(', ')}.`,
  )
}

function stateOf(key: string | undefined, has: boolean): string {
  if (key !== undefined) return `${has ? 'the' : 'no'} ${said(key, 40)} tag`
  return has ? 'tags' : 'no tags but perhaps a Name'
}

const plurals: Readonly<Record<string, string>> = { address: 'addresses' }

const nameOf = ({ name, id }: Resource) => said(name ?? lastPart(id), 60)
