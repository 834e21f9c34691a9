import { arn, company, hex, mainRegion, secondRegion, uuid } from './company.ts'
import { expiringCertificate } from './incidents.ts'

export interface Certificate {
  domain: string
  region: string
  alsoFor: readonly string[]
  issuedDaysAgo: number
  expiresInDays: number
  /** The load balancer that serves it. */
  balancer?: string
}

const validityDays = 395

export const certificates: readonly Certificate[] = [
  certificate('quillmarket.example', { balancer: 'storefront', expiresInDays: 238 }),
  certificate(expiringCertificate.domain, {
    balancer: 'payments',
    expiresInDays: expiringCertificate.expiresInDays,
  }),
  certificate('staging.quillmarket.example', { balancer: 'staging', expiresInDays: 171 }),
  certificate('partners.quillmarket.example', { expiresInDays: 96 }),
  certificate('eu.quillmarket.example', {
    balancer: 'storefront-eu',
    expiresInDays: 204,
    region: secondRegion,
  }),
]

/** Those that the company has registered through Route 53. */
export const domains = [
  { name: company.domain, autoRenew: true, expiresInDays: 241 },
  { name: `status-${company.domain}`, autoRenew: false, expiresInDays: 118 },
] as const

export const certificateArn = (domain: string) =>
  arn(
    'acm',
    certificates.find((one) => one.domain === domain)?.region ?? mainRegion,
    `certificate/${uuid(`certificate ${domain}`)}`,
  )

export const isExpiring = ({ domain }: Certificate) => domain === expiringCertificate.domain

/** The record that proves to ACM that a domain is ours. */
export const validationRecord = (domain: string) => ({
  Name: `_${hex(`validation ${domain}`, 32)}.${domain}.`,
  Type: 'CNAME',
  Value: `_${hex(`answer ${domain}`, 32)}.acm-validations.aws.`,
})

export const zones = [
  { id: 'Z0SAMPLE0PUBLIC', name: `${company.domain}.`, private: false },
  { id: 'Z0SAMPLE0INTERN', name: 'internal.', private: true },
] as const

function certificate(
  domain: string,
  facts: Partial<Certificate> & { expiresInDays: number },
): Certificate {
  return {
    domain,
    region: mainRegion,
    alsoFor: [`www.${domain}`],
    issuedDaysAgo: validityDays - facts.expiresInDays,
    ...facts,
  }
}
