import type { Output, Place } from '../../answer.ts'
import { daysAgo } from '../../clock.ts'
import { arn, uuid } from '../../facts/company.ts'
import { clusterArn, type Task, taskDefinitionArn } from '../../facts/containers.ts'
import { networkInterfaceId, subnetId, subnetNamed } from '../../facts/network.ts'

/** A task as DescribeTasks shows it. */
export function describeTask(task: Task, at: Place): Output {
  const { id, service, status } = task
  const taskArn = arn('ecs', at.region, `task/${service.cluster}/${id}`)
  const created = daysAgo(at, task.startedDaysAgo)
  return {
    taskArn,
    clusterArn: clusterArn(service.cluster),
    taskDefinitionArn: taskDefinitionArn(service, task.revision),
    group: `service:${service.name}`,
    lastStatus: status,
    desiredStatus: 'RUNNING',
    healthStatus: health(task),
    launchType: 'FARGATE',
    availabilityZone: subnetNamed(task.subnet).zone,
    cpu: service.cpu,
    memory: service.memory,
    createdAt: created,
    ...(status === 'RUNNING' && { startedAt: created }),
    containers: [{ name: service.name, taskArn, lastStatus: status }],
    attachments: [attachment(task)],
  }
}

function health({ status, healthy }: Task): string {
  if (status === 'PENDING') return 'UNKNOWN'
  return healthy ? 'HEALTHY' : 'UNHEALTHY'
}

function attachment({ id, status, subnet, ip }: Task): Output {
  return {
    id: uuid(`eni ${id}`),
    type: 'ElasticNetworkInterface',
    status: status === 'RUNNING' ? 'ATTACHED' : 'ATTACHING',
    details: [
      { name: 'subnetId', value: subnetId(subnet) },
      { name: 'networkInterfaceId', value: networkInterfaceId(id) },
      { name: 'privateIPv4Address', value: ip },
    ],
  }
}
