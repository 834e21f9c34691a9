import assert from 'node:assert/strict'
import { asked, assistant, begin, finish, startStore, usage, user } from './running-store.ts'

const long = 'x'.repeat(1_000)

describe('what a model reads of earlier turns', () => {
  it('is the newest within the budget, and it hears of those left out', async () => {
    await using given = await startStore({ historyTokens: 1_000 })
    const { conversationId } = await given.say({ message: 'Q1' }, long)
    for (let n = 2; n <= 15; n++) {
      await given.say({ conversationId, requestId: `r${n}`, message: `Q${n}` }, long)
    }
    const next = await given.begin({ conversationId, requestId: 'last' })
    const asked = next.history.flatMap(({ role, content: [first] }) =>
      role === 'user' && first !== undefined && 'text' in first ? first.text : [],
    )
    const summarized = next.summary?.turns.map(({ asked }) => asked) ?? []
    assert.ok(asked.length <= 3 && summarized.length === 5)
    assert.deepEqual(
      [...summarized, ...asked],
      Array.from({ length: 15 }, (_, at) => `Q${at + 1}`).slice(-5 - asked.length),
    )
  })

  it('begins with the same until it fills the budget, in the next process too', async () => {
    await using given = await startStore({ historyTokens: 4_000 })
    const { conversationId } = await given.say({ message: 'Q1' }, 'The bucket is acme-logs-1.')
    const beginnings: string[] = []
    for (let n = 2; n <= 40; n++) {
      const turn = await begin(given.open(), {
        ...asked,
        conversationId,
        requestId: `r${n}`,
        message: `Q${n}`,
      })
      const [first] = turn.history
      beginnings.push(JSON.stringify([turn.summary, first]))
      const said = [user(`Q${n}`), assistant(`${'y'.repeat(900)} queue-${n}`)]
      assert.equal(await finish(given.store, turn, said), true)
    }
    const kept = [...new Set(beginnings)]
    assert.ok(kept.length >= 3 && kept.length <= 6, `${kept.length} beginnings`)
    // Each is there once, for many turns on end.
    assert.deepEqual(
      beginnings.filter((one, at) => one !== beginnings[at - 1]),
      kept,
    )
    assert.match(kept[1] ?? '', /acme-logs-1/)
    assert.deepEqual(given.leftBehind, [])
  })

  it('is shorter once the cache of its prompts is cold', async () => {
    await using given = await startStore({ historyTokens: 2_000, cacheMs: 300_000 })
    const { conversationId } = await given.say({ message: 'Q1' }, long)
    for (let n = 2; n <= 6; n++) await given.say({ conversationId, requestId: `r${n}` }, long)
    const warm = await given.begin({ conversationId, requestId: 'warm' })
    assert.deepEqual([warm.history.length, warm.summary], [12, undefined])
    await finish(given.store, warm, [user('Q7')])
    given.pass(301)
    const cold = await given.begin({ conversationId, requestId: 'cold' })
    assert.ok(cold.history.length <= 4)
    assert.equal(cold.summary?.turns[0]?.asked, 'Q1')
  })

  it('knows nothing of what was cleared or has expired', async () => {
    await using given = await startStore({ historyTokens: 1_000 })
    const { conversationId } = await given.say({ message: 'Q1' }, `The key is alpha-1. ${long}`)
    for (let n = 2; n <= 6; n++) await given.say({ conversationId, requestId: `r${n}` }, long)
    given.pass(29 * 86_400)
    const known = await given.begin({ conversationId, requestId: 'r7' })
    assert.match(JSON.stringify(known.summary), /alpha-1/)
    await finish(given.store, known, [user('Q'), assistant('A')])
    given.pass(2 * 86_400)
    const later = await given.begin({ conversationId, requestId: 'r8' })
    assert.doesNotMatch(JSON.stringify(later.summary ?? ''), /alpha-1/)
  })

  it('goes on before a long answer that a provider stopped', async () => {
    await using given = await startStore({ historyTokens: 1_000 })
    const { conversationId } = await given.say({ message: 'Q1' }, 'It is alpha-1.')
    for (let n = 2; n <= 12; n++) {
      const turn = await given.begin({ conversationId, requestId: `r${n}` })
      const stopped = { usage, stopReason: undefined, leftOut: true, tools: [] }
      const messages = [user(`Q${n}`), assistant('x'.repeat(5_000))]
      assert.equal(await given.store.finishTurn(turn, { ...stopped, messages }), true)
    }
    const next = await given.begin({ conversationId, requestId: 'last' })
    assert.deepEqual(next.history, [user('Q1'), assistant('It is alpha-1.')])
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
  const first = commands('PutItem PutItem')
  const next = commands('BatchGetItem Query UpdateItem PutItem')
  const stored = commands('UpdateItem PutItem UpdateItem')

  it('are the same however long the conversation is', async () => {
    await using given = await startStore({ historyTokens: 1_000 })
    const { conversationId } = await given.say({}, long)
    assert.deepEqual(given.requests.toSorted(), [...first, ...stored].toSorted())
    let summarized = 0
    for (let n = 2; n <= 60; n++) {
      given.requests.length = 0
      const { moved } = await given.say({ conversationId, requestId: `r${n}` }, long)
      // Beside what stores the answer: where the turns that are read begin later.
      const summary = moved === undefined ? [] : commands('UpdateItem')
      summarized += summary.length
      const all = [...next, ...stored, ...summary]
      assert.deepEqual(given.requests.toSorted(), all.toSorted(), `turn ${n}`)
    }
    assert.ok(summarized > 0 && summarized <= 20, `${summarized} times`)
  })
})

describe('short turns', () => {
  it('are read in one request, the eleventh as the second, and sixty as well', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say()
    for (let n = 2; n <= 60; n++) await given.say({ conversationId, requestId: `r${n}` })
    given.requests.length = 0
    const { history } = await given.begin({ conversationId, requestId: 'last' })
    assert.equal(history.length, 120)
    assert.equal(given.requests.filter((name) => name === 'QueryCommand').length, 1)
  })
})

function commands(names: string): string[] {
  return names.split(' ').map((name) => `${name}Command`)
}
