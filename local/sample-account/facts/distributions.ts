import { arn, hex } from './company.ts'
import { named } from './network.ts'
import { buckets } from './storage.ts'

/** CloudFront before the shop's pictures. The bucket is public since nothing else lets it in. */
export const distributions = [
  {
    name: 'assets',
    comment: 'Pictures and scripts of the shop',
    bucket: named(buckets, 'quillmarket-assets'),
    changedDaysAgo: 611,
    env: 'prod',
    service: 'storefront',
    owner: 'elena.rossi',
  },
] as const

export type Distribution = (typeof distributions)[number]

export const distributionId = ({ name }: { name: string }) =>
  `E${hex(`distribution ${name}`, 13).toUpperCase()}`
export const distributionArn = (one: { name: string }) =>
  arn('cloudfront', '', `distribution/${distributionId(one)}`)
export const distributionDomain = ({ name }: { name: string }) =>
  `d${hex(`domain ${name}`, 13)}.cloudfront.net`
export const originOf = ({ bucket }: Distribution) =>
  `${bucket.name}.s3.${bucket.region}.amazonaws.com`
