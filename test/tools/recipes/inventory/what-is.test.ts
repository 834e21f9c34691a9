import assert from 'node:assert/strict'
import { coreServices } from '../../../../tools/catalogue/services.ts'
import { inventory } from '../../../../tools/recipes/inventory/inventory.ts'
import { whatIs } from '../../../../tools/recipes/inventory/what-is.ts'
import { awsError } from '../../executor/scripted-clients.ts'
import { answerOf, regionOf, rowsOf, sampleClients } from '../sample-answer.ts'

const summaryOf = async (name: string) =>
  (await answerOf(whatIs, { parameters: { name }, region: 'in use' })).summary ?? ''

describe('what_is', () => {
  const told: [name: string, summary: RegExp][] = [
    ['orders-db', /^\*\*orders-db\*\* is a database in us-east-1: DB instance status available, /],
    [
      'i-0c2ef1b582f30deaf',
      /^\*\*i-0c2ef1b582f30deaf\*\* is an instance, embedding-backfill-1, in eu-west-1: state running, instance type g5\.12xlarge/,
    ],
    ['198.51.100.20', /is an instance, ops-bastion, .* Also called so: the Elastic IP ops-bastion/],
    [
      'AKIASAMPLEJONASWEBER',
      /is an access key of the IAM user jonas\.weber\. Last used 2026-03-17/,
    ],
    ['order-events-dlq', /is a queue in us-east-1: approximate number of messages 1440/],
    [
      'quillmarket-eu-exports',
      /^\*\*quillmarket-eu-exports\*\* is a bucket in eu-west-1: .* Tags: Env=prod/,
    ],
    ['image-resizer', /is a function in us-east-1: .* Tags: .*Owner=elena\.rossi/],
    ['/ecs/web', /is a log group in us-east-1: .* Tags: Env=prod/],
    ['legacy-reporting', /is a user: .* It has no tags\.$|Tags: /],
    ['arn:aws:sns:us-east-1:123456789012:ops-alerts', /is a topic, ops-alerts, in us-east-1/],
    // Of the further services.
    ['order-fulfilment', /^\*\*order-fulfilment\*\* is a state machine in us-east-1: /],
    ['prod/web/session', /is a secret in eu-west-1: .* Tags: Service=web and Owner=elena\.rossi/],
    ['daily-databases', /is a backup plan in us-east-1: /],
    ['d4a74df1f446c1', /is a distribution, d4a74df1f446c1\.cloudfront\.net/],
    ['arn:aws:states:us-east-1:123456789012:stateMachine:order-fulfilment', /is a state machine/],
    // The sample company never turned on some of them.
    ['no-such-thing', /without lists of .*no-such-thing was not found in what could be seen/],
  ]
  for (const [name, summary] of told) {
    it(`tells of ${name}`, async () => assert.match(await summaryOf(name), summary))
  }

  it('looks for nothing in services that the deployment does not have', async () => {
    const asked: string[] = []
    const clients = sampleClients(undefined, ({ service }) => {
      asked.push(service)
      return undefined
    })
    const { summary } = await answerOf(whatIs, {
      clients,
      parameters: { name: 'order-fulfilment' },
      services: coreServices,
    })
    assert.match(summary ?? '', /^There is no thing called order-fulfilment/)
    assert.deepEqual(
      asked.filter((service) => !coreServices.some((core) => core === service)),
      [],
    )
  })

  it('says nothing of tags that may not be read', async () => {
    const clients = sampleClients(undefined, ({ operation }) => {
      if (operation === 'GetBucketTagging') throw awsError('AccessDenied', 'no', 403)
      return undefined
    })
    const { summary = '' } = await answerOf(whatIs, {
      clients,
      parameters: { name: 'quillmarket-assets' },
    })
    assert.match(summary, /^Incomplete, .* is a bucket in us-east-1/)
    assert.doesNotMatch(summary, /no tags/)
  })

  it('asks which thing is meant', async () => {
    const region = await regionOf(whatIs, { parameters: {} })
    assert.deepEqual(
      { status: region.status, message: 'message' in region && region.message },
      { status: 'error', message: 'name: which thing is meant is not said' },
    )
  })
})

describe('inventory', () => {
  it('counts what there is, by kind and region', async () => {
    const answer = await answerOf(inventory, { region: 'in use' })
    assert.match(
      answer.summary ?? '',
      /^\d+ things of \d+ kinds in us-east-1 and eu-west-1: 20 instances, 5 databases, 8 services, /,
    )
    assert.deepEqual(rowsOf(answer, 'In the account')[1], {
      Kind: 'database',
      Count: 5,
      'us-east-1': 4,
      'eu-west-1': 1,
      Names: 'orders-db, catalog-db, analytics-db, staging-orders-db and catalog-db-eu',
    })
  })
})
