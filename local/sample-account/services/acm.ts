import type { Answers, Output, Place } from '../answer.ts'
import { text, texts } from '../answer.ts'
import { daysAgo, daysAhead } from '../clock.ts'
import { tags } from '../facts/company.ts'
import {
  type Certificate,
  certificateArn,
  certificates,
  isExpiring,
  validationRecord,
} from '../facts/edge.ts'
import { expiringCertificate } from '../facts/incidents.ts'
import { balancerArn, loadBalancers } from '../facts/load-balancing.ts'
import { find, listing } from '../listing.ts'
import { paging } from '../paging.ts'

const missing = {
  name: 'ResourceNotFoundException',
  message: (id: string) => `Could not find certificate ${id}.`,
}

export const answers: Answers = {
  ListCertificates: listing({
    as: 'CertificateSummaryList',
    from: (at) => details(at).map(summary),
    where: ({ Status }, input) => {
      const wanted = texts(input, 'CertificateStatuses')
      return wanted.length === 0 || wanted.some((one) => one === Status)
    },
    paging: paging.maxItems,
  }),
  DescribeCertificate: (input, at) => ({
    Certificate: find(details(at), text(input, 'CertificateArn'), {
      by: ['CertificateArn'],
      missing,
    }),
  }),
  ListTagsForCertificate: (input, at) => {
    const found = find(details(at), text(input, 'CertificateArn'), {
      by: ['CertificateArn'],
      missing,
    })
    return { Tags: tags(found.DomainName, { owner: 'maya.okafor' }) }
  },
}

const details = (at: Place) =>
  certificates.filter(({ region }) => region === at.region).map((one) => detail(one, at))

function detail(one: Certificate, at: Place) {
  const serving = loadBalancers.find(({ name }) => name === one.balancer)
  return {
    CertificateArn: certificateArn(one.domain),
    DomainName: one.domain,
    SubjectAlternativeNames: [one.domain, ...one.alsoFor],
    Status: 'ISSUED',
    Type: 'AMAZON_ISSUED',
    Issuer: 'Amazon',
    KeyAlgorithm: 'RSA-2048',
    SignatureAlgorithm: 'SHA256WITHRSA',
    CreatedAt: daysAgo(at, one.issuedDaysAgo),
    IssuedAt: daysAgo(at, one.issuedDaysAgo),
    NotBefore: daysAgo(at, one.issuedDaysAgo),
    NotAfter: daysAhead(at, one.expiresInDays),
    InUseBy: serving ? [balancerArn(serving)] : [],
    RenewalEligibility: serving ? 'ELIGIBLE' : 'INELIGIBLE',
    DomainValidationOptions: [validation(one.domain, 'SUCCESS')],
    ...(isExpiring(one) && { RenewalSummary: failedRenewal(one, at) }),
  }
}

const validation = (domain: string, ValidationStatus: string) => ({
  DomainName: domain,
  ValidationDomain: domain,
  ValidationMethod: 'DNS',
  ValidationStatus,
  ResourceRecord: validationRecord(domain),
})

function failedRenewal({ domain }: Certificate, at: Place): Output {
  return {
    RenewalStatus: 'PENDING_VALIDATION',
    RenewalStatusReason: 'DOMAIN_VALIDATION_DENIED',
    DomainValidationOptions: [validation(domain, 'FAILED')],
    UpdatedAt: daysAgo(at, expiringCertificate.renewalTriedDaysAgo),
  }
}

function summary(detailed: Output): Output {
  const { SubjectAlternativeNames, InUseBy, ...rest } = detailed
  const { Issuer, SignatureAlgorithm, DomainValidationOptions, RenewalSummary, ...shown } = rest
  return {
    ...shown,
    SubjectAlternativeNameSummaries: SubjectAlternativeNames,
    HasAdditionalSubjectAlternativeNames: false,
    InUse: Array.isArray(InUseBy) && InUseBy.length > 0,
    Exported: false,
  }
}
