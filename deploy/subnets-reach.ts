import {
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  type EC2Client,
  paginateDescribeVpcEndpoints,
  type SecurityGroup,
  type Subnet,
  type VpcEndpoint,
} from '@aws-sdk/client-ec2'
import type { DeploymentConfig } from '../stacks/config.ts'
import { vendorOf } from '../stacks/token-forms.ts'
import { Unmet } from './check.ts'
import { type WayOut, waysOut } from './ways-out.ts'

type Configured = Pick<DeploymentConfig, 'network' | 'model' | 'okta'>

/**
 * Whether both functions get from the configured subnets to what they need: by an endpoint, by the route
 * out, or by the proxy. Further than the route's first hop nobody can look.
 */
export async function subnetsReach(
  config: Configured,
  { region, accountId }: { region: string; accountId: string | undefined },
  ec2: EC2Client,
): Promise<string> {
  const { network } = config
  if (network === undefined) return 'Lambda’s own'
  const subnets = await subnetsOf(network.subnetIds, ec2)
  const vpcId = oneVpc(subnets)
  const groups = await groupsOf(network.securityGroupIds, ec2)
  checkGroups(groups, vpcId)
  const ways = await waysOut(subnets, vpcId, ec2)
  // The owner of a VPC alone sees its endpoints.
  const shared = accountId !== undefined && subnets.some(({ OwnerId }) => OwnerId !== accountId)
  if (shared && ways.some(({ by }) => by === undefined)) {
    return `${vpcId} is another account’s, which alone sees its endpoints: docs/deployment.md lists them`
  }
  const endpoints = await endpointsOf(vpcId, ec2)
  const isShut = (need: Need) =>
    howReached(need, { ways, endpoints, network, region }) === undefined
  const canBeBeyond = ways.every(({ beyond }) => beyond.length > 0)
  const [missing, unseen] = parted(neededByAgent(config, region).filter(isShut), canBeBeyond)
  if (missing.length > 0) {
    const shut = ways.flatMap(({ subnetId, shut }) => (shut ? [`${subnetId} ${shut}`] : []))
    throw new Unmet(
      `the agent has no way to ${named(missing)}, as ${shut.join(', ')}: it takes ${missing.map(({ remedy }) => remedy).join(', ')}`,
    )
  }
  const [shut, unseenOfTools] = parted(toolServices(region).filter(isShut), canBeBeyond)
  const out = [...new Set(ways.map(({ by }) => (by ? `out by ${by}` : 'no way out')))].join(', ')
  const tools = shut.length === 0 ? 'tools reach all' : `tools do not reach ${named(shut)}`
  const hidden = [...unseen, ...unseenOfTools]
  if (hidden.length === 0) return `${vpcId}, ${out}; ${tools}`
  const others = [...new Set(ways.flatMap(({ beyond }) => beyond))].join(', ')
  const besides = shut.length === 0 ? '' : `; ${tools}`
  return `${vpcId}, ${out}; whether ${others} leads to ${named(hidden)} cannot be seen from here${besides}`
}

/** What there is no way to, and what may be in another network. */
const parted = (shut: readonly Need[], canBeBeyond: boolean): [missing: Need[], unseen: Need[]] => [
  shut.filter(({ mayBeWithin }) => !(canBeBeyond && mayBeWithin)),
  shut.filter(({ mayBeWithin }) => canBeBeyond && mayBeWithin),
]

const named = (needs: readonly Need[]) => needs.map(({ what }) => what).join(', ')

interface Need {
  what: string
  /** Of the request's address, for the proxy's exceptions. */
  host: string
  /** As endpoints are named, without the region before it. */
  endpoint?: string
  remedy: string
  /** May be in another network of the company: an endpoint that all VPCs share, a server of its own. */
  mayBeWithin: boolean
}

function neededByAgent({ model, okta }: Configured, region: string): Need[] {
  const service = (what: string, endpoint: string, host: string): Need => ({
    ...{ what, endpoint, host },
    remedy: `an endpoint com.amazonaws.${region}.${endpoint}`,
    mayBeWithin: true,
  })
  const outside = (what: string, address: string): Need => ({
    ...{ what, host: new URL(address).hostname },
    remedy: `for ${new URL(address).hostname} a NAT gateway or network.proxy`,
    mayBeWithin: vendorOf(address) === undefined,
  })
  return [
    model.provider === 'bedrock'
      ? service('the model', 'bedrock-runtime', `bedrock-runtime.${region}.amazonaws.com`)
      : outside('the model', model.baseUrl),
    service('conversations', 'dynamodb', `dynamodb.${region}.amazonaws.com`),
    service(
      'the gateway',
      'bedrock-agentcore.gateway',
      `x.gateway.bedrock-agentcore.${region}.amazonaws.com`,
    ),
    outside('the issuer', okta.issuer),
  ]
}

/** By what name a service's endpoint goes, where it has one. */
function toolServices(region: string): Need[] {
  const withEndpoint = [
    ...['apigateway', 'autoscaling', 'bedrock', 'cloudformation', 'cloudtrail', 'dynamodb', 'ec2'],
    ...['ecs', 'eks', 'elasticloadbalancing', 'email', 'lambda', 'logs', 'monitoring', 'rds', 's3'],
    ...['sagemaker.api', 'sns', 'sqs', 'sts'],
  ].map((endpoint) => ({
    ...{ what: endpoint, endpoint, remedy: '', mayBeWithin: true },
    host: `${endpoint}.${region}.amazonaws.com`,
  }))
  const without = ['ce', 'iam', 'route53'].map((what) => ({
    ...{ what, remedy: '', mayBeWithin: false },
    host: `${what}.amazonaws.com`,
  }))
  return [...withEndpoint, ...without]
}

interface Network {
  ways: readonly WayOut[]
  endpoints: readonly VpcEndpoint[]
  network: NonNullable<Configured['network']>
  region: string
}

/** Undefined where one of the subnets has no way there. */
function howReached(need: Need, { ways, endpoints, network, region }: Network): string | undefined {
  const { proxy, noProxy = [] } = network
  if (proxy !== undefined && !noProxy.some((except) => isOf(need.host, except))) return proxy
  const its = endpoints.filter(
    ({ ServiceName = '' }) =>
      need.endpoint !== undefined && ServiceName.endsWith(`.${region}.${need.endpoint}`),
  )
  const leads = ({ by, routeTableId = '' }: WayOut) =>
    its.some(({ VpcEndpointType, RouteTableIds = [], PrivateDnsEnabled }) =>
      VpcEndpointType === 'Gateway' ? RouteTableIds.includes(routeTableId) : PrivateDnsEnabled,
    ) || by !== undefined
  return ways.every(leads) ? 'the subnets' : undefined
}

/** As NO_PROXY is read: a host, or all under a name. */
function isOf(host: string, except: string): boolean {
  const name = except.replace(/^\*?\./, '')
  return except === '*' || host === name || host.endsWith(`.${name}`)
}

async function subnetsOf(SubnetIds: string[], ec2: EC2Client): Promise<Subnet[]> {
  const command = new DescribeSubnetsCommand({ SubnetIds })
  const { Subnets = [] } = await ec2.send(command).catch(notHere('network.subnetIds'))
  return Subnets
}

async function groupsOf(GroupIds: string[], ec2: EC2Client): Promise<SecurityGroup[]> {
  const command = new DescribeSecurityGroupsCommand({ GroupIds })
  const { SecurityGroups = [] } = await ec2.send(command).catch(notHere('network.securityGroupIds'))
  return SecurityGroups
}

/** Those that are available. */
async function endpointsOf(vpcId: string, ec2: EC2Client): Promise<VpcEndpoint[]> {
  const found: VpcEndpoint[] = []
  const inVpc = { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }
  for await (const page of paginateDescribeVpcEndpoints({ client: ec2 }, inVpc))
    found.push(...(page.VpcEndpoints ?? []))
  return found.filter(({ State }) => State?.toLowerCase() === 'available')
}

/** Of ids that AWS does not know, its own words name them. */
function notHere(key: string) {
  return (error: unknown): never => {
    if (error instanceof Error && /NotFound$|Malformed$/.test(error.name)) {
      throw new Unmet(`${key}: ${error.message}`, { cause: error })
    }
    throw error
  }
}

function oneVpc(subnets: readonly Subnet[]): string {
  const [vpcId = '', ...others] = new Set(subnets.map(({ VpcId }) => VpcId))
  if (others.length === 0) return vpcId
  const where = subnets.map(({ SubnetId, VpcId }) => `${SubnetId} of ${VpcId}`).join(', ')
  throw new Unmet(`network.subnetIds: are of several VPCs (${where}): take those of one`)
}

function checkGroups(groups: readonly SecurityGroup[], vpcId: string): void {
  const [stranger] = groups.filter(({ VpcId }) => VpcId !== vpcId)
  if (stranger !== undefined) {
    const { GroupId, VpcId } = stranger
    throw new Unmet(
      `network.securityGroupIds: ${GroupId} is of ${VpcId}, and the subnets are of ${vpcId}`,
    )
  }
  const letsOut = groups
    .flatMap(({ IpPermissionsEgress = [] }) => IpPermissionsEgress)
    .some(
      ({ IpProtocol, FromPort = 0, ToPort = 65_535 }) =>
        IpProtocol === '-1' || (IpProtocol === 'tcp' && FromPort <= 443 && ToPort >= 443),
    )
  if (!letsOut) {
    const ids = groups.map(({ GroupId }) => GroupId).join(', ')
    throw new Unmet(`network.securityGroupIds: ${ids} let nothing out by port 443: let it out`)
  }
}
