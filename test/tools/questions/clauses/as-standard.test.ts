import assert from 'node:assert/strict'
import { asStandard } from '../../../../tools/questions/clauses/as-standard.ts'
import { askSample, when } from '../ask-sample.ts'

/** What a rule says of all things, and what is told of those that do not keep it. */
const rules: readonly (readonly [string, RegExp])[] = [
  ['EBS gp2 volumes should be converted to gp3', /^1 of 32 volumes is gp2/],
  ['EBS volumes should be attached to instances', /^4 unattached volumes/],
  [
    'EC2 instances should use IMDSv2',
    /^1 of 20 instances is not held to IMDSv2: legacy-backoffice/,
  ],
  ['EC2 instances should not have a public IP address', /^1 of 20 instances .*ops-bastion/],
  ['RDS instances must be multi-AZ', /^3 of 5 databases have no multi-az/],
  ['RDS DB instances should prohibit public access', /^None of 5 databases has public access/],
  ['RDS DB instance backups should be enabled', /^2 of 5 databases .*staging-orders-db/],
  ['DynamoDB tables should have point-in-time recovery enabled', /^3 of 5 tables have no pitr/],
  ['Ensure all S3 buckets have versioning enabled', /^5 of 10 buckets have no versioning/],
  ['Versioning should be enabled on all S3 buckets', /^5 of 10 buckets have no versioning/],
  ['ECR repositories should have lifecycle policies', /^6 image repositories have no lifecycle/],
  ['VPC flow logging should be enabled in all VPCs', /^3 VPCs have no vpc flow logging/],
  ['log groups should be retained for at least 365 days', /^15 of 16 log groups .*less than 365/],
  ['KMS CMK rotation should be enabled', /^2 of 4 customer KMS keys .* do not rotate/],
  ['IAM root user MFA should be enabled', /^The root user has MFA/],
  [
    'IAM policies should not allow full * administrative privileges',
    /^2 policies grant full admin/,
  ],
  ['IAM user access keys should be rotated at least every 90 days', /older than 90 days/],
  ['Ensure CloudTrail log file validation is enabled', /files validated/],
]

const others = [
  'checkout-api should have 10 tasks',
  'we should delete the old snapshots',
  'which volumes should be deleted?',
  'any gp2 volumes left that should be gp3?',
  'it should be encrypted',
]

describe('a rule for all things of a kind', function () {
  this.timeout(20_000)
  for (const [rule, said] of rules)
    it(`is answered with what does not keep it: ${rule}`, async () =>
      assert.match((await askSample(rule)).said, said))

  for (const sentence of others)
    it(`is none: ${sentence}`, () => assert.equal(asStandard(sentence, when), sentence))
})
