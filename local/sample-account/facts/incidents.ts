import { drawn } from '../seed.ts'
import { secondRegion } from './company.ts'

const since = drawn('checkout since', 0, [1, 25])
const revision = drawn('checkout revision', 87, [41, 160])
const minor = drawn('checkout version', 12, [13, 48])
const stuck = drawn('dead letters since', 180, [131, 320])

/** Five things that are wrong. Every service that shows one of them takes its facts from here. */

/** A release of checkout-api that leaves two connections in its database pool: it answers 5xx since. */
export const badDeploy = {
  service: 'checkout-api',
  by: 'tom.lindqvist',
  revision: { before: revision - 1, after: revision },
  version: { before: `4.${minor - 1}.3`, after: `4.${minor}.0` },
  poolSize: { before: '20', after: '2' },
  registeredMinutesAgo: 43 + since,
  deployedMinutesAgo: 41 + since,
  startedMinutesAgo: 40 + since,
  alarmMinutesAgo: 37 + since,
  /** Tasks: two of the new revision fail their health check, one of the old one still answers. */
  tasks: { desired: 6, old: 1, unhealthy: 2, pending: 2, failed: 14 },
  errorsPerMinute: drawn('checkout errors', 96, [61, 139]),
}

/** A security group opened for a migration "for an hour", yesterday. */
export const openToTheWorld = {
  group: 'ops-bastion',
  instance: 'ops-bastion',
  ports: [22, 5432],
  by: 'jonas.weber',
  minutesAgo: drawn('opened', 26, [25, 44]) * 60,
}

/** GPU instances that a finished experiment left running. */
export const forgottenFleet = {
  name: 'embedding-backfill',
  region: secondRegion,
  type: 'g5.12xlarge',
  count: 4,
  by: 'priya.raman',
  daysAgo: drawn('fleet', 9, [8, 13]),
  hourlyUsd: 6.33,
}

/** Order events that their consumer cannot read since a producer dropped a field. */
export const deadLetters = {
  source: 'order-events',
  queue: 'order-events-dlq',
  consumer: 'order-events-consumer',
  startedMinutesAgo: stuck,
  alarmMinutesAgo: stuck - 5,
  perMinute: drawn('dead letters', 8, [5, 12]),
  /** Tries before a message is given up. */
  receives: 3,
}

/** A certificate that cannot renew itself: its validation record was lost when DNS was tidied up. */
export const expiringCertificate = {
  domain: 'pay.quillmarket.example',
  expiresInDays: drawn('expiry', 5, [4, 9]),
  renewalTriedDaysAgo: 25,
}
