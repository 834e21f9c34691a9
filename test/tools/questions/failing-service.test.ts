import assert from 'node:assert/strict'
import { answerQuestion } from '../../../tools/questions/answer-question.ts'
import type { ToolResult } from '../../../tools/tool.ts'
import { contextOf } from '../executor/scripted-clients.ts'
import { sampleClients } from '../recipes/sample-answer.ts'

const now = () => new Date('2026-03-18T14:25:31.250Z')

const ask = (question: string) =>
  answerQuestion(
    { question },
    contextOf(sampleClients(now()), { now, dataAccess: new Set(['logs']) }),
  )

const summaryOf = ({ regions: [first] }: ToolResult) =>
  first?.status === 'ok' ? first.summary : undefined

describe('a question on what fails', () => {
  const services: readonly string[] = [
    'why is the alarm checkout-api-5xx firing?',
    'the alarm checkout-api-unhealthy-targets went off, what caused it?',
    'our load balancer answers with 5xx, why?',
    'can customers check out? they have problems at checkout',
    'why do our ecs tasks die?',
    'checkout-api has no running tasks, what do we have to fix?',
  ]
  for (const question of services) {
    it(`finds the service behind: ${question}`, async () => {
      const result = await ask(question)
      assert.equal(result.operation, 'recipe:service_errors')
      assert.match(summaryOf(result) ?? '', /^\*\*checkout-api\*\* .*prod-checkout-api:87/)
    })
  }

  it('names the resource that failed, of a stack that is called by its name alone', async () => {
    const result = await ask('why did analytics-export fail?')
    assert.equal(result.operation, 'recipe:failed_stacks')
    assert.match(summaryOf(result) ?? '', /ExportBucket .* already exists/)
  })

  it('shows the alarm, where no service is behind it', async () => {
    const { call } = await ask('why is the alarm orders-db-cpu firing?')
    assert.equal(call?.operation, 'cloudwatch:DescribeAlarms')
  })

  for (const question of [
    'why is the alarm order-events-dlq-not-empty firing?',
    'why is order-events-dlq filling up?',
  ]) {
    it(`reads the logs of the function behind a queue: ${question}`, async () => {
      const result = await ask(question)
      assert.match(
        summaryOf(result) ?? '',
        /order-events-dlq takes what fails of order-events\. \*\*order-events-consumer\*\* reads .* TypeError/,
      )
    })
  }

  it('tells the reasons that a thing has members for', async () => {
    const { summary } = await ask('why was pay.quillmarket.example not renewed?')
    assert.match(summary ?? '', /renewal summary status reason: DOMAIN_VALIDATION_DENIED/)
    assert.doesNotMatch(summary ?? '', /ELIGIBLE/)
  })
})

describe('what cannot be told', () => {
  const words: readonly (readonly [question: string, message: RegExp])[] = [
    ['what do our instances cost per hour?', /^Prices and hourly rates are not known here/],
    ['which stacks cost more than $50?', /^What each stack costs is not known/],
    ['how do I set up autoscaling?', /^This only reads: .* no instructions/],
  ]
  for (const [question, message] of words) {
    it(`is said: ${question}`, async () => {
      assert.match((await ask(question)).message ?? '', message)
    })
  }
})
