import { arn, company, hex, mainRegion, secondRegion } from './company.ts'
import { badDeploy } from './incidents.ts'
import { named, privateIp, subnetsOf } from './network.ts'

export const clusters = [
  { name: 'prod', region: mainRegion, env: 'prod', vpc: 'prod', group: 'prod-services' },
  {
    name: 'staging',
    region: mainRegion,
    env: 'staging',
    vpc: 'staging',
    group: 'staging-services',
  },
  { name: 'prod-eu', region: secondRegion, env: 'prod', vpc: 'prod-eu', group: 'prod-eu-services' },
] as const

export interface EcsService {
  name: string
  cluster: string
  owner?: string
  desired: number
  revision: number
  version: string
  cpu: string
  memory: string
  deployedDaysAgo: number
  targetGroup?: string
  environment: Readonly<Record<string, string>>
}

// Values that look secret are planted: what reads them must redact them.
const ordersDb = {
  DB_HOST: 'orders-db.c9sample0000.us-east-1.rds.amazonaws.com',
  DB_NAME: 'orders',
  DB_PASSWORD: 'sample-only-hunter2-orders',
}

const deployed = badDeploy.deployedMinutesAgo / (24 * 60)

export const ecsServices: readonly EcsService[] = [
  {
    name: 'web',
    cluster: 'prod',
    owner: 'elena.rossi',
    desired: 4,
    revision: 211,
    version: '9.30.2',
    cpu: '512',
    memory: '1024',
    deployedDaysAgo: 2.3,
    targetGroup: 'web',
    environment: { NODE_ENV: 'production', SESSION_SECRET: 'sample-only-web-session-secret' },
  },
  {
    name: 'catalog-api',
    cluster: 'prod',
    owner: 'elena.rossi',
    desired: 4,
    revision: 58,
    version: '3.4.0',
    cpu: '1024',
    memory: '2048',
    deployedDaysAgo: 6.1,
    targetGroup: 'catalog-api',
    environment: { NODE_ENV: 'production', SEARCH_URL: 'http://search.internal:9200' },
  },
  {
    name: badDeploy.service,
    cluster: 'prod',
    owner: badDeploy.by,
    desired: badDeploy.tasks.desired,
    revision: badDeploy.revision.after,
    version: badDeploy.version.after,
    cpu: '1024',
    memory: '2048',
    deployedDaysAgo: deployed,
    targetGroup: 'checkout-api',
    environment: {
      NODE_ENV: 'production',
      ...ordersDb,
      DB_POOL_MAX: badDeploy.poolSize.after,
      PAYMENTS_API_KEY: 'sample_only_live_51Hquillmarket',
    },
  },
  {
    name: 'order-worker',
    cluster: 'prod',
    owner: 'tom.lindqvist',
    desired: 2,
    revision: 33,
    version: '2.8.1',
    cpu: '512',
    memory: '1024',
    deployedDaysAgo: 13.2,
    environment: { NODE_ENV: 'production', ...ordersDb, DB_POOL_MAX: '10' },
  },
  {
    name: 'web',
    cluster: 'staging',
    desired: 1,
    revision: 402,
    version: '9.31.0-rc.2',
    cpu: '256',
    memory: '512',
    deployedDaysAgo: 0.8,
    targetGroup: 'staging-web',
    environment: { NODE_ENV: 'staging', SESSION_SECRET: 'sample-only-staging-secret' },
  },
  {
    name: 'checkout-api',
    cluster: 'staging',
    owner: 'tom.lindqvist',
    desired: 1,
    revision: 140,
    version: '4.12.0',
    cpu: '512',
    memory: '1024',
    deployedDaysAgo: 1.1,
    targetGroup: 'staging-checkout',
    environment: { NODE_ENV: 'staging', DB_POOL_MAX: '2', DB_PASSWORD: 'sample-only-staging-db' },
  },
  {
    name: 'web',
    cluster: 'prod-eu',
    owner: 'elena.rossi',
    desired: 2,
    revision: 97,
    version: '9.30.2',
    cpu: '512',
    memory: '1024',
    deployedDaysAgo: 2.2,
    targetGroup: 'web-eu',
    environment: { NODE_ENV: 'production', SESSION_SECRET: 'sample-only-web-eu-secret' },
  },
  {
    name: 'catalog-api',
    cluster: 'prod-eu',
    owner: 'elena.rossi',
    desired: 2,
    revision: 31,
    version: '3.4.0',
    cpu: '512',
    memory: '1024',
    deployedDaysAgo: 6,
    targetGroup: 'catalog-api-eu',
    environment: {
      NODE_ENV: 'production',
      DB_HOST: 'catalog-db-eu.c9sample0001.eu-west-1.rds.amazonaws.com',
    },
  },
]

export interface Task {
  id: string
  service: EcsService
  revision: number
  startedDaysAgo: number
  status: 'RUNNING' | 'PENDING'
  healthy: boolean
  subnet: string
  ip: string
}

/** The tasks of a service: as many as desired, but where the bad deploy struck. */
export function tasksOf(service: EcsService): Task[] {
  const { revision, desired, deployedDaysAgo } = service
  if (!isBroken(service)) {
    return times(desired, (n) => task(service, n, { revision, startedDaysAgo: deployedDaysAgo }))
  }
  const { old, unhealthy, pending } = badDeploy.tasks
  const failing = { revision, healthy: false }
  return [
    ...times(old, (n) => task(service, n, { revision: revision - 1, startedDaysAgo: 8.4 })),
    ...times(unhealthy, (n) => task(service, n + 10, { ...failing, startedDaysAgo: 0.002 })),
    ...times(pending, (n) =>
      task(service, n + 20, { ...failing, startedDaysAgo: 0, status: 'PENDING' }),
    ),
  ]
}

export const isBroken = (service: EcsService) =>
  service.name === badDeploy.service && service.cluster === 'prod'

export const clusterNamed = (name: string) => named(clusters, name)
export const clusterArn = (name: string) => arn('ecs', clusterNamed(name).region, `cluster/${name}`)

/** Task definitions are named after cluster and service, as `prod-checkout-api`. */
export const familyOf = ({ cluster, name }: EcsService) => `${cluster}-${name}`
export const taskDefinitionArn = (service: EcsService, revision: number) =>
  arn(
    'ecs',
    clusterNamed(service.cluster).region,
    `task-definition/${familyOf(service)}:${revision}`,
  )

export function imageOf(service: EcsService, revision: number): string {
  const version =
    isBroken(service) && revision < service.revision ? badDeploy.version.before : service.version
  const registry = `${company.accountId}.dkr.ecr.${clusterNamed(service.cluster).region}.amazonaws.com`
  return `${registry}/${service.name}:${version}`
}

export const logGroupOf = ({ cluster, name }: EcsService) =>
  cluster === 'prod' ? `/ecs/${name}` : `/ecs/${cluster}/${name}`

function task(
  service: EcsService,
  number: number,
  facts: Partial<Task> & { revision: number; startedDaysAgo: number },
): Task {
  const id = hex(`task ${familyOf(service)} ${facts.revision} ${number}`, 32)
  const choices = subnetsOf(clusterNamed(service.cluster).vpc, 'private')
  const subnet = choices[number % choices.length]?.name ?? ''
  return {
    id,
    service,
    status: 'RUNNING',
    healthy: true,
    subnet,
    ip: privateIp(id, subnet),
    ...facts,
  }
}

function times<T>(count: number, make: (number: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index))
}
