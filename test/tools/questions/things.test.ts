import assert from 'node:assert/strict'
import { answerQuestion } from '../../../tools/questions/answer-question.ts'
import { contextOf } from '../executor/scripted-clients.ts'
import { sampleClients } from '../recipes/sample-answer.ts'
import { askSample } from './ask-sample.ts'

const now = () => new Date('2026-03-18T14:25:31.250Z')

async function ask(question: string) {
  const context = contextOf(sampleClients(now()), { now })
  const result = await answerQuestion({ question }, context)
  return {
    summary: result?.summary?.replaceAll('*', ''),
    query: result?.call?.query,
    notice: result?.notice,
  }
}

const answers: readonly (readonly [question: string, summary: RegExp, query?: string])[] = [
  [
    'list of stopped instances',
    /^3 of 20 instances are stopped: batch-reports/,
    "[?State.Name == 'stopped']",
  ],
  ['which ec2 instances are not running?', /^3 of 20 instances are not running: batch-reports/],
  [
    'volumes without encryption',
    /^3 of 32 volumes are not encryption|^3 of 32 volumes/,
    '[?!Encrypted]',
  ],
  [
    'oldest instance',
    /^1 instance: legacy-backoffice/,
    'sort_by([?LaunchTime], &LaunchTime) | [:1]',
  ],
  ['is orders-db encrypted?', /^Yes: orders-db \(us-east-1\) is encrypted/],
  [
    'is analytics-db encrypted and multi-AZ?',
    /^No: analytics-db .* is not encrypted .* has no multi-az/,
  ],
  ['how many messages are in order-events-dlq?', /approximate number of messages: 1,?440/],
  ["what's the private ip of ops-bastion?", /private ip address: 10\.20\.0\.235/],
  ['how many instances of each type?', /r6i\.large 5, g5\.12xlarge 4/],
  [
    'queues whose names end in -dlq',
    /^3 of 7 queues have a name that ends with “-dlq”: order-events-dlq .*, invoices-dlq .* and order-mirror-dlq/,
  ],
  ['tables not starting with carts', /^3 of 5 tables .*: payment-idempotency, receipts and sess/],
  ['buckets whose name starts with o', /^None of 10 buckets has a name that starts with “o”/],
  ['databases sorted by name descending', /^5 databases: staging-orders-db .* and analytics-db/],
  ['list vpcs in alphabetical order', /^3 VPCs: prod .*, prod-eu .* and staging/],
  [
    'sort the dynamodb tables by number of items, biggest first, just top 2',
    /^2 tables: receipts \(3880114\) and payment-idempotency/,
  ],
  ['functions sorted by timeout, top 3', /^3 functions: nightly-report \(900\), image-resizer/],
  ['what is the min/max/desired of each asg', /^3 auto scaling groups: search-prod \(2, 6/],
  [
    'queues without an owner in eu-west-1',
    /^2 queues in eu-west-1 have no owner: order-mirror and/,
  ],
  ['which buckets block public access', /^8 of 10 buckets /],
  ['buckets without a public access block', /^2 of 10 buckets .*: quillmarket-assets and /],
  [
    'tables that have pitr off and more than 10000 items',
    /^2 of 5 tables .*: carts .* and sessions/,
  ],
  [
    'alarms that have been in alarm for over an hour',
    /^1 of 8 alarms .*: order-events-dlq-not-empty/,
  ],
  [
    'functions that use more than 512 MB, excluding image-resizer',
    /^1 of 8 functions .*: nightly-report \(1024\)/,
  ],
  ['ecs services whose version is 9.30.2', /^2 of 8 services are 9\.30\.2: web/],
  ['our ECS services with the image tag each one is running', /^8 services: web \(4, web:9\.30\.2/],
  ['elastic ips in us-east-1 and what each is attached to', /^5 Elastic IPs .* and old-vpn/],
  [
    'for each ECS service in cluster prod: wanted vs running tasks',
    /^4 of 8 services .*checkout-api \(6, 3\)/,
  ],
  ['which stage of the checkout-api pipeline failed?', /^1 of 3 pipeline stages .*: Build/],
  ['which HTTP API routes do we have?', /^2 HTTP API routes: POST .* and GET \/orders/],
  ['routes of mobile-bff', /^1 route: GET \/orders/],
  ['where does pay.quillmarket.example point to?', /alias \(A\) of \*{0,2}dualstack\.payments-/],
  ['where does shop.quillmarket.example point to?', /^No record is called shop\./],
  ['how many volumes of each type, and their total size', /gp3 30 with 4,360 GiB, io1 1 with/],
  ['queues where more than 5 messages are in flight', /^2 of 7 queues .* not visible more than 5/],
  [
    'which lambdas still run on python 3.9 and when each was last changed?',
    /^2 of 8 functions .*: image-resizer \(2024-06-01 /,
  ],
  ['the names of the nat gateways and their public ips', /^4 NAT gateways: prod-a .*, prod-b /],
  ['ses identities still unverified', /^1 of 3 email identities is not verified: news\./],
  ['instances by region', /^20 instances by region: us-east-1 13, eu-west-1 7/],
  ['instances older than build-server', /^6 of 20 instances .*\(build-server\): ops-bastion/],
  ['is catalog-db bigger than orders-db?', /^No: catalog-db .* more than 500 \(orders-db\)/],
  ['functions with more memory than payment-webhook', /^2 of 8 functions .*: image-resizer and ni/],
  ['are all secrets tagged with an owner?', /^Not all: 2 of 5 secrets have owner tag: prod\/pay/],
  ['inbound rules of prod-databases', /^2 of 25 security group rules .* 5432 from .* 3306 from /],
  ['buckets not tagged with a service', /^1 of 10 buckets .*: quillmarket-staging-uploads/],
  ['which load balancers are internal?', /^None of 4 load balancers is internal/],
  ['which dbs have no deletion protection?', /^3 of 5 databases have no deletion protection: anal/],
  ['when was web last shipped to production and by whom?', /^elena\.rossi .* changed web \(prod\)/],
  ['VPCs without flow logs', /^3 VPCs have no flow logs/],
  ['tables with point in time recovery disabled', /^3 of 5 tables have no pitr: carts/],
  [
    'which of my buckets have website hosting enabled?',
    /^None of 10 buckets has website hosting\.$/,
  ],
  ['functions with a timeout over 60 seconds', /^2 of 8 functions .*image-resizer \(120\)/],
  ['access keys of users created before 2025', /create date before 2025/],
  ['roles that nobody has used in a year', /^2 of 17 roles .*former-agency-access/],
  [
    'S3 buckets in eu-west-1',
    /^2 of 10 buckets .*quillmarket-eu-exports and quillmarket-ml-datasets/,
  ],
  ['buckets in us-west-2', /^None of 10 buckets/],
  [
    'instances that are stopped or pending',
    /^3 of 20 instances are stopped or pending: /,
    "[?(State.Name == 'stopped' || State.Name == 'pending')]",
  ],
  ['t3 or m5 instances', /^7 of 20 instances are t3 or m5: /],
  ['EKS add-ons for payments-platform', /^3 add-ons: coredns, kube-proxy and vpc-cni/],
]

describe('a question about things', () => {
  it('says in each row what the thing is within: an object’s bucket, a service’s cluster', async () => {
    const rows = async (question: string) => {
      const result = await answerQuestion({ question }, contextOf(sampleClients(now()), { now }))
      const [first, second = ''] = result?.columns ?? []
      const items = result?.regions.flatMap((region) => ('items' in region ? region.items : []))
      const within = items?.map((item) => (item as Record<string, unknown>)[second])
      return { columns: [first, second], within: [...new Set(within)].slice(0, 2) }
    }
    assert.deepEqual(
      await Promise.all(['list objects', 'list ecs services', 'dns records'].map(rows)),
      [
        { columns: ['Key', 'Bucket'], within: ['quillmarket-access-logs', 'quillmarket-assets'] },
        {
          columns: ['serviceName', 'clusterArn'],
          within: [
            'arn:aws:ecs:us-east-1:123456789012:cluster/prod',
            'arn:aws:ecs:us-east-1:123456789012:cluster/staging',
          ],
        },
        { columns: ['Name', 'HostedZone'], within: ['quillmarket.example', 'internal'] },
      ],
    )
  })

  for (const [question, summary, query] of answers) {
    it(`is answered: ${question}`, async () => {
      const answer = await ask(question)
      assert.match(answer.summary ?? '', summary)
      if (query !== undefined) assert.equal(answer.query, query)
      assert.equal(answer.notice, undefined)
    })
  }

  it('says which of its words narrowed nothing', async () => {
    const { summary, notice } = await ask('list the frobnicated volumes')
    assert.match(summary ?? '', /^32 volumes/)
    assert.match(notice ?? '', /^Not narrowed by “frobnicated”/)
  })

  it('says that nothing is called by a name, and what there is', async () => {
    const { summary } = await ask('is database carrots-db encrypted?')
    assert.match(summary ?? '', /^No database is called carrots-db\. There are: orders-db/)
  })

  it('affirms nothing of all of them that it did not look for', async () => {
    const { summary, notice } = await ask('do all our buckets have names?')
    assert.match(summary ?? '', /^10 buckets: /)
    assert.match(notice ?? '', /^Whether all of them are so was not understood/)
  })

  it('does not affirm what it did not understand', async () => {
    const { summary, notice } = await ask('are there any purple load balancers?')
    assert.match(summary ?? '', /^4 load balancers/)
    assert.match(notice ?? '', /^Not narrowed by “purple”/)
  })

  it('names the service that is asked about, in front of ours too', async () => {
    const context = contextOf(sampleClients(now()), { now })
    const { message } = await answerQuestion(
      { question: 'Is there a Global Accelerator in front of our load balancer?' },
      context,
    )
    assert.match(message ?? '', /^AWS Global Accelerator is not among/)
  })

  it('looks for what was removed among the changes, not in lists', async () => {
    for (const question of ['who deleted the bucket yesterday?', 'did anything get deleted today?'])
      assert.match((await askSample(question)).said, /^CloudTrail knows of no change that removed /)
  })
})
