import { inParallel } from '../../../executor/in-parallel.ts'
import type { Json } from '../../../json.ts'
import { readServices } from '../../evidence/ecs-services.ts'
import { tagOf } from '../../evidence/tags.ts'
import { number, object, objects, text, texts } from '../../evidence/values.ts'
import type { Item, Place } from '../../recipe.ts'

/** One end of a connection, as the network knows it. */
export interface Endpoint {
  kind: string
  name: string
  region: string
  vpc: string
  subnets: readonly string[]
  groups: readonly string[]
  /** Private addresses, where the list tells them. */
  ips: readonly string[]
  isPublic: boolean
  /** Ports on which it says itself that it listens. */
  ports: readonly number[]
  state?: string
  /** The cluster of a service: several may have one of a name. */
  within?: string
  /** By which else it may be called: its environment, its cluster, what it is. */
  also: string
}

/** `web (staging)`: as an answer calls it. */
export const labelOf = ({ name, within }: Endpoint): string =>
  within === undefined ? name : `${name} (${within})`

export const internet: Endpoint = {
  kind: 'the internet',
  name: 'the internet',
  region: '',
  vpc: '',
  subnets: [],
  groups: [],
  ips: [],
  isPublic: true,
  ports: [],
  also: '',
}

/** All of a region that can be an end of a connection. */
export async function endpointsIn(place: Place): Promise<Endpoint[]> {
  const { region } = place
  const found = await inParallel(readers, readers.length, async (read) => {
    const all = (await place.attempt(read.what, () => read.all(place))) ?? []
    return all.map((one) => ({ ...one, region }))
  })
  return found.flat()
}

type Found = Omit<Endpoint, 'region'>

const readers: readonly { what: string; all(place: Place): Promise<Found[]> }[] = [
  {
    what: 'instances',
    all: async ({ read }) => (await read('ec2:DescribeInstances')).map(instance),
  },
  {
    what: 'databases',
    all: async ({ read }) => (await read('rds:DescribeDBInstances')).map(database),
  },
  {
    what: 'load balancers',
    all: async ({ read }) => (await read('elbv2:DescribeLoadBalancers')).map(balancer),
  },
  {
    what: 'functions',
    all: async ({ read }) =>
      (await read('lambda:ListFunctions')).map((one) => ({
        ...awsvpc('function', text(one.FunctionName), 'lambda', {
          subnets: object(one.VpcConfig).SubnetIds ?? [],
          securityGroups: object(one.VpcConfig).SecurityGroupIds ?? [],
        }),
        vpc: text(object(one.VpcConfig).VpcId),
      })),
  },
  {
    what: 'ECS services',
    all: async (place) =>
      (await readServices(place)).map(({ name, cluster, service }) => ({
        ...awsvpc(
          'ECS service',
          name,
          `ecs ${cluster}`,
          object(object(service.networkConfiguration).awsvpcConfiguration),
        ),
        within: cluster,
      })),
  },
]

function instance(one: Item): Found {
  const interfaces = objects(one.NetworkInterfaces)
  const groups = [...objects(one.SecurityGroups), ...interfaces.flatMap((o) => objects(o.Groups))]
  return {
    kind: 'instance',
    name: tagOf(one.Tags, 'Name') ?? text(one.InstanceId),
    vpc: text(one.VpcId),
    subnets: [text(one.SubnetId)],
    groups: [...new Set(groups.map(({ GroupId }) => text(GroupId)))],
    ips: [text(one.PrivateIpAddress)].filter((ip) => ip !== ''),
    isPublic: text(one.PublicIpAddress) !== '',
    ports: [],
    state: text(object(one.State).Name),
    also: `${text(one.InstanceId)} ec2 ${envOf(one.Tags)} ${text(one.PrivateIpAddress)} ${text(one.PublicIpAddress)}`,
  }
}

function database(one: Item): Found {
  const group = object(one.DBSubnetGroup)
  return {
    kind: 'database',
    name: text(one.DBInstanceIdentifier),
    vpc: text(group.VpcId),
    subnets: objects(group.Subnets).map(({ SubnetIdentifier }) => text(SubnetIdentifier)),
    groups: objects(one.VpcSecurityGroups).map((each) => text(each.VpcSecurityGroupId)),
    ips: [],
    isPublic: one.PubliclyAccessible === true,
    ports: [number(object(one.Endpoint).Port)].filter((port) => port > 0),
    state: text(one.DBInstanceStatus),
    also: `rds db ${text(one.Engine)} ${envOf(one.TagList)} ${text(object(one.Endpoint).Address)}`,
  }
}

const balancer = (one: Item): Found => ({
  kind: 'load balancer',
  name: text(one.LoadBalancerName),
  vpc: text(one.VpcId),
  subnets: objects(one.AvailabilityZones).map(({ SubnetId }) => text(SubnetId)),
  groups: texts(one.SecurityGroups),
  ips: [],
  isPublic: one.Scheme === 'internet-facing',
  ports: [],
  also: `alb nlb elb lb balancer ${text(one.DNSName)}`,
})

const awsvpc = (kind: string, name: string, also: string, config: Item): Found => ({
  kind,
  name,
  vpc: '',
  subnets: texts(config.subnets),
  groups: texts(config.securityGroups),
  ips: [],
  isPublic: config.assignPublicIp === 'ENABLED',
  ports: [],
  also,
})

const envOf = (tags: Json | undefined) =>
  ['Env', 'env', 'Environment', 'environment', 'Stage', 'stage']
    .map((key) => tagOf(tags, key) ?? '')
    .join(' ')

/** Those that are called so: by name or id, else by all words of what was said (`the prod database`). */
export function endpointsCalled(all: readonly Endpoint[], said: string): Endpoint[] {
  const asked = said.toLowerCase().trim()
  if (
    /^(?:the )?(?:public |open )?(?:internet|outside(?: world)?|world|anyone|anybody|anywhere|everyone|everybody)$/.test(
      asked,
    )
  )
    return [internet]
  const exact = all.filter(
    (one) => one.name.toLowerCase() === asked || one.also.toLowerCase().split(' ').includes(asked),
  )
  if (exact.length > 0) return exact
  const words = wordsOf(asked).filter((word) => !empty.has(word))
  if (words.length === 0) return []
  const isNamed = ({ name }: Endpoint) => words.includes(name.toLowerCase())
  const fit = all.filter((one) => {
    const own = wordsOf(`${one.name} ${one.also} ${one.within ?? ''} ${one.kind} ${one.region}`)
    return words.every((word) => wordsOf(word).every((each) => own.some((has) => alike(has, each))))
  })
  const best = fit.filter(isNamed)
  if (best.length > 0) return best
  return fit.length > 0 ? fit : all.filter(isNamed)
}

/** A name in its words, and whole. */
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s,/]+/)
    .flatMap((word) => [word, ...(/[-_.]/.test(word) ? word.split(/[-_.]/) : [])])
    .filter((word) => word !== '')

const alike = (own: string, asked: string) =>
  own === asked || `${own}s` === asked || own === (long[asked] ?? asked)

const long: Readonly<Record<string, string>> = {
  production: 'prod',
  stage: 'staging',
  dev: 'development',
  box: 'instance',
  server: 'instance',
  host: 'instance',
  machine: 'instance',
  vm: 'instance',
  lambda: 'function',
}

const empty = new Set('the a an our my any to of in on for this that is'.split(' '))
