import assert from 'node:assert/strict'
import { asksRemoved } from '../../../../tools/questions/answer-removed.ts'
import { intentOf } from '../../../../tools/questions/intents.ts'
import { gloss } from '../../../../tools/questions/languages/gloss.ts'
import { readPlan } from '../../../../tools/questions/plan.ts'
import { converse } from '../../../local/offline-model/conversation.ts'

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

  for (const [language, question] of [
    ['es', '¿Qué certificados caducan en menos de 100 días?'],
    ['de', 'Welche Zertifikate laufen in weniger als 100 Tagen ab?'],
    ['fr', 'Quels certificats expirent dans moins de 100 jours ?'],
  ] as const) {
    it(`asks for deadlines within the days that it says: ${question}`, () => {
      const plan = readPlan(gloss(question, language) ?? '', now)
      assert.equal(intentOf(plan)?.intent.recipe, 'breaking_soon')
      assert.equal(plan.period?.end.toISOString(), '2026-06-26T14:25:31.000Z')
    })
  }

  for (const [language, question] of [
    ['es', '¿Quién borró algo ayer?'],
    ['de', 'Wer hat gestern etwas gelöscht?'],
    ['fr', 'Qui a supprimé quelque chose hier ?'],
  ] as const) {
    it(`asks who removed something: ${question}`, () => {
      assert.equal(asksRemoved(readPlan(gloss(question, language) ?? '', now)), true)
    })
  }

  it('goes on in the language that it began with', async () => {
    const [, second] = await converse('¿Qué instancias están detenidas?', '¿y en Irlanda?')
    assert.match(second?.text ?? '', /\*\*1 of 7 instances\*\* in eu-west-1 is stopped/)
    const [, german] = await converse('Welche Datenbanken gibt es?', 'und nur in Irland?')
    assert.match(german?.text ?? '', /\*\*1 database\*\* in eu-west-1: catalog-db-eu/)
  })
})
