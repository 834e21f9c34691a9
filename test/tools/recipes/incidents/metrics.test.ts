import assert from 'node:assert/strict'
import { metrics } from '../../../../tools/recipes/incidents/metrics.ts'
import { answerOf, membersOf } from '../sample-answer.ts'

const told: [parameters: Record<string, unknown>, summary: RegExp][] = [
  [
    { name: 'orders-db', metric: 'memory' },
    /^Database \*\*orders-db\*\* \(us-east-1\) in the last 24 hours: Free memory now [\d.]+ GiB, /,
  ],
  [{ name: 'order-events-dlq', metric: 'depth' }, /: Messages waiting now 1,4\d\d, /],
  [
    { name: 'image-resizer', period: 'last hour', metric: 'errors' },
    /^Function \*\*image-resizer\*\* .* in the last 60 minutes: Errors 0 in all\.$/,
  ],
  [{ name: 'storefront', metric: 'latency' }, /^Load balancer .* Response time now \d+ ms, /],
  [{ name: 'carts', kind: 'table' }, /^Table \*\*carts\*\* .*: Read units [\d,]+ in all/],
  [{ name: 'zzz' }, /^No thing in us-east-1 and eu-west-1 is called zzz\./],
]

describe('metrics', () => {
  for (const [parameters, summary] of told) {
    it(`are told of ${JSON.stringify(parameters)}`, async () => {
      const answer = await answerOf(metrics, { parameters, region: 'in use' })
      assert.match(answer.summary ?? '', summary)
    })
  }

  it('are those of the things that have what is asked', async () => {
    const answer = await answerOf(metrics, {
      parameters: { name: 'checkout-api', metric: 'memory' },
    })
    assert.deepEqual(membersOf(answer, 'Measure'), ['Memory %', 'Memory %'])
    assert.match(answer.summary ?? '', /^Service \*\*checkout-api\*\* \(prod\) /)
  })

  it('are all usual ones, said so, where the one asked is unknown', async () => {
    const { notes } = await answerOf(metrics, { parameters: { name: 'carts', metric: 'colour' } })
    assert.match(
      notes?.[0] ?? '',
      /^“colour” is none of the metrics looked at of a table: Read units/,
    )
  })
})
