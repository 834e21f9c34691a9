import assert from 'node:assert/strict'
import { coreServices } from '../../../tools/catalogue/services.ts'
import { answerQuestion } from '../../../tools/questions/answer-question.ts'
import { awsError, contextOf, scriptedClients } from '../executor/scripted-clients.ts'
import { sampleClients } from '../recipes/sample-answer.ts'
import { askSample } from './ask-sample.ts'

/** Of the sample company, in people's words. */
const answered: readonly (readonly [question: string, said: RegExp])[] = [
  ['list registered domains', /2 registered domains: quillmarket\.example/],
  ['which registered domains do not renew themselves?', /1 of 2 .*status-quillmarket/],
  ['do we have a domain whose registration expires soon?', /No domain in the account/],
  ['list my state machines', /2 state machines.*order-fulfilment.*catalog-images/],
  ['which state machines failed today?', /order-fulfilment \(us-east-1\): 9 executions/],
  ['how many executions failed today?', /9 of 78 executions/],
  ['how many secrets do we have', /5 secrets/],
  [
    'secrets that were never rotated',
    /3 of 5 secrets.*prod\/payments\/api-key.*prod\/web\/session/,
  ],
  ['which secrets are older than a year', /5 secrets/],
  ['kms keys that are not rotated', /2 of 4 customer KMS keys.*invoices.*payments.*Not counted/],
  ['which kms keys have no rotation?', /2 of 4 customer KMS keys.*invoices.*payments.*Not counted/],
  ['list the container images in ecr', /8 container images/],
  ['which images in ecr have critical findings?', /1 of 8 container images/],
  ['which ecr repositories do not scan on push', /1 of 6 image repositories.*order-worker/],
  ['list pipelines', /3 pipelines.*checkout-api/],
  ['which pipelines failed', /pipeline checkout-api .*in stage Build: .*npm run test/],
  ['stages of the pipelines', /9 pipeline stages.*1 Failed/],
  ['failed builds', /build project checkout-api .*in phase BUILD/],
  ['list cloudfront distributions', /1 distribution/],
  ['what backup plans do we have', /2 backup plans.*daily-databases.*daily-databases-eu/],
  ['which backup jobs failed', /None of 42 backup jobs/],
  ['list health events', /4 health events/],
  [
    'is there a WAF in front of our load balancer?',
    /1 of 4 load balancers has a web ACL of WAF in front: storefront \(us-east-1\) has shop-edge; payments .* have none/,
  ],
  [
    'is the load balancer payments behind a WAF?',
    /0 of 1 load balancer have .*payments \(us-east-1\) has none/,
  ],
  ['which keys are scheduled for deletion?', /1 of 8 KMS keys .*: old-backoffice/],
  ['what is the kms key payments', /1 KMS key: payments/],
  ['list build projects', /3 build projects/],
  [
    'order-fulfilment state machine: how many runs failed in the past 24h, out of how many?',
    /9 of 72 executions/,
  ],
  ['how many runs failed in the past 24h of order-fulfilment?', /9 of 72 executions/],
  [
    'What limits do partners hit on partner-api? a partner says they get 429s',
    /partner-api .*usage plan partners .*: 50 requests per second, bursts of 100 and 500,000 requests a month/,
  ],
  ['any databases that are NOT in an AWS Backup plan?', /^Yes: 1 of 5 databases .*: analytics-db/],
  ["which tables aren't covered by a backup plan", /3 of 5 tables .*carts .*sessions .*carts-eu/],
  [
    'which backup plan is orders-db database in',
    /^Backed up by a plan: orders-db .* by daily-databases\./,
  ],
  [
    'what k8s version is payments-platform on and is that one still in standard support',
    /^No: payments-platform \(Kubernetes 1\.31.* out of standard support since 2025-11-26 .* extended support.* 2026-11-26/,
  ],
  [
    'Is AWS going to do anything to our databases in the next four weeks? Which ones and when?',
    /^Yes: .*2 databases until 2026-04-15: orders-db .* on 2026-03-21 .*analytics-db .* on 2026-04-05/,
  ],
  ['what maintenance is pending for orders-db this week?', /orders-db .*system-update/],
  ['any pending maintenance on catalog-db?', /^No: RDS has no pending maintenance of catalog-db/],
  [
    'Do all our registered domains renew by themselves, or will we lose one some day?',
    /^No: 1 of 2 registered domains does not renew .*status-quillmarket\.example .*in 118 days/,
  ],
  [
    'when does quillmarket.example expire?',
    /registered domain quillmarket\.example .*2026-11-14.*Its certificate in ACM ends on 2026-11-11/,
  ],
  [
    "I'm new here. What is this former-agency-access role, who can use it, and does anybody still use it?",
    /taken on by the other AWS account 111122223333.*ReadOnlyAccess.*last used 2024-07-06 \(620 days ago\)/,
  ],
  ['does anybody still use the role former-agency-access?', /^No: .*last used 2024-07-06/],
  [
    'which public IP does traffic from the private prod subnets leave by?',
    /198\.51\.100\.10 \(NAT gateway prod-a.*198\.51\.100\.11 \(NAT gateway prod-b/,
  ],
  ["what's our outbound IP in eu-west-1?", /203\.0\.113\.40/],
  [
    'any EFS file systems or Glue jobs left?',
    /no file systems\.\s+(?:No: )?there are no Glue jobs\./i,
  ],
  [
    'how long does an order-fulfilment execution usually take?',
    /72 executions took 29 seconds on average, from 21 seconds to 37 seconds/,
  ],
  ['how long do checkout-api builds take', /checkout-api: 2 builds took 9 minutes on average/],
  ['when was the prod stage of partner-api last deployed', /2026-02-13/],
  ['does any of our rest apis have caching or tracing on?', /none of 1 API stage/],
  ['who is subscribed to order-placed', /order-events[\s\S]*invoices/],
  [
    'list the tags of the image repository web, newest first',
    /3 container images: web:9\.31\.0-rc\.2 /,
  ],
  [
    'which image tag of checkout-api was pushed last, and when',
    /1 container image: checkout-api:4\.12\.0 \(2026-03-18 11:20 UTC\)/,
  ],
  ['when did order-fulfilment last run successfully', /1 of 63 executions .*2026-03-18 11:18 UTC/],
  [
    'will analytics-db be upgraded without us doing anything?',
    /^Yes: .*analytics-db .*2026-04-05.*db-upgrade/,
  ],
  ['is any database out of standard support already', /^Yes: analytics-db .*since 2026-02-28/],
  ['functions not modified in the last 30 days', /7 of 8 functions/],
  ['stacks not updated since january', /2 of 5 stacks .*network-prod .*storefront-eu/],
  ['any redis clusters?', /ElastiCache clusters could not be read/],
]

/** What nothing reads, whatever else in the question sounds like something that is. */
const unread: readonly (readonly [question: string, name: string])[] = [
  ['Wie viele Chime-Meetings hatten wir gestern?', 'Amazon Chime'],
  ['list my DMS tasks', 'AWS Database Migration Service'],
  ['instances in lightsail', 'Amazon Lightsail'],
  ['which s3 buckets does macie look at', 'Amazon Macie'],
  ['how many workspaces do our users have', 'Amazon WorkSpaces'],
  ['clusters in DocumentDB', 'Amazon DocumentDB'],
  ['is there a Global Accelerator in front of our load balancer?', 'AWS Global Accelerator'],
  ['which App Runner services are running', 'AWS App Runner'],
  ['amplify apps', 'AWS Amplify'],
  ['what does the cost optimization hub recommend', 'AWS Cost Optimization Hub'],
]

describe('a question about a further service', function () {
  this.timeout(20_000)
  for (const [question, expected] of answered)
    it(`is answered: ${question}`, async () => {
      assert.match((await askSample(question)).said, expected)
    })

  for (const [question, name] of unread)
    it(`says that nothing reads ${name}`, async () => {
      const { said, status } = await askSample(question)
      assert.equal(status, 'error')
      assert.ok(said.startsWith(`${name} is not among the services that are read here`), said)
    })

  it('makes nothing of web ACLs that may not be read', async () => {
    const clients = sampleClients(undefined, ({ operation }) => {
      if (operation === 'GetWebACLForResource') throw awsError('AccessDeniedException', 'no', 400)
      return undefined
    })
    const question = 'is there a WAF in front of our load balancer?'
    const { summary, notice, status } = await answerQuestion({ question }, contextOf(clients))
    assert.equal(status, 'partial')
    assert.match(
      summary ?? '',
      /^Whether a web ACL is in front of storefront .* could not be read\.$/,
    )
    assert.match(notice ?? '', /AccessDeniedException/)
  })

  it('says of a service that is off how it is switched on, and asks AWS nothing', async () => {
    const { clients, calls } = scriptedClients(() => ({}))
    const context = { ...contextOf(clients), services: coreServices }
    for (const question of ['list my state machines', 'which secrets are never rotated?']) {
      const { message } = await answerQuestion({ question }, context)
      assert.match(message ?? '', /is switched off in this deployment.*`services: all`/)
    }
    assert.deepEqual(calls, [])
  })
})
