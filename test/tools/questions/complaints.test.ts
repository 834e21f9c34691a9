import assert from 'node:assert/strict'
import { answerSteps } from '../../../tools/questions/answer-again.ts'
import { contextOf } from '../executor/scripted-clients.ts'
import { sampleClients } from '../recipes/sample-answer.ts'

const now = () => new Date('2026-03-18T14:25:31.250Z')

async function told(question: string): Promise<string> {
  const context = contextOf(sampleClients(now()), { now, dataAccess: new Set(['logs']) })
  const { summary, regions, notice, message } = await answerSteps({ question }, context)
  const each = regions.flatMap((one) => ('summary' in one ? [one.summary] : []))
  return [notice, summary, ...each, message].filter(Boolean).join('\n').replaceAll('*', '')
}

const release = /prod-checkout-api:87 \(checkout-api:4\.11\.3 → checkout-api:4\.12\.0\)/
const isUp = (name: string) => new RegExp(`database ${name} \\([\\w-]+\\) is available by RDS`)

describe('what somebody complains of, or was called for', () => {
  const both: readonly (readonly [question: string, ...told: RegExp[]])[] = [
    [
      'hey, checkout keeps complaining it gets no db connection - is orders-db down or is it us?',
      isUp('orders-db'),
      release,
    ],
    [
      "checkout-api can't reach the database, is it orders-db or did we break something?",
      isUp('orders-db'),
      release,
    ],
    ['checkout-api cannot connect to the database. What is wrong?', isUp('orders-db'), release],
    [
      'order-worker says connection timeouts to orders-db. Is the database ok?',
      isUp('orders-db'),
      /order-worker \(cluster prod\).*2 of 2 tasks run/,
    ],
    ['is orders-db the bottleneck for checkout-api?', isUp('orders-db'), release],
    [
      'catalog-api is slow, is catalog-db overloaded?',
      isUp('catalog-db'),
      /catalog-api \(cluster prod\) returned no unusual 5xx/,
    ],
    [
      'staging checkout gets database timeouts, is staging-orders-db down?',
      isUp('staging-orders-db'),
      /checkout-api \(cluster staging\) returned no unusual 5xx/,
    ],
    ["why can't checkout-api connect to orders-db?", isUp('orders-db'), /by the network/, release],
    [
      "our app can't connect to the database, is rds down?",
      /not known here; all 5 are available by RDS/,
    ],
    ['PagerDuty just woke me up for checkout-api-unhealthy-targets, what is going on?', release],
    ['got paged: order-events-dlq-not-empty. what broke?', /order-events-consumer reads/],
    [
      'opsgenie alert storefront-latency, what is happening?',
      /^storefront-latency does not fire now: its state is OK since/,
    ],
    ["order-events-dlq keeps growing, what's the cause?", /order-events-consumer reads/],
    ['checkout-api only has 3 tasks running. Why?', release],
    ['order-events-consumer is throwing errors - any idea why?', /TypeError/],
  ]
  for (const [question, ...wanted] of both) {
    it(`is answered with how it is and why: ${question}`, async () => {
      const answer = await told(question)
      for (const one of wanted) assert.match(answer, one)
      assert.doesNotMatch(answer, /Not (?:taken|narrowed)/)
    })
  }

  it('is none where somebody asks who is told, or whether one end reaches another', async () => {
    assert.match(
      await told('who gets paged when checkout-api-5xx fires?'),
      /^checkout-api-5xx: topic/,
    )
    assert.match(await told('can checkout-api reach orders-db?'), /^Yes, by the network/)
  })
})

describe('what would be if something were gone', () => {
  const cases: readonly (readonly [question: string, ...told: RegExp[]])[] = [
    [
      'What would be affected if I deleted the Lambda function payment-webhook?',
      /HTTP API \(payment-webhooks\)/,
    ],
    ['what triggers payment-webhook?', /HTTP API \(payment-webhooks\)/],
    [
      'what breaks if I delete the queue order-events?',
      /function \(order-events-consumer\)/,
      /topic/,
    ],
    [
      'what would break if the topic order-placed was gone?',
      /2 queues \(order-events and invoices\)/,
    ],
    ['if I delete the security group storefront-alb, what stops working?', /2 load balancers/],
    [
      'Can I safely delete the target group checkout-api?',
      /alarm/,
      /Whether it is safe is not known/,
    ],
    ['is it safe to remove the bucket quillmarket-assets?', /distribution/, /Whether it is safe/],
    ['which resources would be impacted by deleting the VPC staging?', /1 database/],
    ['what breaks when the function image-resizer is deleted?', /state machine \(catalog-images\)/],
    ['If payments goes down, what else is affected?', /record \(pay\.quillmarket\.example\)/],
    [
      'what would be affected if we shut down orders-db?',
      /record \(orders-db\.internal\)/,
      /lets in on 5432/,
    ],
    [
      'what happens if the certificate pay.quillmarket.example expires?',
      /load balancer \(payments\)/,
    ],
    ['what depends on catalog-db?', /lets in on 3306/],
    ['what would we save if we deleted legacy-backoffice?', /about \$73\.00 a month/],
  ]
  for (const [question, ...wanted] of cases) {
    it(`is what hangs on it: ${question}`, async () => {
      const answer = await told(question)
      for (const one of wanted) assert.match(answer, one)
      assert.doesNotMatch(answer, /Not (?:taken|narrowed)/)
    })
  }

  it('is said to be unknown of what is called otherwise', async () => {
    assert.match(
      await told('what breaks if I delete the queue wibble-jobs?'),
      /^There is nothing called/,
    )
  })

  it('is no order, and an order stays one', async () => {
    assert.match(await told('delete the queue order-events'), /^This only reads/)
  })
})
