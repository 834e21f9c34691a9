import assert from 'node:assert/strict'
import { withColumns } from '../../../../tools/columns/with-columns.ts'
import { answerSteps } from '../../../../tools/questions/answer-again.ts'
import { clausesOf } from '../../../../tools/questions/clauses/split-clauses.ts'
import { withoutChatter } from '../../../../tools/questions/clauses/without-chatter.ts'
import { contextOf } from '../../executor/scripted-clients.ts'
import { sampleClients } from '../../recipes/sample-answer.ts'
import { askSample } from '../ask-sample.ts'

const split: readonly (readonly string[])[] = [
  ['who owns the job and when did it run?', 'who owns the job', 'when did it run'],
  ['is it up? what runs on it?', 'is it up', 'what runs on it'],
  [
    'Which function has the most memory and which one the least?',
    'Which function has the most memory',
    'Which function has the least memory',
  ],
  ['the oldest and newest key?', 'the oldest key', 'the newest key'],
  // One question.
  ['which buckets are public and are not encrypted?'],
  ['buckets which are public and which are not encrypted'],
  ['who changed it and when?'],
  ['list users and roles'],
]

const answered: readonly (readonly [question: string, ...parts: RegExp[]])[] = [
  [
    "I'm new here. Which team member looks after the chat-alerts function, and what triggers it?",
    /maya\.okafor/,
    /ops-alerts/,
  ],
  ['which database is the biggest and which the smallest?', /analytics-db/, /staging-orders-db/],
  [
    'what subnets is the payments load balancer in, and are those public?',
    /^what .*2 of 12 subnets/,
    /prod-public-a/,
  ],
  [
    "what's the error rate of the payments lb and which targets are unhealthy behind it",
    /5xx of targets/,
    /2 of 20 targets/,
  ],
]

describe('questions that ask several things', function () {
  this.timeout(20_000)

  it('are split where each part asks by itself', () => {
    for (const [question = '', ...clauses] of split)
      assert.deepEqual(clausesOf(question), clauses.length === 0 ? [question] : clauses)
  })

  for (const [question, ...parts] of answered)
    it(`have each part answered: ${question}`, async () => {
      const told = (await askSample(question)).parts ?? []
      assert.equal(told.length, parts.length)
      for (const [at, part] of parts.entries()) assert.match(told[at] ?? '', part)
    })

  it('say which part is not answered', async () => {
    const { parts, status } = await askSample(
      'what runs in the prod cluster and what is the weather there?',
    )
    assert.equal(status, 'partial')
    assert.match(parts?.[1] ?? '', /weather/)
  })

  it('keep the rows of every part, whatever kind the first is of', async () => {
    const context = contextOf(sampleClients())
    const question = 'who owns catalog-db, and which security groups protect it?'
    const { regions, columns } = await withColumns(await answerSteps({ question }, context))
    assert.equal(columns, undefined)
    const [second] = regions.filter(({ part }) => part === 1)
    assert.ok(second?.status === 'ok')
    assert.match(JSON.stringify(second.items), /prod-databases/)
  })

  it('lose what is told beside them, and nothing that they are about', () => {
    const now = new Date('2026-03-18T14:25:31Z')
    const short = (text: string) => withoutChatter(text, now)
    assert.equal(
      short('Hi, the board meets tomorrow and they will ask: what did EC2 cost last week?'),
      'what did EC2 cost last week?',
    )
    assert.equal(
      short('For my report I need to know which users have no MFA, thanks!'),
      'which users have no MFA',
    )
    for (const kept of [
      'We moved to eu-west-1. Which instances run?',
      'orders-db is slow. Why is it?',
    ])
      assert.equal(short(kept), kept)
  })
})
