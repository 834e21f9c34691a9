import type { Answers } from '../answer.ts'
import { text } from '../answer.ts'
import { tags } from '../facts/company.ts'
import { identitiesIn, quotaIn } from '../facts/mail.ts'
import { find, listing } from '../listing.ts'
import { paging } from '../paging.ts'

const missing = {
  name: 'NotFoundException',
  message: (id: string) => `Email identity ${id} does not exist.`,
  status: 404,
}

export const answers: Answers = {
  ListEmailIdentities: listing({
    as: 'EmailIdentities',
    from: ({ region }) => identitiesIn(region),
    show: ({ name, kind, verified }) => ({
      IdentityName: name,
      IdentityType: kind,
      SendingEnabled: verified,
      VerificationStatus: verified ? 'SUCCESS' : 'PENDING',
    }),
    paging: paging.pageSize,
  }),
  GetEmailIdentity: (input, { region }) => {
    const { name, kind, verified } = find(identitiesIn(region), text(input, 'EmailIdentity'), {
      by: ['name'],
      missing,
    })
    return {
      IdentityType: kind,
      FeedbackForwardingStatus: true,
      VerifiedForSendingStatus: verified,
      VerificationStatus: verified ? 'SUCCESS' : 'PENDING',
      DkimAttributes: { SigningEnabled: verified, Status: verified ? 'SUCCESS' : 'NOT_STARTED' },
      Tags: tags(name, { env: 'prod' }),
    }
  },
  GetAccount: (_input, { region }) => {
    const SendQuota = quotaIn(region)
    return {
      SendQuota,
      SendingEnabled: true,
      ProductionAccessEnabled: SendQuota.Max24HourSend > 200,
      EnforcementStatus: 'HEALTHY',
      DedicatedIpAutoWarmupEnabled: false,
      SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    }
  },
}
