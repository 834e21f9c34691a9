import assert from 'node:assert/strict'
import { asked, assistant, startStore, user } from './running-store.ts'

const long = 'x'.repeat(1_000)

describe('what a model reads of earlier turns', () => {
  it('is the newest within the budget, and it hears of those left out', async () => {
    await using given = await startStore({ historyTokens: 1_000 })
    const { conversationId } = await given.say({ message: 'Q1' }, long)
    for (let n = 2; n <= 15; n++) {
      await given.say({ conversationId, requestId: `r${n}`, message: `Q${n}` }, long)
    }
    const next = await given.begin({ conversationId, requestId: 'last' })
    assert.equal(next.historyCut, true)
    assert.deepEqual(
      next.history,
      ['Q13', 'Q14', 'Q15'].flatMap((question) => [user(question), assistant(long)]),
    )
  })

  it('is the newest turn in any case, shortened where it alone is over the budget', async () => {
    await using given = await startStore({ historyTokens: 1_000 })
    const { conversationId } = await given.say({}, 'x'.repeat(100_000))
    const next = await given.begin({ conversationId, requestId: 'r2' })
    assert.deepEqual(next.history, [
      user(asked.message),
      assistant(`(Shortened.) ${'x'.repeat(998)}`),
    ])
  })
})

describe('the requests that a turn makes of the table', () => {
  const first = commands('PutItem PutItem PutItem UpdateItem UpdateItem')
  const next = commands('GetItem GetItem Query UpdateItem PutItem PutItem')
  const stored = commands('UpdateItem UpdateItem')

  it('are the same however long the conversation is', async () => {
    await using given = await startStore({ historyTokens: 1_000 })
    const { conversationId } = await given.say({}, long)
    assert.deepEqual(given.requests, first)
    for (let n = 2; n <= 60; n++) {
      given.requests.length = 0
      await given.say({ conversationId, requestId: `r${n}` }, long)
      assert.deepEqual(given.requests.toSorted(), [...next, ...stored].toSorted(), `turn ${n}`)
    }
  })
})

describe('short turns', () => {
  it('are read in two requests, many as they may be', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say()
    for (let n = 2; n <= 30; n++) await given.say({ conversationId, requestId: `r${n}` })
    given.requests.length = 0
    const { history } = await given.begin({ conversationId, requestId: 'last' })
    assert.equal(history.length, 60)
    assert.equal(given.requests.filter((name) => name === 'QueryCommand').length, 2)
  })
})

function commands(names: string): string[] {
  return names.split(' ').map((name) => `${name}Command`)
}
