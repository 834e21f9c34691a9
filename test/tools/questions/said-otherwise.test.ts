import assert from 'node:assert/strict'
import { askSample } from './ask-sample.ts'

/** Questions, and what each answer says. */
const answered: readonly (readonly [question: string, says: RegExp])[] = [
  // A rule, and those that break it.
  ["DynamoDB tables should have deletion protection: which ones don't?", /^4 of 5 tables have no/],
  ['EBS volumes must be encrypted. Which are not?', /^3 of 32 volumes are not encrypted/],
  ['buckets should not be public: which ones are?', /^1 bucket of 10 is public/],
  // What is asked of a name after what is the matter with it.
  ['Orders are landing in order-events-dlq, what is going wrong?', /order-events-consumer/],
  ["checkout-api-5xx is firing, what's going on?", /^checkout-api .*deployment of prod-checkout/],
  [
    'are there any messages in the dead letter queue?',
    /^Yes: 1 of 7 queues .*order-events-dlq \(1440/,
  ],
  ['Does our IAM password policy require at least 14 characters?', /^No: the minimum length is 10/],
  ['which log types are enabled on the EKS cluster payments-platform?', /types: api, audit/],
  ['Is the European shop having problems as well?', /^Nothing that was looked at is wrong/],
  // Settings in other languages.
  ['Bei welchen DynamoDB-Tabellen ist TTL aktiviert?', /^3 of 5 tables have ttl/],
  ['bei welchen Buckets ist die Versionierung nicht aktiviert?', /^5 of 10 buckets have no vers/],
  ['quelles tables ont TTL activé ?', /^3 of 5 tables have ttl/],
  ['¿qué buckets tienen el versionado desactivado?', /^5 of 10 buckets have no versioning/],
  // Settings that are off, and machines that are.
  ['ECR repositories with scan on push turned off', /^1 of 6 .*order-worker/],
  ['repositories where scan on push is switched off', /^1 of 6 .*order-worker/],
  ['which servers are switched off?', /^3 of 20 instances are stopped/],
  ['List stacks with rollback disabled', /^None of 5 stacks/],
  ['stacks with rollback enabled', /^5 stacks have rollback/],
  ['instances with EBS optimization disabled', /^None of 20 instances/],
  ['databases with automated backups turned off', /^2 of 5 .*staging-orders-db.*catalog-db-eu/],
  ['rds instnaces with automatd backups disabled', /^2 of 5 .*staging-orders-db/],
  // Whether all are so.
  ['is deletion protection on for all our databases?', /^Not all: 2 of 5/],
  ['is versioning enabled on every bucket?', /^Not all: 5 of 10/],
  // How they are that things have.
  ['subnets with instances running', /^6 of 12 subnets have running instances/],
  ['volumes attached to running instances', /^24 of 32 volumes/],
  ['List users with AdministratorAccess policy', /^1 of 8 users .*maya\.okafor/],
  ['how many NAT gateways are we paying for?', /^4 NAT gateways/],
  ['EKS clusters should run on a supported version', /payments-platform.* support/],
  ['volumes not attached to running instances', /^8 of 32 volumes .*batch-reports-root/],
  ['Which load balancers have no healthy targets?', /^None of 4 load balancers/],
  ['instances launched by auto scaling', /^8 of 20 instances/],
  // How many each has, and what all are counted by.
  ['subnets by number of instances', /^12 subnets: prod-eu-private-a \(6/],
  ['number of buckets by versioning status', /^10 buckets by .*none 5, Enabled 5/],
  ['how many messages are stuck in dead letter queues?', /^1,440 in all/],
  ['Does every RDS instance have backups of at least 7 days?', /^Not all: 2 of 5/],
  // Other languages.
  ['Welche Datenbanken haben keinen Löschschutz?', /^3 of 5 databases have no deletion/],
  ['quelles clés KMS sont en attente de suppression ?', /^1 of 8 KMS keys .*old-backoffice/],
  ['Welche KMS-Schlüssel sind zur Löschung vorgemerkt?', /^1 of 8 KMS keys .*old-backoffice/],
  ['¿qué claves KMS están pendientes de eliminación?', /^1 of 8 KMS keys .*old-backoffice/],
  ['Welche Instanzen laufen nicht?', /^3 of 20 instances are not running/],
  ['¿qué volúmenes están sin cifrar?', /^3 of 32 volumes are unencrypted/],
  ['Welche Snapshots sind älter als zwei Jahre?', /^1 of 4 .*backoffice-before-move/],
  // What lists do not tell.
  ['Which of my S3 buckets contain credit card numbers or other PII?', /not read here.*Macie/],
]

describe('what is said otherwise', function () {
  this.timeout(20_000)
  for (const [question, says] of answered)
    it(`is read: ${question}`, async () => {
      const { said, notice = '' } = await askSample(question)
      assert.match(`${said}\n${notice}`, says)
    })
})
