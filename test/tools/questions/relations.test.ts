import assert from 'node:assert/strict'
import type { AwsClients } from '../../../tools/tool.ts'
import { sampleClients } from '../recipes/sample-answer.ts'
import { askSample, when } from './ask-sample.ts'

/** Both ways between kinds, by lists, by what is read of each, and through what stands between. */
const asked: readonly (readonly [question: string, said: RegExp])[] = [
  ['which queue does image-resizer read from?', /^1 of 7 queues .*: image-jobs \(/],
  ['image-jobs, which function reads that one?', /^1 of 8 functions .*: image-resizer \(/],
  [
    'which functions read from a queue?',
    /^4 of 8 functions .*order-events-consumer \(order-events/,
  ],
  ['which functions use the role lambda-invoice-sender?', /^1 of 8 functions .*: invoice-sender/],
  ['is there a certificate that no load balancer uses', /^Yes: 1 of 5 .*: partners\.quillmarket/],
  ['which certificates do no load balancers use?', /^1 of 5 .*: partners\.quillmarket\.example/],
  ['load balancers that use the certificate pay.quillmarket.example', /^1 of 4 .*: payments \(/],
  ['which services sit behind the storefront load balancer?', /^2 of 8 .*web .* and catalog-api/],
  ['which load balancer is the catalog-api service behind?', /^2 of 4 .*storefront \(/],
  ['which subnets are in the prod vpc?', /^4 of 12 subnets are connected with the VPC prod: prod-/],
  ['which instances are in the subnet prod-public-a?', /^1 of 20 instances .*: ops-bastion \(/],
  ['which security groups does ops-bastion have?', /^1 of 9 security groups .*: ops-bastion \(/],
  ['what volumes hang on search-1?', /^2 of 32 volumes .*: search-1-root .* search-1-data/],
  ['which alarms watch orders-db?', /^1 of 8 alarms .*: orders-db-cpu/],
  ['databases that have no alarm', /^4 of 5 databases are without a connected alarm: catalog-db/],
  ['instances not in any auto scaling group', /^12 of 20 instances are without a connected auto/],
  [
    'which queues have order-events-dlq as their dead letter queue?',
    /^1 of 7 queues .*: order-events/,
  ],
  ['which users have PowerUserAccess?', /^3 of 8 users .*tom\.lindqvist .*elena\.rossi/],
  ['which roles have the policy services-runtime?', /^9 of 17 roles .*: ecs-services/],
  ['which key pairs does no instance use', /^None of 3 key pairs is without a connected instance/],
  // What is said of one thing, of whatever kinds it is connected with.
  ['who has PowerUserAccess', /3 users \(tom\.lindqvist, .*\) and 1 group \(developers\)/],
  ['who or what holds AmazonS3FullAccess?', /1 role \(ml-training\)/],
  ['what uses the role ml-training?', /^The role ml-training is connected with 4 instances/],
  ['who subscribes to order-placed?', /^2 of 6 subscriptions .*order-events .*invoices/],
  ['who subscribes to ops-alerts?', /^3 of 6 subscriptions .*former\.lead(?!.*ops-alerts-eu)/],
  ['what is 198.51.100.12 attached to?', /1 NAT gateway \(staging\)/],
  ['what would break if ops-alerts was gone?', /1 function \(chat-alerts\).*7 alarms/],
  ["what's attached to search-sg?", /^There is nothing called search-sg/],
]

describe('what things are connected with', function () {
  this.timeout(20_000)
  for (const [question, said] of asked)
    it(`answers: ${question}`, async () => assert.match((await askSample(question)).said, said))

  it('tells apart things of which some have a name and others but an id', async () => {
    const { said } = await askSample('EBS volumes attached to stopped instances', unnamedRoots())
    assert.match(
      said,
      /^4 of 32 volumes have stopped instances: vol-\w+ \(batch-reports.*batch-reports-data/,
    )
  })
})

/** The sample account with volumes that nobody named: all that instances start from. */
function unnamedRoots(): AwsClients {
  const sample = sampleClients(when)
  return {
    ...sample,
    async send(call) {
      const output = await sample.send(call)
      if (call.operation !== 'DescribeVolumes' || !Array.isArray(output.Volumes)) return output
      const Volumes = output.Volumes.map(({ Tags = [], ...volume }) => {
        const isRoot = Tags.some(({ Value }: { Value: string }) => Value.endsWith('-root'))
        return isRoot ? volume : { ...volume, Tags }
      })
      return { ...output, Volumes }
    },
  }
}
