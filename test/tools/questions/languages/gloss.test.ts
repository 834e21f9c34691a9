import assert from 'node:assert/strict'
import { intentOf } from '../../../../tools/questions/intents.ts'
import { gloss } from '../../../../tools/questions/languages/gloss.ts'
import { readPlan } from '../../../../tools/questions/plan.ts'

const now = new Date('2026-03-18T14:25:31Z')

describe('a question in another language', () => {
  for (const [language, question] of [
    ['es', '¿Qué alarmas están activas ahora mismo?'],
    ['es', '¿Qué alarmas están sonando?'],
    ['de', 'Welche Alarme sind gerade aktiv?'],
    ['fr', 'Quelles alarmes sont actives ?'],
  ] as const) {
    it(`takes active alarms for those that fire: ${question}`, () => {
      const english = gloss(question, language) ?? ''
      assert.equal(intentOf(readPlan(english, now))?.intent.recipe, 'firing_alarms', english)
    })
  }
})
