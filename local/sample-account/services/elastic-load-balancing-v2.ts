import type { Answers, Input, Output, Place } from '../answer.ts'
import { text, texts } from '../answer.ts'
import { daysAgo } from '../clock.ts'
import { arn, hex, tags } from '../facts/company.ts'
import { instanceId, instances } from '../facts/compute.ts'
import { ecsServices, tasksOf } from '../facts/containers.ts'
import { certificateArn } from '../facts/edge.ts'
import {
  balancerArn,
  type LoadBalancer,
  listenerArn,
  loadBalancers,
  type TargetGroup,
  targetGroupArn,
  targetGroups,
} from '../facts/load-balancing.ts'
import { groupId, named, subnetId, subnetNamed, subnetsOf, vpcId } from '../facts/network.ts'
import { find, listing } from '../listing.ts'
import { paging } from '../paging.ts'

const missingBalancer = {
  name: 'LoadBalancerNotFoundException',
  message: (id: string) => `Load balancers '[${id}]' not found`,
}
const missingGroup = {
  name: 'TargetGroupNotFoundException',
  message: (id: string) => `Target groups '${id}' not found`,
}
const missingListener = {
  name: 'ListenerNotFoundException',
  message: (id: string) => `Listeners '[${id}]' not found`,
}

export const answers: Answers = {
  DescribeLoadBalancers: (input, at) => {
    const byName = texts(input, 'Names').length > 0
    const member = byName ? 'Names' : 'LoadBalancerArns'
    return listing({
      as: 'LoadBalancers',
      from: balancersIn,
      ids: {
        input: member,
        member: byName ? 'LoadBalancerName' : 'LoadBalancerArn',
        missing: missingBalancer,
      },
      paging: paging.elb,
    })(input, at)
  },
  DescribeTargetGroups: (input, at) => {
    const byName = texts(input, 'Names').length > 0
    return listing({
      as: 'TargetGroups',
      from: groupsIn,
      ids: {
        input: byName ? 'Names' : 'TargetGroupArns',
        member: byName ? 'TargetGroupName' : 'TargetGroupArn',
        missing: missingGroup,
      },
      where: ({ LoadBalancerArns }, asked) =>
        asked.LoadBalancerArn === undefined ||
        LoadBalancerArns.some((one) => one === asked.LoadBalancerArn),
      paging: paging.elb,
    })(input, at)
  },
  DescribeListeners: listing({
    as: 'Listeners',
    from: listenersIn,
    ids: { input: 'ListenerArns', member: 'ListenerArn', missing: missingListener },
    where: (one, input) =>
      input.LoadBalancerArn === undefined || one.LoadBalancerArn === input.LoadBalancerArn,
    paging: paging.elb,
  }),
  DescribeListenerCertificates: (input, at) => {
    const listener = find(listenersIn(at), text(input, 'ListenerArn'), {
      by: ['ListenerArn'],
      missing: missingListener,
    })
    return { Certificates: listener.Certificates ?? [] }
  },
  DescribeRules: listing({ as: 'Rules', from: rulesOf, paging: paging.elb }),
  DescribeTargetHealth: (input, at) => {
    const group = find(groupsIn(at), text(input, 'TargetGroupArn'), {
      by: ['TargetGroupArn'],
      missing: missingGroup,
    })
    return { TargetHealthDescriptions: targetHealth(named(targetGroups, group.TargetGroupName)) }
  },
  DescribeLoadBalancerAttributes: (input, at) => {
    find(balancersIn(at), text(input, 'LoadBalancerArn'), {
      by: ['LoadBalancerArn'],
      missing: missingBalancer,
    })
    return { Attributes: balancerAttributes }
  },
  DescribeTargetGroupAttributes: (input, at) => {
    find(groupsIn(at), text(input, 'TargetGroupArn'), {
      by: ['TargetGroupArn'],
      missing: missingGroup,
    })
    return { Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }] }
  },
  DescribeTags: (input) => ({ TagDescriptions: texts(input, 'ResourceArns').map(tagsOf) }),
}

const balancerAttributes = [
  { Key: 'access_logs.s3.enabled', Value: 'true' },
  { Key: 'access_logs.s3.bucket', Value: 'quillmarket-access-logs' },
  { Key: 'deletion_protection.enabled', Value: 'false' },
  { Key: 'idle_timeout.timeout_seconds', Value: '60' },
]

const here = (at: Place) => loadBalancers.filter(({ region }) => region === at.region)

function balancersIn(at: Place) {
  return here(at).map((balancer) => ({
    LoadBalancerArn: balancerArn(balancer),
    LoadBalancerName: balancer.name,
    DNSName: `${balancer.name}-1234567890.${balancer.region}.elb.amazonaws.com`,
    CanonicalHostedZoneId: 'Z35SXDOTRQ7X7K',
    CreatedTime: daysAgo(at, balancer.createdDaysAgo),
    Scheme: 'internet-facing',
    VpcId: vpcId(balancer.vpc),
    State: { Code: 'active' },
    Type: 'application',
    IpAddressType: 'ipv4',
    SecurityGroups: [groupId(balancer.group)],
    AvailabilityZones: subnetsOf(balancer.vpc, 'public').map(({ name, zone }) => ({
      ZoneName: zone,
      SubnetId: subnetId(name),
    })),
  }))
}

function groupsIn(at: Place) {
  return targetGroups
    .map((group) => ({ group, balancer: named(loadBalancers, group.balancer) }))
    .filter(({ balancer }) => balancer.region === at.region)
    .map(({ group, balancer }) => ({
      TargetGroupArn: targetGroupArn(group.name, at.region),
      TargetGroupName: group.name,
      Protocol: 'HTTP',
      Port: group.ecs ? 8080 : 9200,
      VpcId: vpcId(balancer.vpc),
      TargetType: group.ecs ? 'ip' : 'instance',
      HealthCheckEnabled: true,
      HealthCheckPath: group.healthPath,
      HealthCheckProtocol: 'HTTP',
      HealthCheckPort: 'traffic-port',
      HealthCheckIntervalSeconds: 15,
      HealthCheckTimeoutSeconds: 5,
      HealthyThresholdCount: 3,
      UnhealthyThresholdCount: 2,
      Matcher: { HttpCode: '200' },
      LoadBalancerArns: [balancerArn(balancer)],
    }))
}

function listenersIn(at: Place): Output[] {
  return here(at).flatMap((balancer) => [
    {
      ListenerArn: listenerArn(balancer, 443),
      LoadBalancerArn: balancerArn(balancer),
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      Certificates: [{ CertificateArn: certificateArn(balancer.certificate) }],
      DefaultActions: [forward(balancer.routes[0]?.to ?? '', at)],
    },
    {
      ListenerArn: listenerArn(balancer, 80),
      LoadBalancerArn: balancerArn(balancer),
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: [
        {
          Type: 'redirect',
          RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' },
        },
      ],
    },
  ])
}

const forward = (to: string, at: Place) => ({
  Type: 'forward',
  TargetGroupArn: targetGroupArn(to, at.region),
})

function rulesOf(at: Place, input: Input): Output[] {
  return here(at)
    .filter((one) => input.ListenerArn === undefined || listenerArn(one, 443) === input.ListenerArn)
    .flatMap((one) => one.routes.map((route, index) => rule(one, { route, index, at })))
}

function rule(
  { name }: LoadBalancer,
  { route, index, at }: { route: LoadBalancer['routes'][number]; index: number; at: Place },
): Output {
  const { host, path } = route
  const isDefault = index === 0
  const id = `listener-rule/app/${name}/${hex(`rule ${name} ${index}`, 16)}`
  return {
    RuleArn: arn('elasticloadbalancing', at.region, id),
    Priority: isDefault ? 'default' : String(index * 10),
    IsDefault: isDefault,
    Conditions: [
      ...(host ? [{ Field: 'host-header', Values: [host] }] : []),
      ...(path ? [{ Field: 'path-pattern', Values: [path] }] : []),
    ],
    Actions: [forward(route.to, at)],
  }
}

function targetHealth({ ecs, scalingGroup }: TargetGroup): Output[] {
  if (!ecs) {
    return instances
      .filter((one) => one.scalingGroup === scalingGroup)
      .map((one) => ({ Target: { Id: instanceId(one.name), Port: 9200 }, TargetHealth: healthy }))
  }
  const services = ecsServices.filter(
    (one) => one.name === ecs.service && one.cluster === ecs.cluster,
  )
  return services
    .flatMap(tasksOf)
    .filter(({ status }) => status === 'RUNNING')
    .map((task) => ({
      Target: { Id: task.ip, Port: 8080, AvailabilityZone: subnetNamed(task.subnet).zone },
      HealthCheckPort: '8080',
      TargetHealth: task.healthy ? healthy : failing,
    }))
}

const healthy = { State: 'healthy' }
const failing = {
  State: 'unhealthy',
  Reason: 'Target.ResponseCodeMismatch',
  Description: 'Health checks failed with these codes: [503]',
}

function tagsOf(resourceArn: string): Output {
  const name = resourceArn.split('/')[resourceArn.includes(':loadbalancer/') ? 2 : 1] ?? ''
  const balancer = loadBalancers.find((one) => one.name === name)
  return { ResourceArn: resourceArn, Tags: tags(name, { env: balancer?.env ?? 'prod' }) }
}
