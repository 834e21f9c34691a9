import { z } from 'zod'
import { bucketsIn } from '../evidence/buckets.ts'
import { readEach } from '../evidence/read-each.ts'
import { hasTag, isTagged, tagsOf } from '../evidence/tags.ts'
import { lastPart, objects, text } from '../evidence/values.ts'
import { counted, listed, said, sentences } from '../evidence/wording.ts'
import { tag } from '../parameters.ts'
import { type Ask, defineRecipe, type Item } from '../recipe.ts'

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
  scope: 'regional',
  services: ['ec2', 'elastic-load-balancing-v2', 'rds', 'lambda', 's3'],
  parameters: z.strictObject({ tag: tag('key; any tag at all by default') }),
  async run(parameters, ask) {
    const key = parameters.tag
    const found = (await Promise.all(kinds.map((list) => list(ask)))).flat()
    const without = found.filter(({ tags }) => lacks(tags, key))
    ask.note(
      'Looked at: instances, volumes, snapshots, addresses, NAT gateways, load balancers, databases, functions and buckets; nothing else.',
    )
    return {
      summary: summarize(without, { all: found.length, key, region: ask.region }),
      evidence: without.map(({ kind, id, name, tags }) => ({
        evidence:
          key === undefined ? 'Resource without tags' : `Resource without ${said(key, 40)} tag`,
        Kind: kind,
        Id: id,
        Name: name === id ? undefined : name,
        Tags:
          listed(
            tagsOf(tags)
              .filter((tag) => tag.key !== 'Name')
              .map((tag) => said(tag.key, 40)),
          ) || undefined,
      })),
    }
  },
})

interface Resource {
  kind: string
  id: string
  name: string | undefined
  tags: Item[string] | undefined
}

const lacks = (tags: Resource['tags'], key: string | undefined) =>
  key === undefined ? !isTagged(tags) : !hasTag(tags, key)

type Listing = (ask: Ask) => Promise<Resource[]>

/** Where the list has the tags with it. */
const listing =
  (
    kind: string,
    operation: string,
    [id, tags]: readonly [string, string],
    parameters = {},
  ): Listing =>
  async ({ tryRead }) =>
    (await tryRead(operation, parameters)).map((item) =>
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

async function loadBalancers({ tryRead }: Ask): Promise<Resource[]> {
  const arns = (await tryRead('elbv2:DescribeLoadBalancers')).map((one) =>
    text(one.LoadBalancerArn),
  )
  const tagged: Item[] = []
  for (let start = 0; start < arns.length; start += 20) {
    const ResourceArns = arns.slice(start, start + 20)
    tagged.push(...(await tryRead('elbv2:DescribeTags', { ResourceArns })))
  }
  return tagged.map(({ ResourceArn, Tags }) =>
    resource('load balancer', text(ResourceArn).split('/').at(-2) ?? '', Tags ?? []),
  )
}

async function functions(ask: Ask): Promise<Resource[]> {
  const all = await ask.tryRead('lambda:ListFunctions')
  const tags = await readEach(ask, all, {
    operation: 'lambda:ListTags',
    parameters: ({ FunctionArn }) => ({ Resource: FunctionArn }),
    noun: 'function',
  })
  return [...tags].map(([{ FunctionName }, [found = {}]]) =>
    resource('function', text(FunctionName), found),
  )
}

async function buckets(ask: Ask): Promise<Resource[]> {
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
  region: string
}

function summarize(without: readonly Resource[], { all, key, region }: Context): string {
  const lack = key === undefined ? 'no tags but perhaps a Name' : `no ${said(key, 40)} tag`
  if (all === 0) return `There is no resource to look at in ${region}.`
  if (without.length === 0) return `All ${all} resources looked at in ${region} have tags.`
  const groups = Map.groupBy(without, ({ kind }) => kind)
  const texts = [...groups].map(
    ([kind, some]) =>
      `${counted(some.length, kind, plurals[kind])} (${listed(some.map(nameOf), 4)})`,
  )
  return sentences(
    `${without.length.toLocaleString('en-US')} of ${counted(all, 'resource')} in ${region} ${without.length === 1 ? 'has' : 'have'} ${lack}: ${texts.join(', ')}.`,
  )
}

const plurals: Readonly<Record<string, string>> = { address: 'addresses' }

const nameOf = ({ name, id }: Resource) => said(name ?? lastPart(id), 60)
