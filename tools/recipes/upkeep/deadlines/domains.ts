import { daysUntil } from '../../evidence/ages.ts'
import { text } from '../../evidence/values.ts'
import type { Place } from '../../recipe.ts'
import type { Deadline } from './deadline.ts'

/** Domains that are registered through Route 53: when each ends, and whether it renews itself. */
export async function domainDeadlines(ask: Place): Promise<Deadline[]> {
  const domains = (await ask.tryRead('route53domains:ListDomains')) ?? []
  return domains.map(({ DomainName, Expiry, AutoRenew }) => ({
    kind: 'domain',
    name: text(DomainName),
    day: text(Expiry).slice(0, 10),
    days: daysUntil(Expiry, ask.now),
    what:
      AutoRenew === true
        ? 'Route 53 renews it by itself'
        : 'its automatic renewal is off, so somebody has to renew it',
  }))
}
