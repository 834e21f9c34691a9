import { inParallel } from '../../executor/in-parallel.ts'
import type { Item, Place } from '../recipe.ts'
import { cap } from './say.ts'
import { lastPart, objects, text } from './values.ts'

export interface EcsService {
  name: string
  cluster: string
  /** As DescribeServices gives it. */
  service: Item
  place: Place
}

/** The active services of all clusters of a region. */
export async function readServices(place: Place): Promise<EcsService[]> {
  const clusters = await place.read('ecs:ListClusters')
  const found = await inParallel(clusters, 4, ({ value }) => servicesOf(text(value), place))
  return found.flat()
}

async function servicesOf(cluster: string, place: Place): Promise<EcsService[]> {
  const { read, missed, region } = place
  const arns = (await read('ecs:ListServices', { cluster })).map(({ value }) => text(value))
  const described = await inParallel(chunks(arns), 4, (services) =>
    read('ecs:DescribeServices', { cluster, services }),
  )
  const found = described.flat()
  const left = arns.length - found.length
  if (left > 0)
    missed(
      `${left} of ${arns.length} services of ${lastPart(cluster)} (${region})`,
      'ECS listed them, but did not describe them.',
    )
  return found
    .filter(({ status }) => status === 'ACTIVE')
    .map((service) => ({
      name: text(service.serviceName),
      cluster: lastPart(cluster),
      service,
      place,
    }))
}

/** As many as DescribeServices takes at once. */
const chunks = (arns: readonly string[]) =>
  Array.from({ length: Math.ceil(arns.length / 10) }, (_, at) => arns.slice(at * 10, at * 10 + 10))

/** The deployment that is wanted now: its tasks replace those of the others. */
export const primaryDeployment = ({ service }: EcsService): Item | undefined =>
  objects(service.deployments).find(({ status }) => status === 'PRIMARY')

export interface ServiceEvent {
  at: Date
  message: string
}

/** What ECS says went wrong lately, newest first and each thing once. */
export function troubles({ service }: EcsService, from: Date): ServiceEvent[] {
  const found = objects(service.events)
    .map(({ createdAt, message }) => ({
      at: new Date(text(createdAt)),
      message: plainNames(text(message)),
    }))
    .filter(({ at, message }) => at >= from && tellsTrouble.test(message))
  const seen = new Set<string>()
  return found
    .filter(({ message }) => {
      const kind = message.replace(/[\da-f]{8,}|\d+/g, '#')
      return !seen.has(kind) && seen.add(kind)
    })
    .map(({ at, message }) => ({ at, message: cap(message) }))
}

/** ECS names things by ARNs, which hide what it says of them. */
const plainNames = (message: string) =>
  message.replace(/arn:aws[\w-]*:[^\s):]*(?::[^\s):/]*)*[:/]([\w-]+)(?:\/[\da-f]+)?/g, '$1')

const tellsTrouble =
  /unhealthy|unable|fail|insufficient|error|could not|cannot|reason|stopped|rolling back|throttl/i
