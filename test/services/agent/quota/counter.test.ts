import assert from 'node:assert/strict'
import { openTable, type Table } from '../../../../services/agent/conversations/table.ts'
import {
  type Amount,
  type Counter,
  counted,
  type Hold,
  hold,
} from '../../../../services/agent/quota/counter.ts'
import { dayOf, monthOf } from '../../../../services/agent/quota/windows.ts'
import { startConversationsTable } from '../../../stand-ins/conversations-table.ts'

const now = new Date('2026-01-31T23:59:59Z')
const usual = { tokens: 100, microUsd: 7 }
const nothing = { tokens: 0, microUsd: 0 }

describe('a counter', () => {
  let stored: Awaited<ReturnType<typeof startConversationsTable>>
  let table: Table
  before(async () => {
    stored = await startConversationsTable()
    table = open({})
  })
  after(() => stored.close())

  let made = 0
  const counterOf = (limit: Partial<Amount>): Counter => {
    made += 1
    return { key: { conversation_id: `spent_${made}`, item: dayOf(now).item }, ttl: 9, limit }
  }
  const open = (more: object) =>
    openTable({
      tableName: stored.tableName,
      timeoutMs: 10_000,
      dynamodb: { ...stored.config, ...more },
    })
  /** One more client, whose every write the table gets twice, as though its first answer was lost. */
  function repeating(): Table {
    const repeated = open({})
    repeated.client.middlewareStack.add(
      (next, context) => async (args) => {
        if (context.commandName === 'UpdateCommand') await next(args).catch(() => undefined)
        return next(args)
      },
      { step: 'finalizeRequest', priority: 'low' },
    )
    return repeated
  }
  async function held(counter: Counter, amount = usual, through = table): Promise<Hold> {
    const one = await hold(through, counter, amount, now)
    assert.ok(!('spent' in one), 'nothing was left')
    return one
  }

  it('loses nothing of forty turns at once through two clients', async () => {
    const counter = counterOf({ tokens: 1_000_000 })
    const other = open({})
    const turns = Array.from({ length: 40 }, async (_, n) => {
      const one = await held(counter, usual, n % 2 === 0 ? table : other)
      await one.settle({ tokens: n, microUsd: 2 * n })
    })
    await Promise.all(turns)
    assert.deepEqual(await counted(table, counter), { tokens: 780, microUsd: 1560, held: nothing })
  })

  it('lets turns begin while anything is left, and no more, whoever asks at once', async () => {
    const counter = counterOf({ tokens: 450, microUsd: 1_000 })
    const other = open({})
    const found = await Promise.all(
      Array.from({ length: 20 }, (_, n) => hold(n % 2 ? table : other, counter, usual, now)),
    )
    const refused = found.flatMap((one) => ('spent' in one ? [one.spent.tokens] : []))
    assert.deepEqual(
      refused,
      Array.from({ length: 15 }, () => 500),
    )
    assert.deepEqual(await counted(table, counter), {
      ...{ tokens: 500, microUsd: 35 },
      held: { tokens: 500, microUsd: 35 },
    })
  })

  it('counts once what reaches the table twice', async () => {
    const counter = counterOf({ tokens: 150 })
    const one = await held(counter, usual, repeating())
    assert.equal((await counted(table, counter)).tokens, 100)
    assert.equal(await one.raise({ tokens: 120, microUsd: 9 }), true)
    assert.equal((await counted(table, counter)).tokens, 120)
    await one.settle({ tokens: 30, microUsd: 3 })
    await one.settle({ tokens: 30, microUsd: 3 })
    assert.deepEqual(await counted(table, counter), { tokens: 30, microUsd: 3, held: nothing })
  })

  it('raises a hold only while anything is left', async () => {
    const counter = counterOf({ microUsd: 10 })
    const one = await held(counter)
    assert.equal(await one.raise({ tokens: 500, microUsd: 11 }), true)
    assert.equal(await one.raise({ tokens: 600, microUsd: 12 }), false)
    assert.deepEqual(one.amount, { tokens: 500, microUsd: 11 })
  })

  it('goes by days and months of UTC', () => {
    assert.deepEqual(
      [dayOf(now), monthOf(now), monthOf(new Date('2026-12-31T23:59:59.999Z'))],
      [
        { item: 'day#2026-01-31', resetsAt: new Date('2026-02-01T00:00:00Z') },
        { item: 'month#2026-01', resetsAt: new Date('2026-02-01T00:00:00Z') },
        { item: 'month#2026-12', resetsAt: new Date('2027-01-01T00:00:00Z') },
      ],
    )
  })
})
