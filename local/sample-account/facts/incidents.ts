import { secondRegion } from './company.ts'

/** Five things that are wrong. Every service that shows one of them takes its facts from here. */

/** A release of checkout-api that leaves two connections in its database pool: it answers 5xx since. */
export const badDeploy = {
  service: 'checkout-api',
  by: 'tom.lindqvist',
  revision: { before: 86, after: 87 },
  version: { before: '4.11.3', after: '4.12.0' },
  poolSize: { before: '20', after: '2' },
  registeredMinutesAgo: 43,
  deployedMinutesAgo: 41,
  startedMinutesAgo: 40,
  alarmMinutesAgo: 37,
  /** Tasks: two of the new revision fail their health check, one of the old one still answers. */
  tasks: { desired: 6, old: 1, unhealthy: 2, pending: 2, failed: 14 },
  errorsPerMinute: 96,
}

/** A security group opened for a migration "for an hour", yesterday. */
export const openToTheWorld = {
  group: 'ops-bastion',
  instance: 'ops-bastion',
  ports: [22, 5432],
  by: 'jonas.weber',
  minutesAgo: 26 * 60,
}

/** GPU instances that a finished experiment left running. */
export const forgottenFleet = {
  name: 'embedding-backfill',
  region: secondRegion,
  type: 'g5.12xlarge',
  count: 4,
  by: 'priya.raman',
  daysAgo: 9,
  hourlyUsd: 6.33,
}

/** Order events that their consumer cannot read since a producer dropped a field. */
export const deadLetters = {
  source: 'order-events',
  queue: 'order-events-dlq',
  consumer: 'order-events-consumer',
  startedMinutesAgo: 180,
  alarmMinutesAgo: 175,
  perMinute: 8,
  /** Tries before a message is given up. */
  receives: 3,
}

/** A certificate that cannot renew itself: its validation record was lost when DNS was tidied up. */
export const expiringCertificate = {
  domain: 'pay.quillmarket.example',
  expiresInDays: 5,
  renewalTriedDaysAgo: 25,
}
