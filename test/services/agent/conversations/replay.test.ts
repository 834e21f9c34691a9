import assert from 'node:assert/strict'
import type { TurnItem } from '../../../../services/agent/conversations/items.ts'
import type { StoredMessage } from '../../../../services/agent/conversations/messages.ts'
import { replay } from '../../../../services/agent/conversations/replay.ts'
import { summaryMessages } from '../../../../services/agent/conversations/summary/summary-messages.ts'

const user = (text: string): StoredMessage => ({ role: 'user', content: [{ text }] })
const assistant = (text: string): StoredMessage => ({ role: 'assistant', content: [{ text }] })
const now = new Date('2026-01-01T00:01:00Z')
const turn = (number: number, messages: StoredMessage[]): TurnItem => ({
  conversation_id: 'c',
  item: `turn#${number}`,
  turn: number,
  request_id: `r${number}`,
  status: 'complete',
  messages,
  bytes: Buffer.byteLength(JSON.stringify(messages)),
  created_at: '2026-01-01T00:00:00.000Z',
  ttl: 4_000_000_000,
})
const around = (budgetTokens: number) => ({ budgetTokens, firstTurn: 1, now, cacheMs: 300_000 })

/** Turn after turn, each read with what was kept of those before: what the model reads at the last one. */
function conversation(said: readonly StoredMessage[][], budgetTokens = 15_000) {
  const stored: TurnItem[] = []
  for (const [at, messages] of said.entries()) {
    stored.unshift(turn(at + 1, messages))
    const { moved } = replay(stored, around(budgetTokens))
    const item = stored.find(({ turn }) => turn === moved?.turn)
    if (item !== undefined) item.summary_before = JSON.stringify(moved?.summary)
  }
  return replay(stored, around(budgetTokens))
}

const promptOf = ({ summary, messages }: ReturnType<typeof replay>) => [
  ...summaryMessages(summary),
  ...messages,
]

describe('replay', () => {
  it('gives turns oldest first', () => {
    const turns = [turn(2, [user('b'), assistant('B')]), turn(1, [user('a'), assistant('A')])]
    assert.deepEqual(replay(turns, around(15_000)), {
      messages: [user('a'), assistant('A'), user('b'), assistant('B')],
      summary: undefined,
      moved: undefined,
    })
  })

  it('closes a turn that never got an answer, so that user and assistant alternate', () => {
    const { messages } = replay([turn(1, [user('a')])], around(15_000))
    assert.deepEqual(messages, [user('a'), assistant('(This answer was cut off.)')])
  })

  it('summarizes the oldest turns where all are too many', () => {
    const long = 'x'.repeat(40_000)
    const turns = [3, 2, 1].map((number) => turn(number, [user(`${number}`), assistant(long)]))
    const { messages, summary, moved } = replay(turns, around(15_000))
    assert.deepEqual(
      messages.filter(({ role }) => role === 'user'),
      [user('3')],
    )
    assert.deepEqual(
      summary?.turns.map(({ asked }) => asked),
      ['1', '2'],
    )
    assert.deepEqual(moved, { turn: 3, summary })
  })

  it('summarizes no answer that a provider stopped', () => {
    const long = 'x'.repeat(40_000)
    const stopped = {
      ...turn(1, [user('secret-plan?'), assistant('It is plan-9.')]),
      left_out: true,
    }
    const others = [3, 2].map((number) => turn(number, [user(`${number}`), assistant(long)]))
    assert.doesNotMatch(JSON.stringify(replay([...others, stopped], around(15_000))), /plan/)
  })
})

describe('a long conversation', () => {
  /** Some 2 KB, with a dozen figures and names of its own. */
  const filler = (n: number) => [
    user(`How are the services of cluster c-${n} doing this morning?`),
    assistant(
      Array.from(
        { length: 12 },
        (_, at) => `- svc-${n}-${at} runs ${at + 1} of ${at + 2} tasks since ${(n + at) % 24}:00.`,
      ).join('\n') +
        `\n${'In general all of this looks as it did before and nothing stands out. '.repeat(20)}`,
    ),
  ]
  const facts: readonly [question: string, answer: string, known: RegExp][] = [
    [
      'Which engine has orders-db?',
      '`orders-db` runs **PostgreSQL 15.4**.',
      /orders-db.*PostgreSQL 15\.4/,
    ],
    ['We call the web fleet Bertha, remember that.', 'Noted.', /web fleet Bertha/],
    [
      'How large is acme-logs?',
      'The bucket acme-logs holds 1,234 objects, 56.7 GB.',
      /acme-logs.*1,234 objects, 56\.7 GB/,
    ],
    [
      'Who deployed checkout?',
      'checkout-api was deployed by tom.lindqvist at 14:03 UTC.',
      /checkout-api.*tom\.lindqvist at 14:03/,
    ],
    ['Cost of October?', 'October cost **$4,812.33**, mostly EC2.', /October cost \$4,812\.33/],
    [
      'Oldest key?',
      'AKIAEXAMPLE of ci-deployer is 412 days old.',
      /AKIAEXAMPLE of ci-deployer 412 days/,
    ],
    ['My team is team-payments.', 'All right.', /team-payments/],
    [
      'Wo liegt das Backup?',
      'Das Backup liegt in vault-eu-1, 14 Tage lang.',
      /vault-eu-1, 14 Tage/,
    ],
    [
      'List the queues',
      '| Queue | Messages |\n| --- | --- |\n| order-events-dlq | 17 |\n| mail-out | 0 |',
      /order-events-dlq, Messages 17/,
    ],
    ['Which account?', 'This is account 123456789012 (prod).', /account 123456789012/],
  ]
  const said = [
    ...facts.map(([question, answer]) => [user(question), assistant(answer)]),
    ...Array.from({ length: 40 }, (_, n) => filler(n)),
  ]

  it('still knows at least eight of ten facts that were said forty turns ago, and says that others are not known', () => {
    const read = conversation(said)
    const text = promptOf(read)
      .flatMap(({ content }) => content.map((one) => ('text' in one ? one.text : '')))
      .join('\n')
    const known = facts.filter(([, , fact]) => fact.test(text))
    assert.ok((read.summary?.turns.length ?? 0) >= 30)
    assert.ok(known.length >= 8, `${known.length} of 10`)
    assert.match(text, /What is not in it is no longer known: asked for it, I say so/)
    assert.match(text, /\(\d+ more no longer known\)/)
  })

  it('says of which turns nothing is known any more', () => {
    const many = Array.from({ length: 400 }, (_, n) => filler(n))
    const [, answer] = promptOf(conversation(many))
    const [first] = answer?.content ?? []
    assert.match(
      first !== undefined && 'text' in first ? first.text : '',
      /Turns before \d+: no longer known\./,
    )
  })

  it('is never more than its budget, and begins with the same for many turns', () => {
    const stored: TurnItem[] = []
    const prompts: string[] = []
    for (let n = 0; n < 200; n += 1) {
      const read = replay(stored, around(15_000))
      const item = stored.find(({ turn }) => turn === read.moved?.turn)
      if (item !== undefined) item.summary_before = JSON.stringify(read.moved?.summary)
      prompts.push(JSON.stringify(promptOf(read)).slice(0, -1))
      stored.unshift(turn(n + 1, filler(n)))
    }
    assert.ok(Math.max(...prompts.map((one) => Buffer.byteLength(one))) <= 15_000 * 4 * 1.02)
    const broken = prompts.filter((one, at) => at > 0 && !one.startsWith(prompts[at - 1] ?? ''))
    assert.ok(broken.length > 3 && broken.length <= 12, `${broken.length} of 200`)
  })

  it('keeps what an answer said that nothing backed as that, and as no evidence', () => {
    const evidence = {
      claims: 1,
      found: 0,
      derived: 0,
      asked: 0,
      unbacked: [{ kind: 'id', text: 'i-9' }],
      rows: [],
    } as const
    const first = {
      ...turn(1, [user('Q'), assistant('It is i-9.')]),
      evidence: { ...evidence, unbacked: [...evidence.unbacked], rows: [] },
    }
    const rest = turn(2, [user('R'), assistant('x'.repeat(70_000))])
    const { summary } = replay([rest, first], around(15_000))
    assert.deepEqual(summary?.turns[0]?.facts, ['i-9 (nothing backed it)'])
  })

  it('knows of a figure that changed and changed back what it was last', () => {
    const said = ['5', '6', '5'].map((n, at) => [
      user(`How many at ${at}?`),
      assistant(`web-fleet has ${n} instances.`),
    ])
    const text = JSON.stringify(
      promptOf(conversation([...said, [user('R'), assistant('x'.repeat(70_000))]])),
    )
    assert.match(
      text,
      /1\. Asked: How many at 0\? Answered: what a later turn said again\\n2\..*fleet 6 instances\\n3\..*fleet 5 instances/,
    )
  })

  it('says of a question without an answer that it has none', () => {
    const first = [user('Is db-1 public?')]
    const text = JSON.stringify(
      promptOf(conversation([first, [user('R'), assistant('x'.repeat(70_000))]])),
    )
    assert.match(text, /1\. Asked: Is db-1 public\? Answered: \(not answered by then\)/)
  })

  it('marks what nothing backed though it is kept in fewer words', () => {
    const first = {
      ...turn(1, [user('Q'), assistant('There are 3 of the 7 instances stopped.')]),
      evidence: {
        ...{ claims: 1, found: 0, derived: 0, asked: 0, rows: [] },
        unbacked: [{ kind: 'count', text: '3 of the 7 instances' }],
      },
    }
    const rest = turn(2, [user('R'), assistant('x'.repeat(70_000))])
    const { summary } = replay([rest, first], around(15_000))
    assert.deepEqual(summary?.turns[0]?.facts, ['3 of 7 instances stopped (nothing backed it)'])
  })

  it('cuts no figure and no name in two', () => {
    const long = `The bucket logs-1 holds ${'many and '.repeat(13)}some 123456789012345678901234567890 bytes of 3 kinds.`
    const { summary } = conversation([
      [user('Q'), assistant(long)],
      [user('R'), assistant('x'.repeat(70_000))],
    ])
    assert.match(summary?.turns[0]?.facts[0] ?? '', /some…$/)
  })
})
