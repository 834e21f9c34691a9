import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { whoami } from '../../../../services/agent/api-answers.ts'
import { type BedrockAnswer, startBedrock } from '../../../stand-ins/bedrock.ts'
import { ec2, eventsOf, pointBedrockAt, startAgent, textOf } from '../running-agent.ts'

const useEc2 = (id: string) => ({ id, name: ec2.name, input: { operation: 'DescribeInstances' } })
/** The scripted model says of each answer that it took 120 tokens. */
const answer = { text: ['Two.'] }

describe('limits of tokens and dollars', () => {
  it('refuse a turn before any model is asked, and store nothing of it', async () => {
    await using given = await limited({ MAX_PERSON_TOKENS_PER_DAY: '240' })
    assert.equal(await given.ends({ message: 'One' }), 'done')
    const [start] = await given.agent.ask({ message: 'Two', request_id: 'r2' })
    assert.ok(start?.type === 'start')
    const { conversation_id } = start
    const refused = await given.agent.post('/stream', { message: 'Three', conversation_id })
    assert.equal(refused.statusCode, 429)
    assert.deepEqual(refused.json(), {
      type: 'about:blank',
      title: 'Too Many Requests',
      status: 429,
      detail:
        'Your limit for a day of 240 tokens is spent: 240 tokens by now. It begins anew at 2026-01-31 00:00 UTC.',
      code: 'quota_spent',
      request_id: refused.json().request_id,
      retry_after_s: 12 * 3600,
    })
    assert.equal(refused.headers['retry-after'], String(12 * 3600))
    assert.equal(await given.ends({ message: 'A new one' }), 'quota_spent')
    assert.equal(given.bedrock.requests.length, 2)
    const page = await given.agent.send('GET', `/api/conversations/${conversation_id}`)
    assert.deepEqual(
      page.json().messages.map(({ content }: { content: string }) => content),
      ['Two', 'Two.'],
    )
    const list = await given.agent.send('GET', '/api/conversations')
    assert.equal(list.json().conversations.length, 2)

    // What was answered is told again, and nobody else is held.
    const again = await given.agent.ask({ message: 'Two', request_id: 'r2' })
    assert.equal(textOf(again), 'Two.')
    assert.equal(await given.ends({ message: 'Hi' }, 'bob'), 'done')
    assert.equal(given.bedrock.requests.length, 3)
  })

  it('begin anew at midnight and with the month, of UTC', async () => {
    await using given = await limited({
      MAX_PERSON_TOKENS_PER_DAY: '120',
      MAX_TOKENS_PER_MONTH: '300',
    })
    const ends: unknown[] = []
    for (const at of ['30T12:00', '30T23:59', '31T00:00', '31T12:00']) {
      given.clock.now = new Date(`2026-01-${at}:00Z`)
      ends.push(await given.ends({ message: at }))
    }
    assert.deepEqual(ends, ['done', 'quota_spent', 'done', 'quota_spent'])
    assert.equal(await given.ends({ message: 'Third' }, 'bob'), 'done')
    const carol = await given.agent.post('/chat', { message: 'Fourth' }, { user: 'carol' })
    assert.match(
      carol.json().detail,
      /^The limit of this deployment for a month of 300 tokens is spent: 360 tokens by now\. It begins anew at 2026-02-01 00:00 UTC\.$/,
    )
    // What the refused turn held of the person's own limit is given back.
    assert.deepEqual(await given.spent('carol'), [0, 360])
    given.clock.now = new Date('2026-02-01T00:00:00Z')
    assert.equal(await given.ends({ message: 'Anew' }, 'carol'), 'done')
    assert.equal(given.bedrock.requests.length, 4)
  })

  it('are counted in dollars where the model has a price, and in tokens alone where it has none', async () => {
    const priced = { MAX_PERSON_USD_PER_DAY: '0.01', MODEL_PRICES: '50 500 0 0' }
    await using given = await limited(priced)
    assert.equal(await given.ends({ message: 'One' }), 'done')
    const { limits } = whoami.parse((await given.agent.send('GET', '/api/whoami')).json())
    const spent = limits[0]?.usd?.spent ?? 0
    assert.deepEqual(limits, [
      {
        limit: 'person_day',
        usd: { limit: 0.01, spent, held: 0 },
        resets_at: '2026-01-31T00:00:00.000Z',
      },
    ])
    assert.ok(spent >= 0.01, JSON.stringify(limits))
    assert.equal(await given.ends({ message: 'Two' }), 'quota_spent')

    const unpriced = { MAX_USD_PER_MONTH: '0.01', MAX_TOKENS_PER_MONTH: '240', MODEL_ID: 'x.y' }
    await using other = await limited(unpriced)
    const ends = [1, 2, 3].map((n) => () => other.ends({ message: `${n}` }))
    assert.deepEqual(
      [await ends[0]?.(), await ends[1]?.(), await ends[2]?.()],
      ['done', 'done', 'quota_spent'],
    )
  })

  it('end a turn that goes on past what is left, with words that say so', async () => {
    let call = 0
    const script = () => ({ tools: [useEc2(`t${call++}`)] })
    await using given = await limited({ MAX_PERSON_TOKENS_PER_DAY: '500' }, script)
    const events = await given.agent.ask({ message: 'Loop' })
    assert.deepEqual(events.at(-1), { type: 'done', stop_reason: 'token_limit' })
    assert.match(
      textOf(events),
      /^I stopped here: Your limit for a day \(500 tokens\) is spent\. It begins anew at /,
    )
    assert.equal(given.bedrock.requests.length, 4)
    assert.deepEqual(await given.spent('alice'), [480])
  })

  it('count what was held for a model call that never said what it took', async () => {
    const cut: BedrockAnswer = { text: ['So far'], breakWith: 'cut' }
    await using given = await limited({ MAX_PERSON_TOKENS_PER_DAY: '100000' }, [cut, answer])
    assert.equal(await given.ends({ message: 'Hi', request_id: 'r1' }), 'model_unavailable')
    assert.deepEqual(await given.spent('alice'), [20_000])
    // The same request again is asked of the model again, and counted.
    assert.equal(await given.ends({ message: 'Hi', request_id: 'r1' }), 'done')
    assert.equal(await given.ends({ message: 'Hi', request_id: 'r1' }), 'done')
    assert.deepEqual(await given.spent('alice'), [20_120])
  })

  it('say so where running answers hold what is left', async () => {
    let speak = () => {}
    const spoken = new Promise<void>((resolve) => {
      speak = resolve
    })
    const slow = async () => {
      await spoken
      return answer
    }
    await using given = await limited({ MAX_PERSON_TOKENS_PER_DAY: '15000' }, slow)
    const first = given.agent.post('/chat', { message: 'Slow' })
    while (given.bedrock.requests.length === 0) await sleep(10)
    const refused = (await given.agent.post('/chat', { message: 'Beside it' })).json()
    assert.deepEqual(
      [refused.detail, refused.retry_after_s],
      [
        'Your limit for a day of 15,000 tokens is taken up by answers that are still running: 0 tokens spent, 15,000 tokens held for them. Ask again when they have ended. It begins anew at 2026-01-31 00:00 UTC.',
        5,
      ],
    )
    speak()
    assert.equal((await first).statusCode, 200)
    assert.equal(await given.ends({ message: 'After it' }), 'done')
    assert.deepEqual(await given.spent('alice'), [240])
  })

  it('measure their shares, and what they refuse', async () => {
    const lines: Record<string, unknown>[] = []
    const log = { write: (line: string) => void lines.push(JSON.parse(line)) }
    await using given = await limited(
      { MAX_PERSON_TOKENS_PER_DAY: '240', MAX_TOKENS_PER_MONTH: '1200' },
      () => answer,
      log,
    )
    for (const message of ['One', 'Two', 'Three']) await given.ends({ message })
    const told = lines.filter(({ msg }) => msg === 'turn ended' || msg === 'turn refused')
    assert.deepEqual(
      told.map(({ PersonDayShare, MonthShare, Limit, RefusedTurns }) => [
        ...[PersonDayShare, MonthShare, Limit, RefusedTurns],
      ]),
      [
        [50, 10, undefined, undefined],
        [100, 20, undefined, undefined],
        [undefined, undefined, 'person_day', 1],
      ],
    )
    assert.doesNotMatch(JSON.stringify(told), /alice/)
  })

  it('ask the table for nothing where there are none, and once for each that there is', async () => {
    const counts: number[] = []
    const month = { MAX_TOKENS_PER_MONTH: '100000' }
    for (const env of [
      {},
      { MAX_PERSON_TOKENS_PER_DAY: '100000' },
      { ...month, MAX_PERSON_USD_PER_DAY: '9' },
    ]) {
      await using given = await limited(env)
      await given.ends({ message: 'Hi' })
      counts.push(given.requests.length)
    }
    // One before the model is asked, and one when the turn has ended.
    assert.deepEqual(counts, [0, 2, 4])
  })
})

type Script = readonly BedrockAnswer[] | (() => BedrockAnswer | Promise<BedrockAnswer>)

async function limited(
  env: Record<string, string>,
  script: Script = () => answer,
  stream?: { write(line: string): void },
) {
  const bedrock = await startBedrock(script)
  const restore = pointBedrockAt(bedrock.url)
  const clock = { now: new Date('2026-01-30T12:00:00Z') }
  const requests: string[] = []
  const agent = await startAgent({
    tools: [ec2],
    env,
    parts: { clock: () => clock.now, ...(stream && { log: pino({}, stream) }) },
    onTableRequest: ({ Key }) => {
      const key = JSON.stringify(Key)
      if (key?.includes('spent_')) requests.push(key)
    },
  })
  return {
    agent,
    bedrock,
    clock,
    requests,
    async ends(body: object, user = 'alice'): Promise<unknown> {
      const response = await agent.post('/stream', body, { user })
      if (response.statusCode !== 200) return response.json().code
      const end = eventsOf(response.body).at(-1)
      return end?.type === 'error' ? end.code : end?.type
    },
    async spent(user: string): Promise<number[]> {
      const { limits } = (await agent.send('GET', '/api/whoami', { user })).json()
      return limits.map(({ tokens }: { tokens: { spent: number } }) => tokens.spent)
    },
    async [Symbol.asyncDispose]() {
      restore()
      await Promise.all([agent.close(), bedrock.close()])
    },
  }
}
