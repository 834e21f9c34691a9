import type { Answers, Input, Output, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { daysAgo, hoursAgo } from '../clock.ts'
import { arn, company, mainRegion, uuid } from '../facts/company.ts'
import { roles } from '../facts/roles.ts'
import { buckets } from '../facts/storage.ts'
import { find, listing } from '../listing.ts'
import { paging } from '../paging.ts'

export const answers: Answers = {
  ListAnalyzers: listing({
    as: 'analyzers',
    from: analyzersIn,
    paging: paging.camel,
  }),
  GetAnalyzer: (input, at) => ({
    analyzer: find(analyzersIn(at), text(input, 'analyzerName'), { by: ['name'], missing }),
  }),
  ListFindings: listing({ as: 'findings', from: findingsOf, paging: paging.camel }),
  ListFindingsV2: listing({
    as: 'findings',
    from: (at, input) =>
      findingsOf(at, input).map((finding) => ({
        ...Object.fromEntries(Object.entries(finding).filter(([member]) => !ofOne.has(member))),
        findingType: 'ExternalAccess',
      })),
    paging: paging.camel,
  }),
  GetFinding: (input, at) => ({
    finding: find(findingsOf(at, input), text(input, 'id'), { by: ['id'], missing }),
  }),
  ListAnalyzedResources: listing({
    as: 'analyzedResources',
    from: (at, input) =>
      findingsOf(at, input).map(({ resource, resourceType, resourceOwnerAccount }) => ({
        resourceArn: resource,
        resourceType,
        resourceOwnerAccount,
      })),
    paging: paging.camel,
  }),
}

/** What only the details of a finding have. */
const ofOne = new Set(['principal', 'action', 'isPublic', 'condition', 'sources'])

const missing = {
  name: 'ResourceNotFoundException',
  message: (id: string) => `Could not find ${id}`,
  status: 404,
}

const analyzerArn = arn('access-analyzer', mainRegion, 'analyzer/account')

function analyzersIn(at: Place): Output[] {
  if (at.region !== mainRegion) return []
  return [
    {
      arn: analyzerArn,
      name: 'account',
      type: 'ACCOUNT',
      createdAt: daysAgo(at, 430),
      lastResourceAnalyzedAt: hoursAgo(at, 5),
      status: 'ACTIVE',
      tags: {},
    },
  ]
}

/** Who from outside may come in: the public bucket, and an agency that left. */
function findingsOf(at: Place, input: Input): Output[] {
  find(analyzersIn(at), text(input, 'analyzerArn'), { by: ['arn'], missing })
  const ofBuckets = buckets
    .filter((one) => one.public && one.region === mainRegion)
    .map(({ name }) => ({
      ...facts(name, at),
      resource: `arn:aws:s3:::${name}`,
      resourceType: 'AWS::S3::Bucket',
      principal: { AWS: '*' },
      action: ['s3:GetObject'],
      isPublic: true,
      sources: [{ type: 'POLICY' }],
    }))
  const ofRoles = roles
    .filter(({ trusts }) => trusts.startsWith('arn:'))
    .map(({ name, trusts }) => ({
      ...facts(name, at),
      resource: arn('iam', '', `role/${name}`),
      resourceType: 'AWS::IAM::Role',
      principal: { AWS: trusts },
      action: ['sts:AssumeRole'],
      isPublic: false,
    }))
  return [...ofBuckets, ...ofRoles]
}

const facts = (name: string, at: Place) => ({
  id: uuid(`finding ${name}`),
  condition: {},
  createdAt: daysAgo(at, 430),
  analyzedAt: hoursAgo(at, 5),
  updatedAt: daysAgo(at, 430),
  status: 'ACTIVE',
  resourceOwnerAccount: company.accountId,
})
