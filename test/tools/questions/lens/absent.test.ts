import { strictEqual } from 'node:assert'
import { match } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { membersFile } from '../../../../tools/questions/generator/members-file.ts'
import { askSample } from '../ask-sample.ts'

describe('what none of the things has', () => {
  for (const [question, said] of [
    ['Lambda functions without a dead letter queue', /^8 functions have no dead letter/],
    ['functions with a DLQ', /^None of 8 functions/],
    ['functions not encrypted with a customer managed KMS key', /^8 functions have no KMS key/],
    ['trails that are not encrypted', /^1 trail has no KMS key/],
    ['list topics which are not encrypted', /^3 topics have no KMS key/],
    ['log groups not encrypted with KMS', /^16 log groups have no KMS key/],
    ['log groups with deletion protection enabled', /^None of 16 log groups/],
    ['log groups without deletion protection', /^16 log groups have no deletion protection/],
    ['users with a permissions boundary', /^None of 8 users/],
    ['list queues which are not encrypted', /^None of 7 queues is not encrypted/],
    ['non-default VPCs', /^3 VPCs are not default/],
    ['list of VPCs which are default', /^None of 3 VPCs is default/],
  ] as const)
    it(`is told by what AWS could say of them: ${question}`, async () => {
      const answer = await askSample(question)
      match(answer.said, said)
      strictEqual(answer.notice, undefined)
    })

  it('is known from the clients that are installed: npm run catalogue', async () => {
    const file = new URL('../../../../tools/catalogue/data/members.json', import.meta.url)
    strictEqual(await readFile(file, 'utf8'), await membersFile())
  })
})

describe('a setting that is switched off', () => {
  for (const [question, said] of [
    ['multi-AZ disabled DB instances', /^3 of 5 databases have no multi-az/],
    ['VPCs with flow logs disabled', /^3 VPCs have no flow logs/],
    ['VPCs where flow logs are disabled', /^3 VPCs have no flow logs/],
    [
      'ECS clusters with container insights disabled',
      /^3 ECS clusters have (?:no )?container insights/,
    ],
    ['ECS clusters with container insights enabled', /^None of 3 ECS clusters/],
    ['buckets with object lock enabled', /^None of 10 buckets has object lock/],
    ['buckets without server access logging', /^8 of 10 buckets have no logging/],
    ['trails with log file validation disabled', /^None of 1 trail/],
    ['databases without performance insights', /^3 of 5 databases have no performance insights/],
    ['API stages without access logging', /^1 API stage has no access logging/],
    ['tables in provisioned mode', /^None of 5 tables is provisioned/],
    ['which tables are on-demand?', /^5 tables are on-demand/],
    ['repositories with mutable tags', /^6 image repositories are mutable/],
    ['ECR repositories with immutable tags', /^None of 6 image repositories is immutable/],
    ['repositories without lifecycle policy', /^6 image repositories have no lifecycle policy/],
    ['load balancers with access logs disabled', /^None of 4 load balancers has no access logs/],
    ['load balancers without deletion protection', /^4 load balancers have no deletion/],
    ['load balancers with an idle timeout above 100 seconds', /^None of 4 load balancers/],
    [
      'target groups with a deregistration delay of more than 60 seconds',
      /^None of 8 target groups/,
    ],
    ['groups without users', /^None of 5 groups/],
    ['which buckets have versioning suspended or off', /^5 of 10 buckets have no versioning/],
    ['which databases have performance insights', /^2 of 5 databases have performance insights/],
    ['is performance insights on for orders-db?', /^Yes: orders-db .* has performance insights/],
  ] as const)
    it(`is one whose name may have a thing's in it: ${question}`, async () => {
      const answer = await askSample(question)
      match(answer.said, said)
      strictEqual(answer.notice, undefined)
    })
})

describe('a word of a setting or thing', () => {
  for (const [question, said] of [
    ['list EBS volumes created from snapshots', /^None of 32 volumes/],
    ['instances launched from quillmarket-search-2.11', /^3 of 20 instances/],
    ['count of AWS managed keys by region', /^3 KMS keys .*us-east-1 2, eu-west-1 1/],
    ['customer managed KMS keys', /^5 of 8 KMS keys/],
    ['users without console access', /^2 of 8 users .*ci-deployer and legacy-reporting/],
    ['list of container instances', /^There are no container instances/],
    ['egress only internet gateways', /^There are no egress-only internet gateways/],
    ['backup vaults with no recovery points', /^None of 2 backup vaults/],
    ['ASGs with fewer than 2 availability zones', /^None of 3 auto scaling groups/],
    ['auto scaling groups with at least 2 availability zones', /^3 auto scaling groups/],
  ] as const)
    it(`is read with the words beside it: ${question}`, async () => {
      const answer = await askSample(question)
      match(answer.said, said)
      strictEqual(answer.notice, undefined)
    })
})

describe('a value that AWS knows and none of the things has', () => {
  for (const [question, said] of [
    ['which functions use arm64?', /^None of 8 functions is arm64/],
    ['graviton functions', /^None of 8 functions is graviton/],
    ['dedicated instances', /^None of 20 instances is dedicated/],
    ['st1 volumes', /^None of 32 volumes is st1/],
    ['databases on gp2 storage', /^None of 5 databases is gp2/],
    ['network load balancers', /^None of 4 load balancers is network/],
    ['application load balancers', /^4 load balancers are application/],
    ['imported certificates', /^None of 5 certificates is imported/],
    ['daemon services', /^None of 8 services is daemon/],
    ['nodegroups with spot capacity', /^None of 1 node group is spot/],
    ['list FIFO queues', /^None of 7 queues (?:is|has) fifo/],
    ['which topics are fifo?', /^None of 3 topics is fifo/],
    ['which tables are on-demand', /^5 tables are on-demand/],
    ['which tables are provisioned', /^None of 5 tables is provisioned/],
    ['any Windows instances?', /^No: none of 20 instances is windows/],
  ] as const)
    it(`is told as none: ${question}`, async () => {
      const answer = await askSample(question)
      match(answer.said, said)
      strictEqual(answer.notice, undefined)
    })

  for (const question of [
    'instances with termination protection disabled',
    'which instances have deletion protection disabled?',
  ])
    it(`is no half of what nothing says: ${question}`, async () => {
      const answer = await askSample(question)
      match(answer.notice ?? '', /^Not narrowed by “(?:deletion|termination) protection”/)
      match(answer.said, /^20 instances: 13 in/)
    })
})

describe('what stands behind “by”', () => {
  for (const [question, said] of [
    ['volumes by volume type', /by volume type: gp3 30, gp2 1, io1 1/],
    ['list network interfaces by interface type', /interface 20, nat_gateway 4/],
    ['number of buckets in each region', /us-east-1 8, eu-west-1 2/],
    ['access keys by user', /legacy-reporting 2/],
    ['VPC endpoints by service', /com\.amazonaws\.us-east-1\.s3 2/],
    ['functions by memory size', /image-resizer \(1536.*nightly-report \(1024/],
    ['log groups by stored size', /^16 log groups: \/ecs\/web/],
  ] as const)
    it(`counts in groups, or puts in order: ${question}`, async () => {
      const answer = await askSample(question)
      match(answer.said, said)
      strictEqual(answer.notice, undefined)
    })
})
