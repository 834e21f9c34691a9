import assert from 'node:assert/strict'
import { answerSteps } from '../../../../tools/questions/answer-again.ts'
import { misspeltIn, respelled } from '../../../../tools/questions/words/spelling.ts'
import { contextOf } from '../../executor/scripted-clients.ts'
import { sampleClients } from '../../recipes/sample-answer.ts'

const read = (question: string) => respelled(question, misspeltIn(question))

describe('a typing error', () => {
  const misspelt: readonly (readonly [question: string, read: string])[] = [
    ['instnaces stoped adn since wen', 'instances stopped and since when'],
    ['lsit lamda functons', 'list lambda functions'],
    ['whcih databses are not encyrpted?', 'which databases are not encrypted?'],
    ['wich rds hav publc acces', 'which rds have public access'],
    ['secruity groups open to teh internt', 'security groups open to the internet'],
    ['how mcuh did we spnd last mnth', 'how much did we spend last month'],
    ['delte the bucket', 'delete the bucket'],
  ]
  for (const [question, expected] of misspelt) {
    it(`is read as the word that it is near to: ${question}`, () => {
      assert.equal(read(question), expected)
    })
  }

  for (const question of [
    // Names, ids and what is quoted are what they are.
    'what is buckte-1?',
    'describe i-0abc1234 and Buckte',
    "logs of 'instnaces'",
    '/ecs/instnaces',
    // Other words of the language, near as they are.
    'which hosts answer on the ports of the quiet site?',
    'delete the stocks, sticks and tickets',
    'which of the three functions failed?',
    '¿cuántas colas tienen mensajes?',
  ]) {
    it(`is none: ${question}`, () => {
      assert.equal(read(question), question)
    })
  }

  it('is said in the line that tells how the question was understood', async () => {
    const now = new Date('2026-03-18T14:25:31.250Z')
    const context = contextOf(sampleClients(now), { now: () => now })
    const { understood, summary } = await answerSteps({ question: 'instnaces stoped' }, context)
    assert.match(summary ?? '', /^\*\*3 of 20 instances\*\* are stopped/)
    assert.match(understood ?? '', /read “instnaces” as “instances”, “stoped” as “stopped”$/)
  })

  it('is none where something in the account is called so', async () => {
    const now = new Date('2026-03-18T14:25:31.250Z')
    const clients = sampleClients(now, ({ operation, region }) =>
      operation === 'ListFunctions' && region === 'us-east-1'
        ? { Functions: [{ FunctionName: 'buckts', Runtime: 'nodejs22.x' }] }
        : undefined,
    )
    const context = contextOf(clients, { now: () => now })
    const { understood = '' } = await answerSteps({ question: 'describe function buckts' }, context)
    assert.doesNotMatch(understood, /read “/)
  })
})
