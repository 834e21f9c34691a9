import { mainRegion, uuid } from './company.ts'
import { databaseArn, databases, maintenance } from './data-stores.ts'
import { certificateArn } from './edge.ts'
import { expiringCertificate } from './incidents.ts'
import { named } from './network.ts'

export interface HealthEvent {
  service: string
  code: string
  category: 'issue' | 'scheduledChange' | 'accountNotification'
  region: string
  status: 'open' | 'upcoming' | 'closed'
  /** Ahead where negative. */
  startDaysAgo: number
  endDaysAgo?: number
  updatedDaysAgo: number
  description: string
  entities: readonly { value: string; arn?: string; status: 'PENDING' | 'IMPAIRED' | 'UNKNOWN' }[]
}

/** What AWS told the company on its Health page. */
export const healthEvents: readonly HealthEvent[] = [
  {
    service: 'ACM',
    code: 'AWS_ACM_RENEWAL_STATE_CHANGE',
    category: 'accountNotification',
    region: mainRegion,
    status: 'open',
    startDaysAgo: expiringCertificate.renewalTriedDaysAgo,
    updatedDaysAgo: expiringCertificate.renewalTriedDaysAgo,
    description: `ACM could not renew the certificate for ${expiringCertificate.domain}: its domain could not be validated. Put the CNAME record of its validation back into DNS.`,
    entities: [
      {
        value: certificateArn(expiringCertificate.domain),
        arn: certificateArn(expiringCertificate.domain),
        status: 'PENDING',
      },
    ],
  },
  ...maintenance.map(({ database, action, description, forcedInDays }): HealthEvent => {
    const ends = action === 'db-upgrade'
    return {
      service: 'RDS',
      code: ends ? 'AWS_RDS_PLANNED_LIFECYCLE_EVENT' : 'AWS_RDS_MAINTENANCE_SCHEDULED',
      category: 'scheduledChange',
      region: mainRegion,
      status: 'upcoming',
      startDaysAgo: -forcedInDays,
      updatedDaysAgo: 8,
      description: `${description}. Where you do not apply it before, it is applied to ${database} then.`,
      entities: [
        { value: database, arn: databaseArn(named(databases, database)), status: 'PENDING' },
      ],
    }
  }),
  {
    service: 'LAMBDA',
    code: 'AWS_LAMBDA_OPERATIONAL_ISSUE',
    category: 'issue',
    region: mainRegion,
    status: 'closed',
    startDaysAgo: 11.2,
    endDaysAgo: 11.1,
    updatedDaysAgo: 11.1,
    description:
      'Between these times some invocations were slower to start. The issue is resolved.',
    entities: [{ value: 'UNKNOWN', status: 'UNKNOWN' }],
  },
]

export const eventArn = ({ region, service, code, entities }: HealthEvent) =>
  `arn:aws:health:${region}::event/${service}/${code}/${code}_${uuid(`event ${code} ${entities[0]?.value}`)}`
