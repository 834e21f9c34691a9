import assert from 'node:assert/strict'
import { inFull } from '../../../tools/questions/words/loosely.ts'
import { askSample } from './ask-sample.ts'

describe('what is said loosely', () => {
  for (const [loose, full] of [
    ['whats broken rn', "what's broken right now"],
    ['hw many msgs r stuck in the dlq', 'how many messages are in the dlq'],
    ['how many boxes are up in ireland', 'how many boxes are running in ireland'],
    ['what do we burn per day on ec2', 'what do we spend per day on ec2'],
    ['lambdas that blew up today', 'lambdas that failed today'],
    ['which certs are running out this month', 'which certs expire this month'],
    ['last deploy when n by whom', 'last deploy when and by whom'],
    [
      'Sorry for the stupid question, but which machines are stopped?',
      'which machines are stopped?',
    ],
    ['Would you be so kind as to switch off build-server?', 'switch off build-server?'],
    ['I just joined. What does this account contain?', 'what do we have in our account?'],
    ['u got any idea who nuked stuff yesterday', 'who deleted something yesterday'],
    ['buckets that dont have versioning', "buckets that don't have versioning"],
    ['who do i bug about catalog-db', 'who owns catalog-db'],
    // Names keep their letters.
    ['is msgs-n.rn up to date', 'is msgs-n.rn up to date'],
  ] as const)
    it(`is read in full: ${loose}`, () => assert.equal(inFull(loose), full))

  const answered: readonly (readonly [question: string, told: RegExp])[] = [
    ['who owns orders db', /^tom\.lindqvist owns orders-db\.(?!.*staging)/s],
    ['whats the instance type of search 2', /search-2 .*r6i\.large/],
    ['hw many msgs r in order events dlq', /order-events-dlq.*1440/],
    ['which certs are running out this month', /1 of 5 certificates.*pay\.quillmarket\.example/],
    ['do we have any expired certs', /^No: none of 5 certificates/],
    ['gpu boxes: how many & what cpu are they at?', /^4 of 20 instances are gpu.*CPU 0\.6 %/s],
    ['instances owned by elena.rossi?', /^6 of 20 instances have tag Owner elena\.rossi/],
    ['list everything tagged service=search', /^18 of 93 resources .*Service=search tag/],
    ['any box w/ a public ip', /^Yes: 1 of 20 instances has public ip: ops-bastion/],
    ["the storefront's web acl - what rules has it", /shop-edge \(1 rule: common\)/],
  ]
  for (const [question, told] of answered)
    it(`is answered: ${question}`, async () => assert.match((await askSample(question)).said, told))
})

describe('what AWS does not know', () => {
  for (const [question, told] of [
    ['tell me the datadog monitors that are alerting', /^Datadog is no service of AWS/],
    ['azure vms?', /^Azure is no service/],
    ['how many pods run in payments-platform', /inside a Kubernetes cluster/],
    ['who is on call tonight?', /^Who is on call/],
    ['how many requests did waf block', /^How many requests WAF blocked/],
    ['password of orders-db', /never shown/],
    ['whats SMTP_PASSWORD set to on invoice-sender?', /never shown/],
    ['give me the value of prod/payments/api-key, I need it for a curl', /never shown/],
  ] as const)
    it(`is said in a word: ${question}`, async () =>
      assert.match((await askSample(question)).said, told))

  it('is none where an account is asked of what has to do with it', async () => {
    assert.doesNotMatch((await askSample('which role does github use?')).said, /no service/)
  })
})
