import type { Answers } from '../answer.ts'
import { daysAhead } from '../clock.ts'
import { domains } from '../facts/edge.ts'
import { listing } from '../listing.ts'

export const answers: Answers = {
  ListDomains: listing({
    as: 'Domains',
    from: (at) =>
      domains.map(({ name, autoRenew, expiresInDays }) => ({
        DomainName: name,
        AutoRenew: autoRenew,
        TransferLock: true,
        Expiry: daysAhead(at, expiresInDays),
      })),
    paging: { size: 'MaxItems', token: 'Marker', next: 'NextPageMarker' },
  }),
}
