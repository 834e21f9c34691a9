import { daysUntil } from '../../evidence/ages.ts'
import { readEach } from '../../evidence/read-each.ts'
import { lastPart, object, objects, text, texts } from '../../evidence/values.ts'
import { listed, said } from '../../evidence/wording.ts'
import type { Item, Place } from '../../recipe.ts'
import type { Deadline } from './deadline.ts'

/** ACM's certificates: when they end, what serves them, and why they do not renew themselves. */
export async function certificateDeadlines(ask: Place): Promise<Deadline[]> {
  const all =
    (await ask.tryRead('acm:ListCertificates', {
      CertificateStatuses: ['ISSUED', 'EXPIRED'],
      Includes: { keyTypes },
    })) ?? []
  const ending = all.filter(({ NotAfter }) => daysUntil(NotAfter, ask.now) <= mostDays)
  const details = await readEach(ask, ending, {
    operation: 'acm:DescribeCertificate',
    parameters: ({ CertificateArn }) => ({ CertificateArn }),
    noun: 'certificate',
  })
  return ending.map((certificate) => {
    const detail = details.get(certificate)?.[0]
    return {
      kind: 'certificate',
      name: text(certificate.DomainName),
      day: text(certificate.NotAfter).slice(0, 10),
      days: daysUntil(certificate.NotAfter, ask.now),
      what:
        detail === undefined
          ? 'its use and renewal could not be read'
          : [usedBy(detail), renewal(detail)].join('; '),
    }
  })
}

/** Nobody asks further ahead: certificates live for little more than a year. */
const mostDays = 400

/** ACM lists only those with RSA keys of 2048 bits, unless asked. */
const keyTypes = [
  ...['RSA_1024', 'RSA_2048', 'RSA_3072', 'RSA_4096'],
  ...['EC_prime256v1', 'EC_secp384r1', 'EC_secp521r1'],
]

function usedBy({ InUseBy }: Item): string {
  const users = texts(InUseBy).map((arn) => said(serviceOf(arn), 60))
  return users.length === 0 ? 'in use by nothing that ACM knows' : `in use by ${listed(users, 3)}`
}

/** `…:loadbalancer/app/payments/f3a1` is called payments. */
const serviceOf = (arn: string) =>
  /loadbalancer\/\w+\/([^/]+)/.exec(arn)?.[1] ?? lastPart(arn.split(':').at(-1) ?? arn)

function renewal({ Type, RenewalEligibility, RenewalSummary }: Item): string {
  if (Type === 'IMPORTED') return 'imported, so it does not renew itself'
  const { RenewalStatus, RenewalStatusReason, DomainValidationOptions } = object(RenewalSummary)
  if (RenewalStatus === 'PENDING_VALIDATION' || RenewalStatus === 'FAILED') {
    const missing = objects(DomainValidationOptions)
      .filter(({ ValidationStatus }) => ValidationStatus !== 'SUCCESS')
      .map(({ ResourceRecord }) => said(text(object(ResourceRecord).Name), 90))
    const reason = RenewalStatusReason === undefined ? '' : ` (${said(text(RenewalStatusReason))})`
    const record =
      missing.length === 0 ? '' : `: ACM does not find the DNS record ${listed(missing, 2)}`
    return `its renewal fails${reason}${record}`
  }
  return RenewalEligibility === 'ELIGIBLE' ? 'ACM renews it by itself' : 'ACM does not renew it'
}
