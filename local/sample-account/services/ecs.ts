import type { Answers, Input, Output, Place } from '../answer.ts'
import { text, texts } from '../answer.ts'
import { daysAgo, minutesAgo } from '../clock.ts'
import { SampleAccountError } from '../error.ts'
import { arn, tagMap, uuid } from '../facts/company.ts'
import {
  clusterArn,
  clusterNamed,
  clusters,
  type EcsService,
  ecsServices,
  familyOf,
  isBroken,
  type Task,
  taskDefinitionArn,
  tasksOf,
} from '../facts/containers.ts'
import { badDeploy } from '../facts/incidents.ts'
import { targetGroupArn } from '../facts/load-balancing.ts'
import { groupId, subnetId, subnetsOf } from '../facts/network.ts'
import { listing } from '../listing.ts'
import { paging } from '../paging.ts'
import { serviceEvents } from './ecs/events.ts'
import { taskDefinitionAnswers } from './ecs/task-definitions.ts'
import { describeTask } from './ecs/tasks.ts'

export const answers: Answers = {
  ...taskDefinitionAnswers,
  ListClusters: listing({
    as: 'clusterArns',
    from: clustersIn,
    show: ({ clusterArn: named }) => named,
    paging: paging.camel,
  }),
  DescribeClusters: (input, at) =>
    described(clustersIn(at), texts(input, 'clusters'), { as: 'clusters', by: 'clusterArn' }),
  ListServices: listing({
    as: 'serviceArns',
    from: (at, input) => servicesOf(input, at).map((one) => describeService(one, at)),
    show: ({ serviceArn: named }) => named,
    paging: paging.camel,
  }),
  DescribeServices: (input, at) =>
    described(
      servicesOf(input, at).map((one) => describeService(one, at)),
      texts(input, 'services'),
      { as: 'services', by: 'serviceArn' },
    ),
  ListTasks: listing({
    as: 'taskArns',
    from: (at, input) => tasksIn(input, at).map((one) => describeTask(one, at)),
    show: ({ taskArn: named }) => named,
    where: ({ group, desiredStatus }, { serviceName, desiredStatus: wanted = 'RUNNING' }) =>
      (serviceName === undefined || group === `service:${lastPart(serviceName)}`) &&
      desiredStatus === wanted,
    paging: paging.camel,
  }),
  DescribeTasks: (input, at) =>
    described(
      tasksIn(input, at).map((one) => describeTask(one, at)),
      texts(input, 'tasks'),
      { as: 'tasks', by: 'taskArn' },
    ),
  ListTagsForResource: (input) => {
    const service = ecsServices.find((one) => serviceArn(one) === input.resourceArn)
    return { tags: service ? tagsOf(service) : [] }
  },
}

// ECS answers for what it finds and lists the rest as failures. Names are the last part of ARNs.
function described(
  all: readonly Output[],
  wanted: string[],
  { as, by }: { as: string; by: string },
): Output {
  const named = (name: string) => (one: Output) => lastPart(one[by]) === lastPart(name)
  return {
    [as]: all.filter((one) => wanted.some((name) => named(name)(one))),
    failures: wanted
      .filter((name) => !all.some(named(name)))
      .map((name) => ({ arn: name, reason: 'MISSING' })),
  }
}

const lastPart = (arn: unknown) => String(arn).split('/').at(-1)

function clustersIn(at: Place) {
  return clusters
    .filter(({ region }) => region === at.region)
    .map(({ name, env }) => {
      const services = ecsServices.filter(({ cluster }) => cluster === name)
      const tasks = services.flatMap(tasksOf)
      return {
        clusterArn: clusterArn(name),
        clusterName: name,
        status: 'ACTIVE',
        activeServicesCount: services.length,
        runningTasksCount: tasks.filter(({ status }) => status === 'RUNNING').length,
        pendingTasksCount: tasks.filter(({ status }) => status === 'PENDING').length,
        registeredContainerInstancesCount: 0,
        capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
        settings: [{ name: 'containerInsights', value: 'disabled' }],
        tags: [{ key: 'Env', value: env }],
      }
    })
}

function servicesOf(input: Input, at: Place): EcsService[] {
  const asked = lastPart(text(input, 'cluster') ?? 'default')
  const cluster = clusters.find(({ name, region }) => name === asked && region === at.region)
  if (cluster) return ecsServices.filter((one) => one.cluster === cluster.name)
  throw new SampleAccountError('ClusterNotFoundException', { message: 'Cluster not found.' })
}

const tasksIn = (input: Input, at: Place) => servicesOf(input, at).flatMap(tasksOf)

const serviceArn = ({ name, cluster }: EcsService) =>
  arn('ecs', clusterNamed(cluster).region, `service/${cluster}/${name}`)

const tagsOf = ({ cluster, name, owner }: EcsService) =>
  Object.entries(
    tagMap({ env: clusterNamed(cluster).env, service: name, ...(owner && { owner }) }),
  ).map(([key, value]) => ({ key, value }))

function describeService(service: EcsService, at: Place): Output {
  const { name, cluster, desired, targetGroup } = service
  const broken = isBroken(service)
  return {
    serviceArn: serviceArn(service),
    serviceName: name,
    clusterArn: clusterArn(cluster),
    status: 'ACTIVE',
    launchType: 'FARGATE',
    platformVersion: '1.4.0',
    schedulingStrategy: 'REPLICA',
    desiredCount: desired,
    ...counts(tasksOf(service)),
    taskDefinition: taskDefinitionArn(service, service.revision),
    createdAt: daysAgo(at, 640),
    createdBy: arn('iam', '', `user/${service.owner ?? 'ci-deployer'}`),
    // Nothing held the release back: no circuit breaker, and every old task could go at once.
    deploymentConfiguration: {
      deploymentCircuitBreaker: { enable: !broken, rollback: !broken },
      minimumHealthyPercent: broken ? 0 : 100,
      maximumPercent: broken ? 100 : 200,
    },
    deployments: deployments(service, at),
    events: serviceEvents(service, at),
    loadBalancers: targetGroup
      ? [
          {
            targetGroupArn: targetGroupArn(targetGroup, at.region),
            containerName: name,
            containerPort: 8080,
          },
        ]
      : [],
    networkConfiguration: { awsvpcConfiguration: vpcConfiguration(service) },
    healthCheckGracePeriodSeconds: 30,
    enableExecuteCommand: false,
    propagateTags: 'SERVICE',
    tags: tagsOf(service),
  }
}

const counts = (tasks: Task[]) => ({
  runningCount: tasks.filter(({ status }) => status === 'RUNNING').length,
  pendingCount: tasks.filter(({ status }) => status === 'PENDING').length,
})

function vpcConfiguration({ cluster }: EcsService) {
  const { vpc, group } = clusterNamed(cluster)
  return {
    subnets: subnetsOf(vpc, 'private').map(({ name }) => subnetId(name)),
    securityGroups: [groupId(group)],
    assignPublicIp: 'DISABLED',
  }
}

function deployments(service: EcsService, at: Place): Output[] {
  const { revision, desired } = service
  const deployed = deployment(service, revision, at)
  if (!isBroken(service)) {
    return [{ ...deployed, desiredCount: desired, rolloutState: 'COMPLETED' }]
  }
  return [
    {
      ...deployed,
      desiredCount: desired,
      failedTasks: badDeploy.tasks.failed,
      rolloutState: 'IN_PROGRESS',
      rolloutStateReason: `ECS deployment ${deployed.id} in progress.`,
    },
    {
      ...deployment(service, revision - 1, at),
      status: 'ACTIVE',
      desiredCount: 0,
      createdAt: daysAgo(at, 8.4),
      updatedAt: minutesAgo(at, badDeploy.deployedMinutesAgo),
      rolloutState: 'COMPLETED',
    },
  ]
}

function deployment(service: EcsService, revision: number, at: Place) {
  const digits = uuid(`deployment ${familyOf(service)} ${revision}`).replaceAll(/\D/g, '')
  return {
    id: `ecs-svc/${digits.slice(0, 19)}`,
    status: 'PRIMARY',
    taskDefinition: taskDefinitionArn(service, revision),
    ...counts(tasksOf(service).filter((task) => task.revision === revision)),
    failedTasks: 0,
    createdAt: daysAgo(at, service.deployedDaysAgo),
    updatedAt: daysAgo(at, service.deployedDaysAgo),
    launchType: 'FARGATE',
  }
}
