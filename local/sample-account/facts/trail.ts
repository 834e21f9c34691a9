import { arn, mainRegion, secondRegion } from './company.ts'
import { instanceId } from './compute.ts'
import { ecsServices, isBroken, taskDefinitionArn } from './containers.ts'
import { badDeploy, forgottenFleet, openToTheWorld } from './incidents.ts'
import { groupId } from './network.ts'

/** What CloudTrail saw: who did what, when, to which resources. */
export interface TrailEvent {
  name: string
  source: string
  by: string
  region: string
  minutesAgo: number
  reads?: boolean
  resources: readonly { type: string; name: string }[]
  request: Readonly<Record<string, unknown>>
}

const days = 24 * 60

export const trailEvents: readonly TrailEvent[] = [
  signIn('tom.lindqvist', 62),
  ...deploy(),
  {
    ...ecs('UpdateService', 'ci-deployer'),
    minutesAgo: 0.8 * days,
    resources: [{ type: 'AWS::ECS::Service', name: 'web' }],
    request: { cluster: 'staging', service: 'web', taskDefinition: 'staging-web:402' },
  },
  signIn('jonas.weber', openToTheWorld.minutesAgo + 12),
  ...openToTheWorld.ports.map((port, index) => opened(port, index)),
  {
    ...ecs('UpdateService', 'elena.rossi'),
    minutesAgo: 2.3 * days,
    resources: [{ type: 'AWS::ECS::Service', name: 'web' }],
    request: { cluster: 'prod', service: 'web', taskDefinition: 'prod-web:211' },
  },
  {
    name: 'CreateStack',
    source: 'cloudformation.amazonaws.com',
    by: 'elena.rossi',
    region: mainRegion,
    minutesAgo: 5 * days,
    resources: [{ type: 'AWS::CloudFormation::Stack', name: 'analytics-export' }],
    request: { stackName: 'analytics-export' },
  },
  signIn('priya.raman', forgottenFleet.daysAgo * days + 20),
  ...fleet(),
  {
    name: 'ChangeResourceRecordSets',
    source: 'route53.amazonaws.com',
    by: 'maya.okafor',
    region: mainRegion,
    minutesAgo: 31 * days,
    resources: [{ type: 'AWS::Route53::HostedZone', name: 'Z0SAMPLE0PUBLIC' }],
    request: { hostedZoneId: 'Z0SAMPLE0PUBLIC', comment: 'tidy up unused records' },
  },
  {
    ...ec2('StopInstances', 'maya.okafor', mainRegion),
    minutesAgo: 40 * days,
    resources: [{ type: 'AWS::EC2::Instance', name: instanceId('batch-reports') }],
    request: { instancesSet: { items: [{ instanceId: instanceId('batch-reports') }] } },
  },
]

function deploy(): TrailEvent[] {
  const service = ecsServices.find(isBroken)
  const family = service ? taskDefinitionArn(service, badDeploy.revision.after) : ''
  return [
    {
      ...ecs('RegisterTaskDefinition', badDeploy.by),
      minutesAgo: badDeploy.registeredMinutesAgo,
      resources: [{ type: 'AWS::ECS::TaskDefinition', name: family }],
      request: { family: 'prod-checkout-api', image: `checkout-api:${badDeploy.version.after}` },
    },
    {
      ...ecs('UpdateService', badDeploy.by),
      minutesAgo: badDeploy.deployedMinutesAgo,
      resources: [
        { type: 'AWS::ECS::Service', name: badDeploy.service },
        { type: 'AWS::ECS::TaskDefinition', name: family },
      ],
      request: { cluster: 'prod', service: badDeploy.service, taskDefinition: family },
    },
  ]
}

// One port after the other, two minutes apart.
function opened(port: number, index: number): TrailEvent {
  const items = [
    {
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] },
    },
  ]
  return {
    ...ec2('AuthorizeSecurityGroupIngress', openToTheWorld.by, mainRegion),
    minutesAgo: openToTheWorld.minutesAgo - 2 * index,
    resources: [{ type: 'AWS::EC2::SecurityGroup', name: groupId(openToTheWorld.group) }],
    request: { groupId: groupId(openToTheWorld.group), ipPermissions: { items } },
  }
}

function fleet(): TrailEvent[] {
  const { name, count, type, by, daysAgo } = forgottenFleet
  const ids = Array.from({ length: count }, (_, index) => instanceId(`${name}-${index + 1}`))
  return [
    {
      ...ec2('RunInstances', by, secondRegion),
      minutesAgo: daysAgo * days,
      resources: ids.map((id) => ({ type: 'AWS::EC2::Instance', name: id })),
      request: { instanceType: type, minCount: count, maxCount: count },
    },
  ]
}

function signIn(by: string, minutesAgo: number): TrailEvent {
  return {
    name: 'ConsoleLogin',
    source: 'signin.amazonaws.com',
    by,
    region: mainRegion,
    minutesAgo,
    resources: [{ type: 'AWS::IAM::User', name: arn('iam', '', `user/${by}`) }],
    request: {},
  }
}

function ecs(name: string, by: string) {
  return { name, source: 'ecs.amazonaws.com', by, region: mainRegion }
}

function ec2(name: string, by: string, region: string) {
  return { name, source: 'ec2.amazonaws.com', by, region }
}
