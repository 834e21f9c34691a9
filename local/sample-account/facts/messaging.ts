import { arn, company, mainRegion, secondRegion } from './company.ts'
import { deadLetters } from './incidents.ts'

export interface Queue {
  name: string
  region: string
  service: string
  owner?: string
  /** Where messages go that fail `maxReceives` times. */
  deadLetter?: string
  maxReceives?: number
  /** Messages waiting right now. */
  depth: number
  oldestMinutes?: number
}

/** The dead-letter queue holds what has failed since the producer changed. */
const failed = deadLetters.startedMinutesAgo * deadLetters.perMinute

export const queues: readonly Queue[] = [
  {
    name: deadLetters.source,
    region: mainRegion,
    service: 'orders',
    owner: 'tom.lindqvist',
    deadLetter: deadLetters.queue,
    maxReceives: deadLetters.receives,
    depth: 24,
    oldestMinutes: 2,
  },
  {
    name: deadLetters.queue,
    region: mainRegion,
    service: 'orders',
    owner: 'tom.lindqvist',
    depth: failed,
    oldestMinutes: deadLetters.startedMinutesAgo,
  },
  {
    name: 'invoices',
    region: mainRegion,
    service: 'invoices',
    deadLetter: 'invoices-dlq',
    maxReceives: 5,
    depth: 3,
  },
  { name: 'invoices-dlq', region: mainRegion, service: 'invoices', depth: 0 },
  {
    name: 'image-jobs',
    region: mainRegion,
    service: 'catalog',
    owner: 'elena.rossi',
    depth: 11,
  },
  {
    name: 'order-mirror',
    region: secondRegion,
    service: 'orders',
    deadLetter: 'order-mirror-dlq',
    maxReceives: 5,
    depth: 0,
  },
  { name: 'order-mirror-dlq', region: secondRegion, service: 'orders', depth: 0 },
]

export const topics = [
  { name: 'ops-alerts', region: mainRegion, env: 'prod' },
  { name: 'order-placed', region: mainRegion, env: 'prod' },
  { name: 'ops-alerts-eu', region: secondRegion, env: 'prod' },
] as const

/** Endpoints are queues, functions, or addresses; one address never answered the confirmation mail. */
export const subscriptions = [
  { id: 'alerts-mail', topic: 'ops-alerts', protocol: 'email', to: 'oncall@quillmarket.example' },
  { id: 'alerts-chat', topic: 'ops-alerts', protocol: 'lambda', to: 'chat-alerts' },
  {
    id: 'alerts-former',
    topic: 'ops-alerts',
    protocol: 'email',
    to: 'former.lead@quillmarket.example',
    pending: true,
  },
  { id: 'orders-queue', topic: 'order-placed', protocol: 'sqs', to: deadLetters.source },
  { id: 'invoices-queue', topic: 'order-placed', protocol: 'sqs', to: 'invoices' },
  {
    id: 'alerts-mail-eu',
    topic: 'ops-alerts-eu',
    protocol: 'email',
    to: 'oncall@quillmarket.example',
  },
] as const

export const queueUrl = ({ name, region }: Queue) =>
  `https://sqs.${region}.amazonaws.com/${company.accountId}/${name}`
export const queueArn = ({ name, region }: { name: string; region: string }) =>
  arn('sqs', region, name)
export const topicArn = ({ name, region }: { name: string; region: string }) =>
  arn('sns', region, name)
