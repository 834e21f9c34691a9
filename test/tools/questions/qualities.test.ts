import assert from 'node:assert/strict'
import { askSample } from './ask-sample.ts'

/** Questions, and what each answer says. */
const answered: readonly (readonly [question: string, says: RegExp])[] = [
  // What things are to become they are not.
  ['Which gp2 volumes could I migrate to gp3?', /^1 of 32 volumes is gp2: orders-export-2023/],
  ['any io1 disks to convert to gp3?', /^Yes: 1 of 32 volumes is io1: loadtest-scratch/],
  ['Which databases on postgres 13 could be upgraded to 16?', /^1 of 5 databases .*analytics-db/],
  ['Which nodejs18.x functions need to go to nodejs22.x?', /^1 of 8 functions .*invoice-sender/],
  // What is held against another member of the same thing.
  [
    'any auto scaling group sitting at its minimum?',
    /^Yes: 1 of 3 auto scaling groups is at min size.*: search-eu/,
  ],
  ['Which auto scaling groups are at their maximum size?', /^None of 3 auto scaling groups/],
  ['Which auto scaling groups have fewer instances than desired?', /^None of 3 .* below desired/],
  ['Which Auto Scaling groups have min equal to max?', /^None of 3 auto scaling groups is at max/],
  ['Which ASGs are running more than their minimum?', /^2 of 3 .*search-prod.*eks-general/],
  ['Which node groups are at their max size?', /^None of 1 node group/],
  // What none of them is.
  ['List FIFO queues', /^None of 7 queues is fifo/],
  ['do we have any FIFO topics?', /^No: none of 3 topics is fifo/],
  ['which queues are not fifo?', /^7 queues are not fifo/],
  ['Which instances are burstable?', /^4 of 20 instances are burstable/],
  ['Which DynamoDB tables are on-demand?', /^5 tables are on-demand/],
  ['Which functions are arm-based?', /^None of 8 functions is arm/],
  ['List gateway load balancers', /^None of 4 load balancers is gateway/],
  ['List network load balancers', /^None of 4 load balancers is network/],
  ['List dedicated instances', /^None of 20 instances is dedicated/],
  ['Which KMS keys are asymmetric?', /^None of 8 KMS keys is asymmetric/],
  ['Which log groups are of infrequent access class?', /^None of 16 log groups/],
  ['which container repositories have immutable tags?', /^None of 6 image repositories/],
  // Who made and keeps them.
  ['how many customer-managed keys are there?', /^5 of 8 KMS keys have key manager customer/],
  ['Is rotation enabled for our customer-created KMS keys?', /^Yes: 2 of 8 .*backups.*eu-exports/],
  ['Which KMS keys are AWS managed?', /^3 of 8 KMS keys/],
  // What is switched on.
  [
    'Which S3 buckets have server access logging turned on?',
    /^2 of 10 buckets .*invoices.*terraform/,
  ],
  ['Which buckets have no access logging configured?', /^8 of 10 buckets have no logging/],
  ['Which load balancers have deletion protection enabled?', /^None of 4 load balancers/],
  ['Which functions have X-Ray tracing turned on?', /^None of 8 functions has tracing/],
  ['List repositories whose automatic image scanning is disabled', /^1 of 6 .*order-worker/],
  ['Do all our repositories scan images automatically?', /^Not all: 5 of 6/],
  // What nobody uses.
  ['are we paying for any elastic IPs that just sit around?', /^Yes: 1 of 6 .*old-vpn/],
  ["Y a-t-il des adresses IP élastiques que personne n'utilise ?", /^Yes: 1 of 6 .*old-vpn/],
  ['Welche Elastic IPs benutzt niemand?', /^1 of 6 .*old-vpn/],
  ['¿Hay direcciones IP elásticas que nadie usa?', /^Yes: 1 of 6 .*old-vpn/],
  ['snapshots lying around without a volume?', /^1 of 4 snapshots .*backoffice-before-move/],
  // The tag is named, whoever asks for it.
  ['EC2 instances missing the mandatory tag Owner', /^11 instances of 20 .*lack the tag Owner/],
  ['Buckets without the required Owner tag', /^4 of 10 buckets have no Owner tag/],
  ['which volumes miss our cost allocation tag Env?', /^8 of 32 volumes have no Env tag/],
  // Where a name leads, and why a stack came back.
  ['Where does quillmarket.example point to in Route 53?', /alias \(A\) of .*storefront-/],
  ['where does staging.quillmarket.example go?', /alias \(A\) of .*staging-/],
  ['Why did my CloudFormation stack go into ROLLBACK_COMPLETE?', /already exists/],
  ['Which resource made the analytics-export stack fail?', /ExportBucket.*already exists/],
  // Quotas of processors are several, and people are none of AWS's.
  ['are we close to any EC2 vCPU limits?', /G and VT .*192 of 208.*nearly reached/],
  ['how many customers are affected by the checkout problem?', /checkout-api.*is not known here/s],
  ['how many users does the shop have online right now?', /is not known here/],
]

describe('qualities of things', function () {
  this.timeout(20_000)
  for (const [question, says] of answered)
    it(`are read: ${question}`, async () => {
      const { said, notice = '' } = await askSample(question)
      assert.match(`${said}\n${notice}`, says)
    })
})
