import assert from 'node:assert/strict'
import { beyondAwsSentence } from '../../../tools/questions/beyond-aws.ts'
import { honestWord } from '../../../tools/questions/honest-word.ts'
import { intentOf } from '../../../tools/questions/intents.ts'
import { readPlan } from '../../../tools/questions/plan.ts'
import { recipes } from '../../../tools/recipes/recipes.ts'
import { askSample } from './ask-sample.ts'
import data from './recipe-questions.json' with { type: 'json' }

const now = new Date('2026-03-18T14:25:31Z')
const chosen = (question: string) => intentOf(readPlan(question, now))

describe('the recipe of a question', () => {
  it('is found by each of the ways of asking that the recipe names', async () => {
    const others = recipes.flatMap(({ name, questions }) =>
      questions
        .filter((question) => chosen(question)?.intent.recipe !== name)
        .map((question) => ({ name, question })),
    )
    // Who and what is named is read before a recipe is chosen by its words: that one is seen by what answers.
    const missed: string[] = []
    for (const { name, question } of others)
      if ((await askSample(question)).operation !== `recipe:${name}`) missed.push(question)
    assert.deepEqual(missed, [])
  })

  const lists = [
    { name: 'that it was tuned to', questions: data.tuning, plain: data.plain.tuning },
    { name: 'that it was never tuned to', questions: data.heldOut, plain: data.plain.heldOut },
  ]
  for (const { name, questions, plain } of lists) {
    it(`is told from plain questions, of those ${name}`, () => {
      const asked = Object.entries(questions).flatMap(([recipe, all]) =>
        all.map((question) => ({ recipe, question })),
      )
      const found = share(
        asked,
        ({ recipe, question }) => chosen(question)?.intent.recipe === recipe,
      )
      const left = share(plain, (question) => chosen(question)?.left.length !== 0)
      assert.ok(found >= 0.9 && left >= 0.95, `${found} found, ${left} left alone`)
    })
  }

  it('is about money in other words for it too', () => {
    const asked = ['which service eats most of our budget?', "what's our burn rate per day?"]
    assert.deepEqual(
      asked.map((question) => chosen(question)?.intent.recipe),
      ['spend_by_service', 'cost'],
    )
    assert.equal(chosen('are we over budget?'), undefined)
    assert.equal(
      chosen('which AWS services do we actually use?')?.intent.recipe,
      'spend_by_service',
    )
  })
})

function share<T>(all: readonly T[], isRight: (one: T) => boolean): number {
  return all.filter(isRight).length / all.length
}

describe('what only a business counts', () => {
  const now = new Date('2026-03-18T14:25:31Z')
  const code = async (question: string) => {
    const plan = readPlan(question, now)
    return honestWord(plan, chosen(question) !== undefined)?.message
  }

  it('is said to be in no metadata of AWS', async () => {
    for (const question of [
      'how many shoppers ordered something today?',
      'what was our turnover last quarter?',
      'how many bookings were there yesterday',
      'which articles are our bestsellers?',
    ])
      assert.equal(await code(question), beyondAwsSentence, question)
  })

  it('is not mistaken for what AWS has of the same name', async () => {
    for (const question of [
      'how many users do we have?',
      'how many orders are in the orders table?',
      'which users have no MFA?',
      'how many messages are in order-events?',
      'how many members are in the group developers?',
    ])
      assert.notEqual(await code(question), beyondAwsSentence, question)
  })
})
