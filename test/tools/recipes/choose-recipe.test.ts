import assert from 'node:assert/strict'
import { chooseRecipe } from '../../../tools/recipes/choose-recipe.ts'
import { recipes } from '../../../tools/recipes/recipes.ts'
import changes from '../planner/change-requests.json' with { type: 'json' }
import data from './recipe-questions.json' with { type: 'json' }

const now = new Date('2026-03-18T14:25:31Z')
const chosen = async (question: string) => (await chooseRecipe(question, now))?.recipe.name

describe('chooseRecipe', () => {
  it('knows every recipe of the lists', () => {
    const names = recipes.map(({ name }) => name).sort()
    assert.deepEqual(Object.keys(data.tuning).sort(), names)
    assert.deepEqual(Object.keys(data.heldOut).sort(), names)
  })

  it('finds a recipe by each of its own questions', async () => {
    for (const { name, questions } of recipes) {
      for (const question of questions) assert.equal(await chosen(question), name, question)
    }
  })

  it('never runs for a request to change something', async () => {
    for (const question of changes) assert.equal(await chosen(question), undefined, question)
  })

  it('chooses none for what is about nothing here', async () => {
    for (const question of ['how is the weather?', 'hello', '', 'tell me a joke', '???']) {
      assert.equal(await chosen(question), undefined, question)
    }
  })

  const lists = [
    { name: 'that it was tuned to', questions: data.tuning, plain: data.plain.tuning },
    { name: 'that it was never tuned to', questions: data.heldOut, plain: data.plain.heldOut },
  ]
  for (const { name, questions, plain } of lists) {
    it(`tells recipes from plain questions, of those ${name}`, async function () {
      const asked = Object.entries(questions).flatMap(([recipe, all]) =>
        all.map((question) => ({ recipe, question })),
      )
      const found = await share(asked, async (one) => (await chosen(one.question)) === one.recipe)
      const left = await share(plain, async (one) => (await chosen(one)) === undefined)
      const figures = `${percent(found)} of ${asked.length} found, ${percent(left)} of ${plain.length} left alone`
      if (this.test !== undefined) this.test.title += `: ${figures}`
      assert.ok(found >= 0.9 && left >= 0.95, figures)
    })
  }
})

async function share<T>(all: readonly T[], isRight: (one: T) => Promise<boolean>): Promise<number> {
  const right = await Promise.all(all.map(isRight))
  return right.filter(Boolean).length / all.length
}

const percent = (share: number) => `${Math.round(100 * share)} %`
