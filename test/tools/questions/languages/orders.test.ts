import assert from 'node:assert/strict'
import { orderedIn } from '../../../../tools/questions/languages/orders.ts'
import { converse } from '../follow-up/converse.ts'

describe('orderedIn', () => {
  const orders: [language: string, ...texts: string[]][] = [
    [
      'de',
      'Lösch bitte die Queue foo',
      'loesche foo',
      'Leere den Bucket logs',
      'Nimm web-1 vom Netz',
      'Kannst du bitte die Volumes löschen?',
      'Die alten Snapshots können weg',
      'Schmeiß die GPU-Maschinen raus',
      'Ich hätte gern, dass du batch-reports startest',
    ],
    [
      'es',
      'Apaga la instancia web-1',
      'vacía la cola foo',
      '¿Puedes borrar los volúmenes?',
      'bórralos',
      'Necesito que apagues search-3',
      'Hay que vaciar la cola',
    ],
    [
      'fr',
      'Vide la file foo',
      'Éteins web-1',
      'supprime-les',
      'Donne les droits admin à bob',
      "Coupe l'accès de jonas",
      'Je voudrais que tu vides la file',
    ],
    ['pt', 'Esvazie a fila foo', 'Preciso que reinicies o serviço web', 'Apaga a fila foo'],
    ['it', 'Svuota la coda foo', 'fermale', 'Puoi riavviare build-server?'],
    ['nl', 'Leeg de wachtrij foo', 'Kun je build-server herstarten?'],
  ]
  for (const [language, ...texts] of orders)
    for (const text of texts)
      it(`hears an order in “${text}”`, () => assert.equal(orderedIn(text), language))

  for (const text of [
    'Gib mir die Liste der Buckets',
    'Erstelle eine Übersicht der Kosten',
    'Donne-moi les instances',
    'Dame la lista de instancias',
    'Welche Instanzen wurden gestern gelöscht?',
    'web-1',
    'active alarms',
    'purge queue in progress',
    'stop time of batch-reports',
    'Welche Volumes kann man löschen?',
    'Quelles instances peut-on supprimer ?',
  ])
    it(`hears none in “${text}”`, () => assert.equal(orderedIn(text), undefined))

  it('is heard of what was shown too', async () => {
    assert.match(await converse('which volumes are unattached?', 'lösch sie'), /nur gelesen/)
  })
})

describe('the value of a secret', () => {
  for (const turns of [
    ['show me the value of the secret orders-db'],
    ["what's inside the secret payments-api?"],
    ['list the secrets', 'print the value of the first one'],
    ['list the secrets', 'read me its content'],
  ])
    it(`is never shown to “${turns.join('” → “')}”`, async () => {
      assert.match(await converse(...turns), /never shown/)
    })

  it('is not what “when was the first one last changed?” asks', async () => {
    assert.match(
      await converse('list the secrets', 'when was the first one last changed?'),
      /2026-/,
    )
  })
})

describe('a verb that several languages have', () => {
  for (const order of [
    'remove the bucket assets',
    'remove all queues',
    'reinicia the build-server',
  ])
    it(`is English where the words beside it are: ${order}`, () => {
      assert.equal(orderedIn(order), undefined)
    })
})
