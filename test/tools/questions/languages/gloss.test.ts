import assert from 'node:assert/strict'
import { deedAsked } from '../../../../tools/questions/answer-deeds.ts'
import { intentOf } from '../../../../tools/questions/intents.ts'
import { gloss, inEnglish } from '../../../../tools/questions/languages/gloss.ts'
import { readPlan } from '../../../../tools/questions/plan.ts'
import { converse } from '../../../local/offline-model/conversation.ts'
import { askSample } from '../ask-sample.ts'

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
      assert.equal(deedAsked(readPlan(gloss(question, language) ?? '', now)), 'removed')
    })
  }

  for (const [question, english] of [
    ['Wem gehört die Datenbank catalog-db?', 'who owns database catalog-db?'],
    ['Wann wurde search-3 gestartet?', 'when was search-3 started?'],
    ['Was kostet uns EC2 pro Tag?', 'how much does EC2 cost per day?'],
    ['Haben alle Benutzer MFA?', 'do all users have MFA?'],
    ['Warum schlägt checkout-api fehl?', 'why does checkout-api fail?'],
    ['Was hat jonas.weber gestern gemacht?', 'what did jonas.weber do yesterday ?'],
    ['Wie hoch war die AWS-Rechnung im Oktober?', 'what was AWS cost in October?'],
    [
      '¿Hay alguna base de datos accesible públicamente?',
      'are there any database publicly accessible?',
    ],
    ['¿De quién es la base de datos orders-db?', 'who owns database orders-db?'],
    ['¿Tienen todos los buckets versionado?', 'do all buckets have versioning?'],
    ["Qu'est-ce qui a changé depuis hier ?", 'what changed since yesterday ?'],
    ['Est-ce que analytics-db est chiffrée ?', 'is analytics-db encrypted ?'],
    ['Toutes les bases de données sont-elles chiffrées ?', 'are all databases encrypted ?'],
    ['Quel est le bucket le plus gros ?', 'which is bucket largest ?'],
  ] as const)
    it(`is asked as in English: ${question}`, () =>
      assert.equal(inEnglish(question).replace(/ +/g, ' ').trim(), english))

  for (const [question, told] of [
    ['¿Hay alguna base de datos accesible públicamente?', /^No: none of 5 databases/],
    ['Wem gehört die Datenbank catalog-db?', /^elena\.rossi owns catalog-db/],
    ['¿Qué certificados están a punto de caducar?', /pay\.quillmarket\.example/],
    ['Quels volumes ne sont pas utilisés ?', /^4 volumes/],
    [
      'Quels abonnements SNS attendent encore une confirmation ?',
      /^1 of 6 subscriptions is pending/,
    ],
    [
      '¿Qué suscripciones de SNS siguen pendientes de confirmar?',
      /^1 of 6 subscriptions is pending/,
    ],
    ['Welche Wartungsarbeiten stehen bei unseren RDS-Datenbanken an?', /^RDS applies maintenance/],
    ["Combien d'utilisateurs IAM avons-nous ?", /^8 users/],
    ["Combien de files d'attente SQS avons-nous ?", /^7 queues/],
    ['¿Cuánto vamos a gastar el mes que viene según la previsión?', /^AWS will cost about/],
    ['Welche Log-Gruppen haben keine Aufbewahrungsfrist?', /^1 of 16 log groups has no retention/],
    ['¿Qué usuarios no tienen MFA activado?', /^2 IAM users of 8/],
    ['Zeig mir die ECR-Repositories, bei denen Scan-on-Push ausgeschaltet ist', /order-worker/],
    ['¿Qué roles se pueden asumir desde otra cuenta de AWS?', /^1 role of 17/],
    ['Quels volumes font plus de 250 Go ?', /^5 of 32 volumes/],
    ['Quels services ECS sont dans le cluster prod ?', /^4 of 8 services have cluster prod/],
    ['Wer ist für orders-db verantwortlich?', /^tom\.lindqvist owns orders-db/],
    ['Wie lange werden die Backups von orders-db aufbewahrt?', /backup retention period: 14 days/],
    [
      "Combien de temps les sauvegardes d'orders-db sont-elles conservées ?",
      /retention period: 14/,
    ],
    ['¿Cuántos nodos tiene el clúster de EKS?', /^1 node group: general/],
    ['Quelle fonction Lambda a le plus de mémoire ?', /^1 function: image-resizer/],
    ['Welche Lambda-Funktion hat den meisten Speicher?', /^1 function: image-resizer/],
    ['Quelles instances ont une adresse IP publique ?', /^1 of 20 instances/],
    ['¿Qué usuarios no han iniciado sesión en más de 90 días?', /^Everybody who signs in/],
    ['¿Están cifradas todas las bases de datos RDS?', /^Not all: 3 of 5 databases/],
    ['¿Terminaron bien las copias de seguridad de anoche?', /^No backup job of AWS Backup failed/],
    ['Pourquoi la facture EC2 a-t-elle augmenté ?', /^The cost of ec2 went up/],
    [
      'Quand checkout-api a-t-il été déployé pour la dernière fois ?',
      /tom\.lindqvist UpdateService/,
    ],
    ['¿Quién apagó batch-reports?', /^maya\.okafor .* stopped batch-reports/],
  ] as const)
    it(`is answered as in English: ${question}`, async () =>
      assert.match((await askSample(question)).said, told))

  it('goes on in the language that it began with', async () => {
    const [, second] = await converse('¿Qué instancias están detenidas?', '¿y en Irlanda?')
    assert.match(second?.text ?? '', /\*\*1 of 7 instances\*\* in eu-west-1 is stopped/)
    const [, , french] = await converse(
      'Quelles instances sont arrêtées ?',
      'et en eu-west-1 ?',
      'à qui appartient-elle ?',
    )
    assert.match(french?.text ?? '', /^No owner is known of eu-migration-host/)
    const [, german] = await converse('Welche Datenbanken gibt es?', 'und nur in Irland?')
    assert.match(german?.text ?? '', /\*\*1 database\*\* in eu-west-1: catalog-db-eu/)
  })
})
