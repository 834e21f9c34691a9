import { strict as assert } from 'node:assert'
import { askSample } from './ask-sample.ts'
import { converse } from './follow-up/converse.ts'

const cases: Readonly<Record<string, readonly (readonly [string, RegExp])[]>> = {
  'is told of those that are meant, with those that are not so': [
    ['are all mysql databases encrypted?', /^Yes: 2 databases that are mysql are encrypted/],
    ['are all staging volumes encrypted?', /^Yes: 3 volumes that have tag Env staging/],
    [
      'are all prod databases encrypted?',
      /^Not all: 3 of 4 databases that have tag Env prod .* Not so: analytics-db\./,
    ],
    ['are all access keys active?', /^Not all: 6 of 7 .* Not so: AKIASAMPLELEGACYREP2 \(Inactive/],
    [
      'are all buckets in eu-west-1 versioned?',
      /^No: none of 2 buckets that have region eu-west-1/,
    ],
    ['are all DLQs empty?', /^Not all: 2 of 3 queues .* Not so: order-events-dlq \(1440\)/],
    [
      'Are invoice-sender and order-mirror both on nodejs18.x?',
      /^Yes: invoice-sender .*\nNo: order-mirror .*nodejs20/,
    ],
    ['are both carts and carts-eu on demand?', /^Yes: carts-eu .*\nYes: carts /],
  ],
  'is of dead-letter queues alone': [
    ['Which dead letter queues have messages in them?', /^1 of 7 .*: order-events-dlq \(1440\)/],
    ["are there any DLQs that aren't empty?", /^Yes: 1 of 7 queues .*order-events-dlq/],
    ['how many dead letter queues do we have', /^3 of 7 queues are for dead letters/],
    ['which queue is a dead letter queue', /^3 of 7 queues are for dead letters/],
    ['empty DLQs', /^2 of 7 .*invoices-dlq .* and order-mirror-dlq/],
    ['queues without a dead letter queue', /^4 of 7 queues have no redrive policy/],
    ['¿Qué colas DLQ tienen mensajes?', /^1 of 7 .*: order-events-dlq/],
    ['does any table have any items?', /^Yes: 5 tables/],
  ],
  'is a member that AWS leaves out, or has in another call': [
    ['What is the retention of /aws/lambda/nightly-report?', /retention in days: none/],
    ['Which layers does image-resizer use?', /layers: none/],
    ['What is the KMS key of order-events?', /kms master key id: none/],
    ['Which permission boundary does ci-deployer have?', /permissions boundary arn: none/],
    ['What is the monitoring interval of orders-db?', /monitoring interval: none/],
    ['Which instance type does product-recommendations run on?', /instance type: ml\.m5\.xlarge/],
    ['What is the delivery delay of invoices?', /delay seconds: 0/],
    ['which trust policy does ops-instance have', /ec2\.amazonaws\.com/],
    ['Does order-worker scan on push?', /^No: order-worker .* no scan on push/],
    ['Which description does prod/invoices/smtp have?', /description: Mail relay/],
    ['How often is prod/partner-api/token rotated?', /after days: 90 days/],
    ['Which rotation function does prod/partner-api/token have?', /partner-token-rotation/],
    ['Does the key payments rotate?', /^No: payments .* no rotation enabled/],
    ['does the backups key rotate', /^Yes: backups .* rotation enabled/],
    ['What instance type does the node group general use?', /instance types: m5\.large/],
    ['wich custom domain does the partner-api use in api gatway?', /partners\.quillmarket/],
    ['Which log types are enabled on payments-platform?', /types: api, audit/],
    ['Welche Log-Typen sind beim EKS-Cluster payments-platform aktiviert?', /api, audit/],
    ['Quels types de journaux sont activés sur payments-platform ?', /api, audit/],
    ['¿Qué tipos de registros están activados en payments-platform?', /api, audit/],
  ],
  'is who is let in': [
    [
      'Is the Kubernetes API endpoint of payments-platform open to the whole internet?',
      /^No: .* not open to everybody .*203\.0\.113\.0\/28/,
    ],
    ["is payments-platform's endpoint public?", /^Yes: .* public access: true/],
    ['Which public access CIDRs are allowed on payments-platform?', /203\.0\.113\.0\/28/],
    ['Which IP ranges may reach the API server of payments-platform?', /203\.0\.113\.0\/28/],
    ['EKS clusters with public endpoint access', /^1 EKS cluster has public/],
    ['who has AdministratorAccess in this account', /platform \(maya\.okafor\)/],
  ],
  'is a sum': [
    ['How many GB of unattached EBS storage are we paying for in total?', /2,500 GiB/],
    ['sum of desired tasks over all ECS services', /^22 in all: the desired count/],
    ['how many bytes of logs do we store in total', /^2\.008 GB .* the stored bytes of 16/],
    ['How many items are in our DynamoDB tables altogether?', /^5,332,757 in all/],
    ['how much storage of gp2 volumes do we have', /^500 GiB in all/],
  ],
  'is a setting that is said in other words': [
    ["ECR repositories that don't scan images on push", /^1 of 6 .*: order-worker/],
    ['which ECR repositories dont scan images on push?', /^1 of 6 .*: order-worker/],
    ['repositories that scan on push', /^5 of 6 image repositories/],
    ['List buckets with default encryption not using KMS', /^8 of 10 buckets/],
    ['rds backup retention', /^5 databases: orders-db \(14 days.*catalog-db-eu \(0 days/],
    ['database backup window', /^5 databases: orders-db \(03:10-03:40/],
    ['any idle elastic ips we pay for?', /^Yes: 1 of 6 .*old-vpn/],
    ['which functions run on a node version older than 20?', /^1 of 8 .*: invoice-sender/],
    ['functions on python older than 3.12', /^2 of 8 .*image-resizer and nightly-report/],
    ['¿Qué suscripciones de SNS siguen pendientes de confirmar?', /^1 of 6 .*former\.lead/],
    ['Quels abonnements SNS sont en attente de confirmation ?', /^1 of 6 .*former\.lead/],
    ['Welche SNS-Abonnements sind noch nicht bestätigt?', /^1 of 6 .*former\.lead/],
    ['show me the slowest SQL queries on orders-db right now', /SQL statements .* not known here/],
  ],
  'is of a thing of one name in two places': [
    ['compare the service web in prod and prod-eu', /^web \(prod\) and web \(prod-eu\) differ/],
    ['compare catalog-api in prod and prod-eu', /^catalog-api \(prod\) and .*\(prod-eu\)/],
    ['what differs between web in staging and prod', /^web \(staging\) and web \(prod\) differ/],
  ],
}

for (const [title, rows] of Object.entries(cases))
  describe(`what is asked ${title}`, function () {
    this.timeout(20_000)
    for (const [question, expected] of rows)
      it(`answers: ${question}`, async () => {
        assert.match((await askSample(question)).said, expected)
      })
  })

describe('what is asked of queues that were told', function () {
  this.timeout(20_000)
  it('is asked of those alone', async () => {
    assert.match(
      await converse('list our dead letter queues', 'which of them are empty'),
      /^2 of 3 queues have no contents/,
    )
    assert.match(
      await converse('show me the access keys of legacy-reporting', 'are both still active?'),
      /^Not all: 1 of 2 .*LEGACYREP1\. Not so: AKIASAMPLELEGACYREP2 \(Inactive\)/,
    )
  })
})
