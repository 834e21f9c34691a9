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
