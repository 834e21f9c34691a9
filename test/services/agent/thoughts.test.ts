import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { AgentEvent } from '../../../services/agent/events.ts'
import { apart, Thoughts } from '../../../services/agent/thoughts.ts'
import { type OpenAIAnswer, startOpenAI } from '../../stand-ins/openai.ts'
import { ec2, startAgent, textOf } from './running-agent.ts'

const done = { type: 'done', stop_reason: 'end_turn' }
const call = { id: 'a', index: 0, type: 'function', function: { name: ec2.name, arguments: '{}' } }

describe('what a model thinks', () => {
  const ways: Record<string, readonly object[]> = {
    'as reasoning_content': [
      { reasoning_content: 'Let me ' },
      { reasoning_content: 'see.' },
      { content: 'Two.' },
    ],
    'as reasoning, beside an empty text': [
      { reasoning: 'Let me see.', content: '', reasoning_details: [{ text: 'Let me see.' }] },
      { content: 'Two.' },
    ],
    'as parts of a text': [
      { content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Let me see.' }] }] },
      { content: [{ type: 'text', text: 'Two.' }] },
    ],
    'in tags': [{ content: '<think>\nLet me see.\n</think>\n\nTwo.' }],
    'in tags, letter by letter': [...'\n<think>Let me see.</think>\nTwo.'].map((content) => ({
      content,
    })),
    'in other tags': [{ content: '<thinking>Let me see.' }, { content: '</thinking>Two.' }],
    'in Magistral’s': [{ content: '[THINK]Let me see.[/THINK]Two.' }],
    'after it spoke': [{ content: 'Tw' }, { reasoning_content: 'Let me see.' }, { content: 'o.' }],
  }
  for (const [way, deltas] of Object.entries(ways)) {
    it(`is told apart from what it says, and not stored: ${way}`, async () => {
      await using given = await asking([{ deltas, finish: 'stop' }])
      const events = await given.ask('Which?')
      assert.equal(textOf(events).replace(/\s/g, ''), 'Two.')
      assert.equal(thoughtOf(events).trim(), 'Let me see.')
      assert.deepEqual(events.at(-1), done)
      const sent = JSON.stringify(await given.next(events))
      assert.match(sent.replace(/\s/g, ''), /Two\./)
      assert.doesNotMatch(sent, /Let me see/)
    })
  }

  it('is not said again in the turn either, before a call', async () => {
    const first = { deltas: [{ reasoning_content: 'Let me see.' }, { tool_calls: [call] }] }
    await using given = await asking([{ ...first, finish: 'tool_calls' }, { text: ['Two.'] }])
    const events = await given.ask('Which?')
    assert.deepEqual([thoughtOf(events), textOf(events)], ['Let me see.', 'Two.'])
    assert.doesNotMatch(JSON.stringify(given.requests[1]), /Let me see/)
  })

  it('whose beginning is not marked is not stored as the answer', async () => {
    const deltas = [{ content: 'Let me see.</th' }, { content: 'ink>\nTwo.' }]
    await using given = await asking([{ deltas, finish: 'stop' }])
    const events = await given.ask('Which?')
    assert.match(textOf(events), /Two\.$/)
    const sent = JSON.stringify(await given.next(events))
    assert.match(sent, /Two\./)
    assert.doesNotMatch(sent, /Let me see|think>/)
  })

  it('alone is no answer', async () => {
    await using given = await asking([{ deltas: [{ reasoning_content: 'Hm.' }], finish: 'stop' }])
    const last = (await given.ask('Which?')).at(-1)
    assert.ok(last?.type === 'error')
    assert.match(last.message, /^The model ended its answer without a word/)
  })

  it('is not looked for behind the beginning of an answer', async () => {
    const said = 'Write <think> and </reasoning> as you like: a < b, and < thinking.'
    await using given = await asking([{ text: [...said], finish: 'stop' }])
    const events = await given.ask('Which?')
    assert.deepEqual([textOf(events), thoughtOf(events)], [said, ''])
  })
})

describe('Thoughts', () => {
  const words = fc.array(
    fc.constantFrom(
      ...['<think>', '</think>', '<thinking>', '</thinking>', apart.begin, apart.end],
      ...['<', '</', 'th', ' ', '\n', 'a', 'two', '>', '[THINK]', '[/THINK]'],
    ),
  )

  it('parts a text the same way in whatever pieces it comes, and loses no word of it', () => {
    fc.assert(
      fc.property(words, fc.array(fc.nat(12)), (said, cuts) => {
        const text = said.join('')
        const whole = partsOf([text])
        assert.deepEqual(partsOf(piecesOf(text, cuts)), whole)
        const bare = (some: string) => some.replace(/two|a/g, '$&!').match(/two!|a!/g) ?? []
        assert.equal(bare(whole.text + whole.thought).length, bare(text).length)
      }),
    )
  })
})

function partsOf(pieces: readonly string[]) {
  const thoughts = new Thoughts()
  const parts = { text: '', thought: '' }
  const take = (part: { kind: string; text: string }) => {
    parts[part.kind === 'thought' ? 'thought' : 'text'] += part.text
  }
  for (const piece of pieces) for (const part of thoughts.of(piece)) take(part)
  for (const part of thoughts.rest()) take(part)
  // White space after thoughts that came in another piece is no word.
  return { text: parts.text.replace(/\s/g, ''), thought: parts.thought.replace(/\s/g, '') }
}

function piecesOf(text: string, cuts: readonly number[]): string[] {
  const pieces: string[] = []
  let from = 0
  for (const length of cuts) {
    pieces.push(text.slice(from, from + length))
    from += length
  }
  return [...pieces, text.slice(from)]
}

describe('an answer for which nothing was read', () => {
  const unread = (events: readonly AgentEvent[]) =>
    events.flatMap((event) => (event.type === 'notice' ? [event.message] : []))
  const nothing = 'No AWS call was made for this answer: nothing in it was read from your account.'

  for (const text of [
    'You have 2 EC2 instances: i-0123456789abcdef0 and i-0fedcba9876543210.',
    '{"instances": [{"name": "127.0.0.1", "type": "AUDIUS-1280"}]}',
    'None of your buckets is public.',
    'There are no alarms.',
  ]) {
    it(`says so: ${text.slice(0, 30)}`, async () => {
      await using given = await asking([{ text: [text] }])
      assert.deepEqual(unread(await given.ask('List my instances in us-east-1')), [nothing])
    })
  }

  for (const [question, text] of [
    ['thanks!', 'You are welcome.'],
    ['what can you do?', 'I look at EC2, S3 and Route 53, and change nothing.'],
    [
      'stop i-0123456789abcdef0',
      'I only read. To stop i-0123456789abcdef0: `aws ec2 stop-instances --instance-ids i-0123456789abcdef0`',
    ],
    ['what is 6 times 7?', 'It is 42.'],
  ] as const) {
    it(`is not said of ${question}`, async () => {
      await using given = await asking([{ text: [text] }])
      assert.deepEqual(unread(await given.ask(question)), [])
    })
  }

  it('is not said of one for which something was', async () => {
    const tools = [{ id: 't1', name: ec2.name, input: {} }]
    await using given = await asking([{ tools }, { text: ['You have 2 instances.'] }])
    assert.deepEqual(unread(await given.ask('Which?')), [])
  })

  it('says that it may be from earlier, where something was read by then', async () => {
    const tools = [{ id: 't1', name: ec2.name, input: {} }]
    const script = [{ tools }, { text: ['Two instances.'] }, { text: ['You have 2 instances.'] }]
    await using given = await asking(script)
    const [started] = await given.ask('Which?')
    const conversation_id = started?.type === 'start' ? started.conversation_id : ''
    assert.deepEqual(unread(await given.ask('How many?', { conversation_id })), [
      'No AWS call was made for this answer: what it says is from earlier in this conversation, or made up.',
    ])
  })
})

function thoughtOf(events: readonly AgentEvent[]): string {
  return events.map((event) => (event.type === 'reasoning' ? event.text : '')).join('')
}

async function asking(script: readonly OpenAIAnswer[]) {
  const server = await startOpenAI([...script, { text: ['And more.'] }])
  const env = { MODEL_PROVIDER: 'openai', MODEL_ID: 'scripted', OPENAI_BASE_URL: server.url }
  const agent = await startAgent({ tools: [ec2], env })
  return {
    requests: server.requests,
    ask: (message: string, more: object = {}) => agent.ask({ message, ...more }),
    /** What the next turn's model is told. */
    async next([started]: readonly AgentEvent[]) {
      const conversation_id = started?.type === 'start' ? started.conversation_id : ''
      await agent.ask({ message: 'go on', conversation_id })
      return server.requests.at(-1)?.messages.slice(1)
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([agent.close(), server.close()])
    },
  }
}
