import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import type { QuestionBody } from '../../../../services/agent/api.ts'
import type { AgentEvent } from '../../../../services/agent/events.ts'
import { type AskOptions, ask } from '../../../../services/client/commands/ask.ts'
import { ClientError } from '../../../../services/client/errors.ts'
import { answers, scriptedContext, whole } from '../chat/scripted-session.ts'
import { scriptedTerminal } from '../scripted-terminal.ts'

const failedCalls: AgentEvent[] = [
  { type: 'tool_call', id: '9', tool: 's3_read_operations', input: { question: 'x' } },
  {
    ...{ type: 'tool_result', id: '9', tool: 's3_read_operations', status: 'error' },
    ...{ duration_ms: 1, summary: 's3:ListObjectsV2 also needs Bucket.', truncated: false },
    result: { status: 'error', code: 'unclear_question', regions: [] },
  },
  { type: 'text', text: 'It needs a bucket.' },
]

describe('ask', () => {
  it('answers on standard output, with tool calls beside it', async () => {
    const { code, terminal } = await asked([whole])
    assert.equal(code, 0)
    assert.equal(terminal.answers, 'Two instances.\n')
    assert.match(terminal.notes, /^→ ec2 DescribeInstances us-east-1\n✓ ec2 DescribeInstances/)
  })

  it('sends the question with its options', async () => {
    const options = { temperature: 0.5, maxTokens: 100, tools: false }
    const { question } = await asked([whole], options, 'some log')
    const { request_id, ...rest } = question ?? { message: '' }
    assert.match(request_id ?? '', /^[\da-f-]{36}$/)
    assert.deepEqual(rest, {
      message: 'which ones?\n\nStandard input:\n\nsome log',
      client_id: 'cli-client-1',
      temperature: 0.5,
      max_tokens: 100,
      use_tools: false,
    })
  })

  it('says nothing but the answer when asked to be quiet', async () => {
    const { terminal } = await asked([whole], { quiet: true })
    assert.deepEqual([terminal.answers, terminal.notes], ['Two instances.\n', ''])
  })

  it('gives Markdown as it came', async () => {
    const events = textEvents('# a\n\n| b |\n|-|\n| c |')
    const { terminal } = await asked([events], { output: 'markdown' })
    assert.equal(terminal.answers, '# a\n\n| b |\n|-|\n| c |\n')
  })

  describe('as JSON', () => {
    it('gives an event a line', async () => {
      const { terminal } = await asked([whole], { output: 'json' })
      const lines = terminal.answers.trimEnd().split('\n')
      assert.deepEqual(
        lines.map((line) => JSON.parse(line)),
        whole,
      )
      assert.equal(terminal.notes, '')
    })

    it('escapes what a terminal might obey, and loses nothing', async () => {
      const events = textEvents('\u001b[2J \u009b2J \u007f \u202e \u2028')
      const { terminal } = await asked([events], { output: 'json' })
      assert.doesNotMatch(terminal.answers, /(?!\n)[\p{Cc}\p{Bidi_Control}\p{Zl}]/u)
      assert.deepEqual(JSON.parse(terminal.answers.split('\n')[0] ?? ''), events[0])
    })

    it('gives a failure as an event, too', async () => {
      const failure = new ClientError('throttled', 'Too much.', { passing: true, retryAfterS: 7 })
      const { code, terminal } = await asked(failing(failure), { output: 'json' })
      assert.equal(code, 1)
      assert.deepEqual(JSON.parse(terminal.answers), {
        type: 'error',
        code: 'throttled',
        message: 'Too much.',
        retryable: true,
        retry_after_s: 7,
      })
    })
  })

  describe('as CSV', () => {
    const calls = [
      ...toolEvents('1', [{ Name: 'first' }]),
      ...toolEvents('2', [{ Name: 'second' }]),
      ...toolEvents('3', []),
      ...textEvents('Here they are.'),
    ]

    it('gives the items of the last tool call that has some', async () => {
      const { code, terminal } = await asked([calls], { output: 'csv' })
      assert.deepEqual([code, terminal.answers], [0, 'Name\r\nsecond\r\n'])
    })

    it('gives those of the tool call that is named', async () => {
      const { terminal } = await asked([calls], { output: 'csv', toolCall: 1 })
      assert.equal(terminal.answers, 'Name\r\nfirst\r\n')
    })

    it('fails where there are none', async () => {
      const why = {
        3: 'its tool call 3 has no items',
        4: 'there is no tool call 4, the answer made 3',
      }
      for (const toolCall of [3, 4] as const) {
        const { code, terminal } = await asked([calls], { output: 'csv', toolCall, quiet: true })
        assert.deepEqual([code, terminal.answers], [1, ''])
        assert.equal(terminal.notes, `error: There is nothing for a table: ${why[toolCall]}.\n`)
      }
    })

    it('says where there are more, however quiet', async () => {
      const cut = calls.map((event) =>
        event.type === 'tool_result' ? { ...event, truncated: true } : event,
      )
      const { terminal } = await asked([cut], { output: 'csv', quiet: true })
      assert.equal(terminal.notes, '! There are more items than these: ask for less at once.\n')
    })

    it('gives no part of a table where the answer failed', async () => {
      const { code, terminal } = await asked([[...calls.slice(0, 2), error('throttled')]], {
        output: 'csv',
        quiet: true,
      })
      assert.deepEqual([code, terminal.answers], [1, ''])
      assert.equal(terminal.notes, 'error: No. (throttled)\n')
    })

    it('says what the tool said where there is nothing', async () => {
      const { code, terminal } = await asked([failedCalls], { output: 'csv', quiet: true })
      assert.deepEqual([code, terminal.answers], [1, ''])
      assert.equal(
        terminal.notes,
        'error: There is nothing for a table: none of its tool calls has items. s3:ListObjectsV2 also needs Bucket.\n',
      )
    })

    it('is what --tool-call goes with', async () => {
      await assert.rejects(asked([calls], { toolCall: 1 }), { code: 'wrong_usage' })
    })
  })

  const exitCodes: [title: string, answer: Answer, code: number, notes: RegExp][] = [
    [
      '1 where the answer ends in an error',
      [[error('model_unavailable')]],
      1,
      /^error: No\. \(model_unavailable\)\n$/,
    ],
    ['3 where the token ran out', [[error('token_expired')]], 3, /token_expired/],
    [
      '1 where there is no answer',
      failing(new ClientError('unreachable', 'Out\u001b[2J of reach.')),
      1,
      /^error: Out of reach\.\n$/,
    ],
    [
      '3 where nobody is signed in',
      failing(new ClientError('login_required', 'Sign in.')),
      3,
      /Sign in/,
    ],
    ['5 where every tool call failed, whatever was said', [failedCalls], 5, /✗ s3/],
    ['5 where nothing was said', [[]], 5, /^$/],
    ['0 where a tool call did not fail', [[...failedCalls, ...whole]], 0, /✓/],
  ]
  for (const [title, answer, code, notes] of exitCodes) {
    it(`exits ${title}`, async () => {
      const result = await asked(answer)
      assert.equal(result.code, code)
      assert.match(result.terminal.notes, notes)
    })
  }

  it('exits 130 when Ctrl-C cancels, in mid-answer or before', async () => {
    for (const answer of [silent, halfAnswered]) {
      const terminal = scriptedTerminal()
      const context = scriptedContext(terminal, answer)
      const asking = ask(context, ['which?'], {}, () => undefined)
      await new Promise(setImmediate)
      terminal.interrupt()
      assert.equal(await asking, 130)
      assert.match(terminal.notes, /^! Cancelled\. What was said so far is kept\.\n$/)
    }
  })

  it('throws what is a fault of this program', async () => {
    await assert.rejects(asked(failing(new TypeError('x'))), TypeError)
  })
})

type Answer = AgentEvent[][] | Parameters<typeof scriptedContext>[1]

async function asked(answer: Answer, options: AskOptions = {}, piped?: string) {
  const terminal = scriptedTerminal()
  const questions: QuestionBody[] = []
  const agent = typeof answer === 'function' ? answer : answers(...answer)
  const context = scriptedContext(terminal, (question, signal) => {
    questions.push(question)
    return agent(question, signal)
  })
  const input = piped === undefined ? undefined : Readable.from([piped])
  const code = await ask(context, ['which', 'ones?'], options, () => input)
  return { code, terminal, question: questions[0] }
}

function failing(error: Error): Parameters<typeof scriptedContext>[1] {
  // biome-ignore lint/correctness/useYield: it never comes to an event
  return async function* fail() {
    throw error
  }
}

async function* silent(_question: unknown, signal: AbortSignal): AsyncGenerator<AgentEvent> {
  await new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })
}

async function* halfAnswered(question: unknown, signal: AbortSignal): AsyncGenerator<AgentEvent> {
  yield { type: 'text', text: 'Two inst' }
  yield* silent(question, signal)
}

function error(code: string): AgentEvent {
  return { type: 'error', code, message: 'No.', retryable: false }
}

function textEvents(text: string): AgentEvent[] {
  return [
    { type: 'text', text },
    { type: 'done', stop_reason: 'end_turn' },
  ]
}

function toolEvents(id: string, items: unknown[]): AgentEvent[] {
  const tool = 'ec2_read_operations'
  return [
    { type: 'tool_call', id, tool, input: {} },
    {
      type: 'tool_result',
      id,
      tool,
      status: 'ok',
      duration_ms: 1,
      summary: '',
      truncated: false,
      result: { regions: [{ region: 'us-east-1', status: 'ok', items }] },
    },
  ]
}
