import assert from 'node:assert/strict'
import { answerSteps } from '../../../../tools/questions/answer-again.ts'
import { asSteps } from '../../../../tools/questions/follow-up/steps.ts'
import { contextOf } from '../../executor/scripted-clients.ts'
import { sampleClients } from '../../recipes/sample-answer.ts'

const now = new Date('2026-03-18T14:25:31.250Z')

/** First answers of each sort: lists of a few kinds, a number, a part, an amount, a measure, what a recipe found. */
const firsts = [
  'list queues',
  'how many volumes are not attached?',
  'which functions run on python3.9?',
  'list users',
  'what did we spend on rds last month?',
  'which alarms are firing?',
]

/** What nothing in any of them says, with one word for it, and a pronoun or none. */
const unreadable = ['which of them are zorbly?', 'are those frobnicated?', 'only the quuxy ones']

describe('a follow-up that nobody understands', () => {
  for (const first of firsts)
    for (const text of unreadable)
      it(`is never answered as though it were: ${first} → ${text}`, async () => {
        const { said, whole } = await told(first, text)
        assert.match(whole, /zorbly|frobnicated|quuxy|not clear what is asked/i)
        assert.doesNotMatch(said, /^(?:There are no|No: none|None of|Yes:)/)
      })
})

describe('whose things are', () => {
  for (const first of [
    'list queues',
    'how many volumes are not attached?',
    'which databases have no backups?',
  ])
    for (const text of ['whose are they?', 'and who looks after those?', 'who owns them?'])
      it(`is told of each, or that no owner is known: ${first} → ${text}`, async () => {
        const { said } = await told(first, text)
        assert.match(said, /\*\* owns |No owner is known of /)
      })
})

async function told(...questions: string[]) {
  const context = contextOf(sampleClients(now), { now: () => now })
  const result = await answerSteps({ question: asSteps(questions) }, context)
  const each = result.regions.flatMap((region) =>
    'summary' in region && region.summary !== undefined ? [region.summary] : [],
  )
  const said = [result.summary, ...each, result.message].filter(Boolean).join('\n')
  return { said, whole: [said, result.notice].join('\n') }
}
