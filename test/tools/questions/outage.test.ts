import assert from 'node:assert/strict'
import { answerAgain } from '../../../tools/questions/answer-again.ts'
import { intentOf } from '../../../tools/questions/intents.ts'
import { outageName } from '../../../tools/questions/outage.ts'
import { readPlan } from '../../../tools/questions/plan.ts'
import { contextOf } from '../executor/scripted-clients.ts'
import { sampleClients } from '../recipes/sample-answer.ts'

const now = new Date('2026-03-18T14:25:31.250Z')

describe('a word that something is down', () => {
  const said: readonly (readonly [text: string, name: string | undefined])[] = [
    ['checkout is down', 'checkout'],
    ['is checkout down?', 'checkout'],
    ['the payments service is not responding', 'payments'],
    ['Help, orders-db is unreachable!', 'orders-db'],
    ['search keeps crashing', 'search'],
    ["login isn't working", 'login'],
    ['our site is broken', undefined],
    ['everything is on fire', undefined],
    ['prod is down again', undefined],
  ]
  for (const [text, name] of said) {
    it(`asks what is wrong${name === undefined ? '' : ` with ${name}`}: ${text}`, () => {
      const plan = readPlan(text, now)
      assert.equal(intentOf(plan)?.intent.recipe, 'overview')
      assert.equal(outageName(plan), name)
    })
  }

  const others = [
    'which instances are down?',
    'list services that are failing',
    'buckets are not encrypted',
    'are any instances stopped?',
    'is port 22 open?',
    'why is checkout failing?',
  ]
  for (const text of others) {
    it(`is not: ${text}`, () => {
      assert.notEqual(intentOf(readPlan(text, now))?.intent.recipe, 'overview')
    })
  }
})

describe('words after an answer', () => {
  const again = (question: string, operation = 's3:ListBuckets') =>
    answerAgain(
      { question, call: { operation } },
      contextOf(sampleClients(now), { now: () => now }),
    )

  it('that its rows know nothing of are a question of their own', async () => {
    const addresses = await again('list addresses')
    assert.match(addresses?.summary ?? '', /^\*{0,2}6 Elastic IPs/)
  })

  it('that mean nothing at all get questions near to them, and not the answer once more', async () => {
    const unclear = await again('flurb the wibble')
    assert.equal(unclear?.code, 'unclear_question')
    assert.ok((unclear?.questions?.length ?? 0) >= 2)
  })

  it('that its rows have narrow it', async () => {
    const narrowed = await again('stopped', 'ec2:DescribeInstances')
    assert.match(narrowed?.summary ?? '', /^\*{0,2}\d of \d+ instances/)
  })
})
