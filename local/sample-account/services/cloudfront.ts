import type { Answers, Input, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { daysAgo } from '../clock.ts'
import { SampleAccountError } from '../error.ts'
import { hex, tags } from '../facts/company.ts'
import {
  type Distribution,
  distributionArn,
  distributionDomain,
  distributionId,
  distributions,
  originOf,
} from '../facts/distributions.ts'

export const answers: Answers = {
  ListDistributions: (_input, at) => ({
    DistributionList: {
      Marker: '',
      MaxItems: 100,
      IsTruncated: false,
      Quantity: distributions.length,
      Items: distributions.map((one) => summary(one, at)),
    },
  }),
  GetDistribution: (input, at) => {
    const found = distributionOf(input)
    return {
      Distribution: {
        ...facts(found, at),
        InProgressInvalidationBatches: 0,
        DistributionConfig: configuration(found),
      },
      ETag: etag(found),
    }
  },
  GetDistributionConfig: (input) => {
    const found = distributionOf(input)
    return { DistributionConfig: configuration(found), ETag: etag(found) }
  },
  ListTagsForResource: (input) => {
    const found = distributions.find((one) => distributionArn(one) === text(input, 'Resource'))
    if (found === undefined) throw notThere('NoSuchResource')
    return { Tags: { Items: tags('', found).slice(1) } }
  },
}

function distributionOf(input: Input): Distribution {
  const found = distributions.find((one) => distributionId(one) === text(input, 'Id'))
  if (found === undefined) throw notThere('NoSuchDistribution')
  return found
}

const notThere = (name: string) =>
  new SampleAccountError(name, {
    message: 'The specified distribution does not exist.',
    status: 404,
  })

const etag = ({ name }: Distribution) => `E${hex(`etag ${name}`, 12).toUpperCase()}`

const facts = (one: Distribution, at: Place) => ({
  Id: distributionId(one),
  ARN: distributionArn(one),
  Status: 'Deployed',
  LastModifiedTime: daysAgo(at, one.changedDaysAgo),
  DomainName: distributionDomain(one),
})

function summary(one: Distribution, at: Place) {
  const { CallerReference, DefaultRootObject, Logging, ...shown } = configuration(one)
  return { ...facts(one, at), ...shown }
}

const none = { Quantity: 0 }

const configuration = (one: Distribution) => ({
  CallerReference: `sample-${one.name}`,
  Aliases: none,
  DefaultRootObject: '',
  Origins: {
    Quantity: 1,
    Items: [
      {
        Id: one.bucket.name,
        DomainName: originOf(one),
        OriginPath: '',
        CustomHeaders: none,
        S3OriginConfig: { OriginAccessIdentity: '' },
        OriginAccessControlId: '',
        ConnectionAttempts: 3,
        ConnectionTimeout: 10,
      },
    ],
  },
  DefaultCacheBehavior: {
    TargetOriginId: one.bucket.name,
    ViewerProtocolPolicy: 'allow-all',
    Compress: true,
    CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  },
  CacheBehaviors: none,
  CustomErrorResponses: none,
  Comment: one.comment,
  Logging: { Enabled: false, IncludeCookies: false, Bucket: '', Prefix: '' },
  PriceClass: 'PriceClass_All',
  Enabled: true,
  ViewerCertificate: {
    CloudFrontDefaultCertificate: true,
    SSLSupportMethod: 'vip',
    MinimumProtocolVersion: 'TLSv1',
    CertificateSource: 'cloudfront',
  },
  Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
  WebACLId: '',
  HttpVersion: 'http2',
  IsIPV6Enabled: true,
  Staging: false,
})
