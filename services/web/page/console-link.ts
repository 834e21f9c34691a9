/** Where the AWS console shows a thing; undefined for what it has no address that is known here. */
export function consoleLink(name: string, region: string | undefined): string | undefined {
  const arn = /^arn:(aws[\w-]*):([\w-]+):([\w-]*):(\d*):(.+)$/.exec(name)
  if (arn !== null) {
    const [, partition = '', service = '', ofArn = '', account = '', resource = ''] = arn
    const there = ofArn === '' ? region : ofArn
    return ofResource({ partition, service, region: there, account, resource, arn: name })
  }
  if (region === undefined || !regionName.test(region)) return undefined
  const [, kind = ''] = /^([a-z]+)-(?:[\da-f]{8}|[\da-f]{17})$/.exec(name) ?? []
  const page = Object.hasOwn(ec2Pages, kind) ? ec2Pages[kind] : undefined
  return page && `${base(region)}/${page.replace('{id}', name).replaceAll('{region}', region)}`
}

/** What looks like an id or an ARN, within a text. */
export const nameInText =
  /\barn:aws[\w-]*:[\w-]+:[\w-]*:\d*:[\w+=,.@:/*$-]+|\b[a-z]{1,10}-(?:[\da-f]{17}|[\da-f]{8})\b/

const regionName = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/

function base(region: string, partition = partitionOf(region)): string {
  const domain = domains[partition] ?? 'console.aws.amazon.com'
  return `https://${region}.${domain}`
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

const domains: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
}

const ec2 = 'ec2/home?region={region}#'
const vpc = 'vpcconsole/home?region={region}#'
const ec2Pages: Readonly<Record<string, string>> = {
  i: `${ec2}InstanceDetails:instanceId={id}`,
  vol: `${ec2}VolumeDetails:volumeId={id}`,
  snap: `${ec2}SnapshotDetails:snapshotId={id}`,
  ami: `${ec2}ImageDetails:imageId={id}`,
  sg: `${ec2}SecurityGroup:groupId={id}`,
  eni: `${ec2}NetworkInterface:networkInterfaceId={id}`,
  lt: `${ec2}LaunchTemplateDetails:launchTemplateId={id}`,
  vpc: `${vpc}VpcDetails:VpcId={id}`,
  subnet: `${vpc}SubnetDetails:subnetId={id}`,
  rtb: `${vpc}RouteTableDetails:RouteTableId={id}`,
  igw: `${vpc}InternetGateway:internetGatewayId={id}`,
  nat: `${vpc}NatGatewayDetails:natGatewayId={id}`,
  acl: `${vpc}NetworkAclDetails:networkAclId={id}`,
  vpce: `${vpc}EndpointDetails:vpcEndpointId={id}`,
}

interface Arn {
  partition: string
  service: string
  region: string | undefined
  account: string
  resource: string
  arn: string
}

function ofResource({ partition, service, region, resource, arn }: Arn): string | undefined {
  if (!Object.hasOwn(domains, partition)) return undefined
  const global = globalPage(service, resource)
  if (global !== undefined) return `https://${domains[partition]}/${global}`
  if (region === undefined || !regionName.test(region)) return undefined
  const [, type = '', id = ''] = /^([\w-]+)[:/](.+)$/.exec(resource) ?? ['', '', resource]
  const page = regionalPage(service, { type, id, arn, region })
  return page && `${base(region, partition)}/${page}`
}

function globalPage(service: string, resource: string): string | undefined {
  const coded = (text: string) => encodeURIComponent(text)
  if (service === 's3') return `s3/buckets/${coded(resource.split('/')[0] ?? '')}`
  if (service !== 'iam') return undefined
  const [, type, name = ''] = /^(user|role|group)\/(?:.*\/)?([^/]+)$/.exec(resource) ?? []
  return type && `iam/home#/${type}s/details/${coded(name)}`
}

interface Named {
  type: string
  id: string
  arn: string
  region: string
}

function regionalPage(service: string, { type, id, arn, region }: Named): string | undefined {
  const home = (name: string, at: string) => `${name}/home?region=${region}#${at}`
  const coded = encodeURIComponent(id)
  switch (`${service} ${type}`) {
    case 'lambda function':
      return home('lambda', `/functions/${encodeURIComponent(id.split(':')[0] ?? '')}`)
    case 'cloudwatch alarm':
      return home('cloudwatch', `alarmsV2:alarm/${coded}`)
    case 'logs log-group':
      return home('cloudwatch', `logsV2:log-groups/log-group/${twice(id.replace(/:\*$/, ''))}`)
    case 'rds db':
      return home('rds', `database:id=${coded};is-cluster=false`)
    case 'rds cluster':
      return home('rds', `database:id=${coded};is-cluster=true`)
    case 'dynamodb table':
      return home('dynamodbv2', `table?name=${encodeURIComponent(id.split('/')[0] ?? '')}`)
    case 'cloudformation stack':
      return home('cloudformation', `/stacks/stackinfo?stackId=${encodeURIComponent(arn)}`)
    case 'ecs cluster':
      return `ecs/v2/clusters/${coded}?region=${region}`
    case 'ecs service': {
      const [cluster = '', name] = id.split('/')
      if (name === undefined) return undefined
      return `ecs/v2/clusters/${encodeURIComponent(cluster)}/services/${encodeURIComponent(name)}?region=${region}`
    }
    case 'ecs task-definition': {
      const [family = '', revision = ''] = id.split(':')
      return `ecs/v2/task-definitions/${encodeURIComponent(family)}/${encodeURIComponent(revision)}?region=${region}`
    }
    case 'eks cluster':
      return home('eks', `/clusters/${coded}`)
    case 'ec2 instance':
    case 'ec2 volume':
    case 'ec2 security-group':
      return consoleLink(id, region)?.replace(/^https:\/\/[^/]+\//, '')
    default:
      if (service === 'sns' && type === '') return `sns/v3/home?region=${region}#/topic/${arn}`
      return undefined
  }
}

/** Twice coded, with dollars for percents, as that page has it. */
const twice = (text: string) => encodeURIComponent(encodeURIComponent(text)).replaceAll('%', '$')
