import type { Answers } from '../answer.ts'
import { text, texts } from '../answer.ts'
import { hoursAgo } from '../clock.ts'
import { hex } from '../facts/company.ts'
import { type identities, identitiesIn, quotaIn } from '../facts/mail.ts'
import { listing } from '../listing.ts'
import { paging } from '../paging.ts'

const kinds: Readonly<Record<string, string>> = { Domain: 'DOMAIN', EmailAddress: 'EMAIL_ADDRESS' }

export const answers: Answers = {
  ListIdentities: listing({
    as: 'Identities',
    from: ({ region }) => identitiesIn(region),
    where: ({ kind }, input) => (kinds[text(input, 'IdentityType') ?? ''] ?? kind) === kind,
    show: ({ name }) => name,
    paging: paging.maxItems,
  }),
  GetSendQuota: (_input, { region }) => quotaIn(region),
  GetAccountSendingEnabled: () => ({ Enabled: true }),
  GetSendStatistics: (_input, at) => ({
    SendDataPoints: Array.from({ length: 24 }, (_, hour) => ({
      Timestamp: hoursAgo(at, hour + 1),
      DeliveryAttempts: Math.round(quotaIn(at.region).SentLast24Hours / 24),
      Bounces: hour % 3,
      Complaints: 0,
      Rejects: 0,
    })),
  }),
  GetIdentityVerificationAttributes: (input, { region }) => ({
    VerificationAttributes: byName(
      texts(input, 'Identities'),
      region,
      ({ name, verified, kind }) => ({
        VerificationStatus: verified ? 'Success' : 'Pending',
        ...(kind === 'DOMAIN' && { VerificationToken: hex(`ses ${name}`, 44) }),
      }),
    ),
  }),
  GetIdentityDkimAttributes: (input, { region }) => ({
    DkimAttributes: byName(texts(input, 'Identities'), region, ({ verified }) => ({
      DkimEnabled: verified,
      DkimVerificationStatus: verified ? 'Success' : 'NotStarted',
    })),
  }),
}

type Identity = (typeof identities)[number]

function byName(names: string[], region: string, describe: (one: Identity) => object) {
  const found = identitiesIn(region).filter(({ name }) => names.includes(name))
  return Object.fromEntries(found.map((one) => [one.name, describe(one)]))
}
