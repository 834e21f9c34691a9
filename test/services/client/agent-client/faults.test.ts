import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import type { AgentEvent } from '../../../../services/agent/events.ts'
import type { AgentClientOptions } from '../../../../services/client/agent-client.ts'
import { ClientError } from '../../../../services/client/errors.ts'
import {
  answers,
  answersInstead,
  cutAfter,
  hangsUp,
  neverAnswers,
  refuses,
  silentAfter,
  startFaultyAgent,
  streamOf,
  type Turn,
  withClock,
} from '../../../stand-ins/faulty-agent.ts'
import { listen } from '../../../stand-ins/listen.ts'
import { answerIn, clientOf, textIn } from './ask-faulty.ts'

describe('agentClient, where something fails', () => {
  let agent: Awaited<ReturnType<typeof startFaultyAgent>> | undefined
  afterEach(() => agent?.close())

  async function start(turns: [Turn, ...Turn[]], options: Partial<AgentClientOptions> = {}) {
    agent = await startFaultyAgent(...turns)
    return { agent, ...clientOf(agent.url, options) }
  }

  describe('in a stream', () => {
    it('that is cut after any byte, it picks the answer up and tells nothing twice', async () => {
      const small = [start1, text('Zürich '), text('has → 2.'), done]
      const cut = process.env.SOAK === '1' ? answer : small
      const stream = streamOf(cut)
      let [at, attempts] = [0, 0]
      const { ask } = await start([
        (response, request) => {
          attempts += 1
          const turn = attempts === 1 ? cutAfter(stream, at) : answers(stream)
          turn(response, request)
        },
      ])
      for (; at < Buffer.byteLength(stream); at += 1) {
        attempts = 0
        const events = await ask()
        const told = `after ${at} bytes`
        assert.deepEqual(mergeText(answerIn(events)), mergeText(cut), told)
        assert.equal(events.filter(isRetrying).length, attempts - 1, told)
      }
    })

    it('that is cut, it picks up what the agent has stored meanwhile', async () => {
      const stored = [start1, text('Zürich has 2 → of them.'), usage, done]
      for (const at of [90, 300, 500, 550]) {
        const { ask } = await start([
          cutAfter(whole, at),
          refuses('conversation_busy', { retry_after_s: 5 }),
          refuses('conversation_busy', { retry_after_s: 5 }),
          answers(streamOf(stored)),
        ])
        const events = await ask()
        assert.equal(textIn(events), 'Zürich has 2 → of them.')
        assert.deepEqual(
          events.filter(isRetrying).map(({ message }) => message),
          [
            'The connection broke: trying again.',
            'Another answer in this conversation has not ended yet: waiting for it.',
          ],
        )
        assert.deepEqual(events.filter(isRestart), [])
        await agent?.close()
      }
    })

    it('it waits for its own answer as long as the longest turn, and no longer', async () => {
      const busy = refuses('conversation_busy', { retry_after_s: 5 })
      const { ask, waits } = await start([cutAfter(whole, 100), busy])
      await assert.rejects(ask(), { code: 'conversation_busy' })
      assert.deepEqual(waits, [500, ...Array(60).fill(5_000)])
    })

    it('whose second telling says something else, it says so and tells all of that', async () => {
      const { ask } = await start([
        cutAfter(streamOf([start1, text('There are two'), text(' of them.')]), 1_000),
        answers(streamOf([start1, text('There are '), text('three.'), done])),
      ])
      assert.deepEqual((await ask()).slice(1), [
        text('There are two'),
        text(' of them.'),
        retrying('The connection broke: trying again.'),
        {
          type: 'notice',
          code: 'answer_restarted',
          message: 'The answer was cut off and made anew: this is the whole of it.',
        },
        text('There are three.'),
        done,
      ])
    })

    it('that is cut each time, it gives up after four times', async () => {
      const { agent, ask, waits } = await start([cutAfter(whole, 200)])
      await assert.rejects(ask(), { code: 'cut_off', passing: true })
      assert.equal(new Set(agent.requestIds()).size, 1)
      assert.equal(agent.requests.length, 4)
      assert.deepEqual(waits, [500, 1_000, 2_000])
    })

    it('that falls silent, it gives that up and picks the answer up', async () => {
      for (const at of [0, 200]) {
        const timeouts = { silenceMs: 30, firstByteMs: 5_000 }
        const { agent, ask } = await start([silentAfter(whole, at), answers(whole)], { timeouts })
        const events = await ask()
        assert.deepEqual(mergeText(answerIn(events)), mergeText(answer))
        assert.deepEqual(
          events.find(isRetrying),
          retrying('The agent does not answer: trying again.'),
        )
        await agent.close()
      }
    })

    it('that is slow but not silent, it waits for the end', async () => {
      const slowly: Turn = (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        const pieces = whole.match(/.{1,40}/gs) ?? []
        const next = () => {
          const piece = pieces.shift()
          if (piece === undefined) response.end()
          else response.write(piece, () => setTimeout(next, 5))
        }
        next()
      }
      const { ask } = await start([slowly], { timeouts: { silenceMs: 1_000 } })
      assert.deepEqual(await ask(), answer)
    })

    it('that tells things twice, it tells them once', async () => {
      const once = new Set<AgentEvent['type']>(['text', 'done'])
      const twice = answer.flatMap((event) => (once.has(event.type) ? [event] : [event, event]))
      const { ask } = await start([answers(streamOf(twice))])
      assert.deepEqual(await ask(), answer)
    })

    it('with unknown events, garbage and no JSON, it passes over those, and says so once', async () => {
      const noise =
        'event: shiny\ndata: {"new":true}\n\nevent: text\ndata: not json\n\ndata: []\n\n' +
        'event: text\ndata: {"text":7}\n\nwhat: is this\n\n\u0000\u0000\n\n'
      const { ask } = await start([
        answers(noise + whole.replaceAll('event: usage', `${noise}event: usage`)),
      ])
      const [notice, ...events] = await ask()
      assert.equal(notice?.type === 'notice' && notice.code, 'unreadable_event')
      assert.deepEqual(events, answer)
    })

    it('with bytes that are no UTF-8, it goes on', async () => {
      const stream = Buffer.concat([Buffer.from([0xff, 0xc0, 0x0a, 0x0a]), Buffer.from(whole)])
      const { ask } = await start([answers(stream)])
      assert.deepEqual(await ask(), answer)
    })

    it('with an event of 6 MB, it tells that', async () => {
      const huge = [start1, text('x'.repeat(6_000_000)), done]
      const { ask } = await start([answers(streamOf(huge))])
      assert.deepEqual(await ask(), huge)
    })

    it('with an event that has no end, it gives up', async () => {
      const endless = Buffer.alloc(21_000_000, 'x')
      const { ask } = await start([answers(endless)])
      await assert.rejects(ask(), { code: 'bad_answer', message: /no end/ })
    })

    it('it leaves off at the end of the answer, though the connection stands', async () => {
      const { ask } = await start([silentAfter(whole, Buffer.byteLength(whole))])
      assert.deepEqual(await ask(), answer)
    })
  })

  describe('in the answer itself', () => {
    const failed = (more: object = {}): AgentEvent => ({
      ...{ type: 'error', code: 'throttled', message: 'The model is busy.', retryable: true },
      ...more,
    })

    it('before its first word, it asks again', async () => {
      const { agent, ask, waits } = await start([
        answers(streamOf([start1, usage, failed({ retry_after_s: 3 })])),
        answers(whole),
      ])
      assert.deepEqual(mergeText(answerIn(await ask())).at(-1), done)
      assert.equal(agent.requests.length, 2)
      assert.deepEqual(waits, [3_500])
    })

    it('after its first word, it leaves it to the person to ask again', async () => {
      const { agent, ask } = await start([answers(streamOf([start1, text('Well'), failed()]))])
      assert.deepEqual(await ask(), [start1, text('Well'), failed()])
      assert.equal(agent.requests.length, 1)
    })

    it('each time, it tells the last failure', async () => {
      const { agent, ask } = await start([answers(streamOf([start1, failed()]))])
      assert.deepEqual(answerIn(await ask()), [start1, failed()])
      assert.equal(agent.requests.length, 4)
    })

    for (const more of [{ retryable: false }, { code: 'deadline_exceeded' }]) {
      it(`with ${JSON.stringify(more)}, it asks once`, async () => {
        const { agent, ask } = await start([answers(streamOf([start1, failed(more)]))])
        assert.deepEqual(await ask(), [start1, failed(more)])
        assert.equal(agent.requests.length, 1)
      })
    }
  })

  describe('with a refusal', () => {
    const passing: [title: string, turn: Turn][] = [
      ['a model that has too much to do', refuses('throttled')],
      ['too many calls of the function', answersInstead(429, { message: 'Rate Exceeded.' })],
      ['a function that crashed', answersInstead(502, 'Internal Server Error')],
      ['an agent whose issuer is down', refuses('identity_unavailable')],
      ['a service that is not there', answersInstead(503, '<html>')],
      ['a proxy that waited too long', answersInstead(504, '')],
      ['a conversation that is busy', refuses('conversation_busy', { retry_after_s: 1 })],
      ['a connection that is closed', hangsUp],
    ]
    for (const [title, turn] of passing) {
      it(`by ${title}, it tries again with the same request id`, async () => {
        const { agent, ask } = await start([turn, turn, answers(whole)])
        const events = await ask()
        assert.deepEqual(answerIn(events), answer)
        assert.equal(agent.requests.length, 3)
        assert.equal(new Set(agent.requestIds()).size, 1)
      })
    }

    it('that says when to come back, it comes back then', async () => {
      const { ask, waits } = await start([
        refuses('throttled', { retry_after_s: 7 }),
        answersInstead(503, '', { 'retry-after': '2' }),
        answers(whole),
      ])
      const events = await ask()
      assert.deepEqual(waits, [7_500, 3_000])
      assert.deepEqual(
        events.filter(isRetrying).map(({ message }) => message),
        [
          'The agent, or its model, has too much to do: trying again in 8 s.',
          'The agent is not available at the moment: trying again in 3 s.',
        ],
      )
    })

    it('that says to come back much later, it leaves that to the person', async () => {
      const { agent, ask } = await start([refuses('throttled', { retry_after_s: 90 })])
      await assert.rejects(ask(), {
        code: 'throttled',
        message: 'It is throttled. Try again in 90 s.',
      })
      assert.equal(agent.requests.length, 1)
    })

    const final: [turn: Turn, code: string, message: RegExp][] = [
      [refuses('forbidden'), 'forbidden', /^It is forbidden\. Ask whoever runs this agent/],
      [refuses('conversation_not_found'), 'conversation_not_found', /^It is conv/],
      [refuses('request_id_reused'), 'request_id_reused', /^It is/],
      [refuses('internal'), 'internal', /^It is internal\.$/],
      [
        answersInstead(404, '<html>'),
        'bad_answer',
        /answered 404: no reason given\. Is it .* a proxy/,
      ],
      [answersInstead(302, '', { location: '/' }), 'bad_answer', /answered 302/],
      [answersInstead(200, '<html>', { 'content-type': 'text/html' }), 'bad_answer', /text\/html/],
      [
        answersInstead(403, { Message: 'Forbidden. For troubleshooting …' }),
        'aws_refused',
        /^AWS refused the request: Forbidden\. .* lambda:InvokeFunctionUrl and lambda:InvokeFunction/,
      ],
      [
        answersInstead(403, { message: 'The security token included in the request is invalid.' }),
        'aws_credentials',
        /does not know these credentials/,
      ],
      [
        answersInstead(403, { message: 'The security token included in the request is expired' }),
        'aws_credentials',
        /have expired/,
      ],
      [
        answersInstead(403, { message: 'The request signature we calculated does not match …' }),
        'aws_refused',
        /AWS_SECRET_ACCESS_KEY/,
      ],
    ]
    for (const [turn, code, message] of final) {
      it(`such as ${code} (${message.source}), it says so at once`, async () => {
        const { agent, ask } = await start([turn])
        await assert.rejects(ask(), { name: 'ClientError', code, message })
        assert.equal(agent.requests.length, 1)
      })
    }
  })

  describe('with the sign-in', () => {
    it('expired in mid-session, it asks once more with a fresh token and says nothing', async () => {
      const refused: unknown[] = []
      const token = async (old?: string) => {
        refused.push(old)
        return old === undefined ? 'old' : 'fresh'
      }
      const turns: [Turn, Turn] = [refuses('token_expired'), answers(whole)]
      const { agent, ask } = await start(turns, { token })
      assert.deepEqual(await ask(), answer)
      assert.deepEqual(refused, [undefined, 'old'])
      assert.deepEqual(
        agent.requests.map(({ headers }) => headers['x-okta-token']),
        ['old', 'fresh'],
      )
    })

    it('refused twice, or with no other token to be had, it says to sign in', async () => {
      let tokens = 0
      const fresh = async () => `token-${tokens++}`
      for (const [token, requests] of [
        [fresh, 2],
        [async () => 'the same', 1],
      ] as const) {
        const { agent, ask } = await start([refuses('token_invalid')], { token })
        await assert.rejects(ask(), { code: 'token_invalid', message: /aws-ops login/ })
        assert.equal(agent.requests.length, requests)
        await agent.close()
      }
    })
  })

  describe("with this machine's clock", () => {
    for (const minutes of [-47, 6, 600]) {
      it(`${minutes} min behind, it signs by that of AWS from then on`, async () => {
        const { agent, ask } = await start([withClock(minutes * 60_000, answers(whole))])
        assert.deepEqual(await ask(), answer)
        assert.equal(agent.requests.length, 2)
        assert.deepEqual(await ask(), answer)
        assert.equal(agent.requests.length, 3)
      })
    }

    it('refused all the same, it says how wrong the clock is', async () => {
      const said = { message: 'Signature expired: 20260131T000000Z is now earlier than …' }
      const date = new Date(Date.now() + 12 * 60_000).toUTCString()
      const { agent, ask } = await start([answersInstead(403, said, { date })])
      const message = "This machine's clock is 12 min behind. Set it, and ask again."
      await assert.rejects(ask(), { code: 'clock_skew', message })
      assert.equal(agent.requests.length, 2)
    })
  })

  it('whose clock says something else each time, it does not ask on and on', async () => {
    let minutes = 0
    const { agent, ask } = await start([
      (response, request) => {
        minutes += 10
        const date = new Date(Date.now() + minutes * 60_000).toUTCString()
        answersInstead(403, { message: 'Signature expired: …' }, { date })(response, request)
      },
    ])
    await assert.rejects(ask(), { code: 'clock_skew' })
    assert.equal(agent.requests.length, 2)
  })

  it('such as the issuer that renews the sign-in, it says so and tries again', async () => {
    let tokens = 0
    const { ask } = await start([answers(whole)], {
      async token() {
        tokens += 1
        if (tokens > 1) return 'the-token'
        throw new ClientError('issuer_unreachable', 'No way.', { passing: true })
      },
    })
    const message = 'The sign-in cannot be renewed: its issuer cannot be reached: trying again.'
    assert.deepEqual((await ask())[0], retrying(message))
  })

  describe('with the connection', () => {
    const once = { attempts: 1 }

    it('that does not come about, it says so', async () => {
      const silent = createServer()
      const port = await listen(silent)
      const timeouts = { connectMs: 30 }
      const { ask } = clientOf(`https://127.0.0.1:${port}`, { timeouts, retries: once })
      const message = 'The connection to the agent did not come about within 0.03 s.'
      await assert.rejects(ask(), { code: 'timeout', message })
      silent.close()
    })

    it('that brings no answer, it says so', async () => {
      const timeouts = { firstByteMs: 30 }
      const { ask } = await start([neverAnswers], { timeouts, retries: once })
      const message = 'The agent did not begin to answer within 0.03 s.'
      await assert.rejects(ask(), { code: 'timeout', message })
    })

    it('that falls silent each time, it says so', async () => {
      const timeouts = { silenceMs: 30 }
      const { ask } = await start([silentAfter(whole, 50)], { timeouts, retries: once })
      const message = 'The agent fell silent: nothing more came of its answer within 0.03 s.'
      await assert.rejects(ask(), { code: 'timeout', message })
    })

    it('that nobody takes, it says where and tries four times', async () => {
      const gone = createServer()
      const port = await listen(gone)
      await new Promise((closed) => gone.close(closed))
      const { ask, waits } = clientOf(`http://127.0.0.1:${port}`)
      const message =
        /^Cannot reach the agent at http:\/\/127\.0\.0\.1:\d+: the connection was refused\./
      await assert.rejects(ask(), { code: 'unreachable', message })
      assert.equal(waits.length, 3)
    })

    it('cancelled at any time, it ends with the reason and closes it', async () => {
      for (const turn of [neverAnswers, silentAfter(whole, 0), silentAfter(whole, 200)]) {
        const closed = Promise.withResolvers<void>()
        const reached = Promise.withResolvers<void>()
        const { client } = await start([
          (response, request) => {
            response.once('close', () => closed.resolve())
            turn(response, request)
            reached.resolve()
          },
        ])
        const cancelling = new AbortController()
        const asked = Array.fromAsync(client.ask({ message: 'hello' }, cancelling.signal))
        await reached.promise
        cancelling.abort()
        await assert.rejects(asked, { name: 'AbortError' })
        await closed.promise
        await agent?.close()
      }
    })

    it('cancelled while it waits for the token, or for AWS credentials, it ends', async () => {
      for (const awaited of ['token', 'credentials']) {
        const cancelling = new AbortController()
        const { client } = await start([answers(whole)], {
          [awaited]: () => {
            cancelling.abort()
            return new Promise(() => {})
          },
        })
        const asked = Array.fromAsync(client.ask({ message: 'hello' }, cancelling.signal))
        await assert.rejects(asked, { name: 'AbortError' })
        await agent?.close()
      }
    })

    it('cancelled while it waits to try again, it ends', async () => {
      const cancelling = new AbortController()
      const { client } = await start([answersInstead(503, '')], {
        async sleep(_ms, signal) {
          cancelling.abort()
          signal.throwIfAborted()
        },
      })
      const asked = Array.fromAsync(client.ask({ message: 'hello' }, cancelling.signal))
      await assert.rejects(asked, { name: 'AbortError' })
    })
  })
})

type Notice = Extract<AgentEvent, { type: 'notice' }>

const start1: AgentEvent = { type: 'start', conversation_id: 'c', request_id: 'r', turn: 1 }
const text = (text: string): AgentEvent => ({ type: 'text', text })
const usage: AgentEvent = {
  ...{ type: 'usage', input_tokens: 1, output_tokens: 2, cache_read_tokens: 0 },
  ...{ cache_write_tokens: 0, model_calls: 1, tool_calls: 1 },
}
const done: AgentEvent = { type: 'done', stop_reason: 'end_turn' }
const answer: AgentEvent[] = [
  start1,
  { type: 'notice', code: 'older_turns_left_out', message: 'This conversation is long.' },
  { type: 'tool_call', id: 't1', tool: 'get_time', input: {} },
  {
    ...{ type: 'tool_result', id: 't1', tool: 'get_time', status: 'ok', duration_ms: 1 },
    ...{ summary: '', truncated: false, result: null },
  },
  text('Zürich '),
  text('has 2 → '),
  text('of them.'),
  usage,
  done,
]
const whole = streamOf(answer)

const retrying = (message: string): Notice => ({ type: 'notice', code: 'retrying', message })
const isRetrying = (event: AgentEvent): event is Notice =>
  event.type === 'notice' && event.code === 'retrying'

const isRestart = (event: AgentEvent) =>
  event.type === 'notice' && event.code === 'answer_restarted'

/** Pieces of text that follow one another as one. */
function mergeText(events: readonly AgentEvent[]): AgentEvent[] {
  const merged: AgentEvent[] = []
  for (const event of events) {
    const last = merged.at(-1)
    if (event.type === 'text' && last?.type === 'text') {
      merged.splice(-1, 1, text(last.text + event.text))
    } else merged.push(event)
  }
  return merged
}
