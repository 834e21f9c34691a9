import type { Answers, Output, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { daysAgo } from '../clock.ts'
import { arn, uuid } from '../facts/company.ts'
import {
  type Instance,
  instanceId,
  instances,
  launchTemplateId,
  regionOf,
} from '../facts/compute.ts'
import { targetGroupArn, targetGroups } from '../facts/load-balancing.ts'
import { subnetId, subnetNamed } from '../facts/network.ts'
import { filtered } from '../filters.ts'
import { equals, listing } from '../listing.ts'
import { paging } from '../paging.ts'

export const answers: Answers = {
  DescribeAutoScalingGroups: listing({
    as: 'AutoScalingGroups',
    from: groups,
    ids: { input: 'AutoScalingGroupNames', member: 'AutoScalingGroupName' },
    where: filtered(),
    paging: paging.maxRecords,
  }),
  DescribeAutoScalingInstances: listing({
    as: 'AutoScalingInstances',
    from: (at) => scaled(at).map(member),
    ids: { input: 'InstanceIds', member: 'InstanceId' },
    paging: paging.maxRecords,
  }),
  DescribeScalingActivities: listing({
    as: 'Activities',
    from: (at) => scaled(at).map((one) => activity(one, at)),
    where: equals('AutoScalingGroupName'),
    paging: paging.maxRecords,
  }),
  DescribePolicies: listing({
    as: 'ScalingPolicies',
    from: (at) => groups(at).map(policy),
    where: equals('AutoScalingGroupName'),
    paging: paging.maxRecords,
  }),
}

const scaled = (at: Place) =>
  instances.filter((one) => regionOf(one) === at.region && one.scalingGroup)

function groups(at: Place) {
  const names = new Set(scaled(at).map(({ scalingGroup = '' }) => scalingGroup))
  return [...names].map((name) => {
    const members = scaled(at).filter(({ scalingGroup }) => scalingGroup === name)
    return {
      AutoScalingGroupName: name,
      AutoScalingGroupARN: groupArn(name, at),
      MinSize: 2,
      MaxSize: 6,
      DesiredCapacity: members.length,
      DefaultCooldown: 300,
      AvailabilityZones: [...new Set(members.map(zone))],
      VPCZoneIdentifier: [...new Set(members.map(({ subnet }) => subnetId(subnet)))].join(','),
      HealthCheckType: 'EC2',
      HealthCheckGracePeriod: 120,
      CreatedTime: daysAgo(at, 400),
      LaunchTemplate: template(name),
      TargetGroupARNs: targetGroups
        .filter((one) => one.scalingGroup === name)
        .map((one) => targetGroupArn(one.name, at.region)),
      Instances: members.map(instance),
      Tags: ['Env', 'Service'].map((key) => tag(name, key, members[0])),
    }
  })
}

const groupArn = (name: string, at: Place) =>
  arn('autoscaling', at.region, `autoScalingGroup:${uuid(name)}:autoScalingGroupName/${name}`)

const zone = ({ subnet }: Instance) => subnetNamed(subnet).zone

const template = (name: string) => ({
  LaunchTemplateId: launchTemplateId(name),
  LaunchTemplateName: name,
  Version: '4',
})

function tag(group: string, key: string, { env = '', service = '' }: Partial<Instance> = {}) {
  return {
    ResourceId: group,
    ResourceType: 'auto-scaling-group',
    Key: key,
    Value: key === 'Env' ? env : service,
    PropagateAtLaunch: true,
  }
}

function instance(one: Instance) {
  return {
    InstanceId: instanceId(one.name),
    InstanceType: one.type,
    AvailabilityZone: zone(one),
    LifecycleState: 'InService',
    HealthStatus: 'Healthy',
    LaunchTemplate: template(one.scalingGroup ?? ''),
    ProtectedFromScaleIn: false,
  }
}

function member(one: Instance): Output {
  // Of a single instance this API says its health in capitals.
  const common = { ...instance(one), HealthStatus: 'HEALTHY' }
  return { ...common, AutoScalingGroupName: one.scalingGroup }
}

function activity(one: Instance, at: Place): Output {
  const when = daysAgo(at, one.startedDaysAgo)
  return {
    ActivityId: uuid(`activity ${one.name}`),
    AutoScalingGroupName: one.scalingGroup,
    Description: `Launching a new EC2 instance: ${instanceId(one.name)}`,
    Cause:
      'an instance was started in response to a difference between desired and actual capacity',
    StartTime: when,
    EndTime: when,
    StatusCode: 'Successful',
    Progress: 100,
  }
}

function policy(group: Output): Output {
  const name = text(group, 'AutoScalingGroupName') ?? ''
  return {
    AutoScalingGroupName: name,
    PolicyName: `${name}-cpu-60`,
    PolicyARN: `${text(group, 'AutoScalingGroupARN')}:policyName/${name}-cpu-60`,
    PolicyType: 'TargetTrackingScaling',
    Enabled: true,
    TargetTrackingConfiguration: {
      PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
      TargetValue: 60,
    },
  }
}
