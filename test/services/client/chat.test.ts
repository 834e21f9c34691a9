import assert from 'node:assert/strict'
import type { QuestionBody } from '../../../services/agent/api.ts'
import type { AgentEvent } from '../../../services/agent/events.ts'
import type { AgentClient } from '../../../services/client/agent-client.ts'
import { askOnce, chat } from '../../../services/client/chat.ts'
import { ClientError } from '../../../services/client/errors.ts'
import { scriptedTerminal } from './scripted-terminal.ts'

describe('askOnce', () => {
  it('shows the answer on standard output and the tool calls beside it', async () => {
    const terminal = scriptedTerminal()
    const code = await askOnce(scriptedClient([whole]), terminal, 'which?')
    assert.equal(code, 0)
    assert.equal(terminal.answers, 'Two instances.\n')
    assert.equal(
      terminal.notes,
      '→ ec2_read_operations operation=DescribeInstances region=["us-east-1"]\n' +
        '✓ ec2_read_operations 2 items from us-east-1 (13 ms, cut)\n' +
        '! Older turns were left out.\n',
    )
  })

  it('lets no terminal code of a model or of AWS through', async () => {
    const terminal = scriptedTerminal()
    const evil = '\u001b]0;owned\u0007\u001b[2J'
    const events: AgentEvent[] = [
      { type: 'tool_call', id: '1', tool: `t${evil}`, input: { x: evil } },
      { type: 'notice', code: 'x', message: `n${evil}` },
      { type: 'text', text: `a${evil}` },
      { type: 'error', code: `c${evil}`, message: evil, retryable: false },
    ]
    await askOnce(scriptedClient([events]), terminal, 'which?')
    assert.doesNotMatch(terminal.answers + terminal.notes, /(?!\n)\p{Cc}/u)
  })

  it('exits 1 when the answer ends in an error, and says which', async () => {
    const terminal = scriptedTerminal()
    const failed: AgentEvent = {
      type: 'error',
      code: 'throttled',
      message: 'The model is busy.',
      retryable: true,
      retry_after_s: 3,
    }
    const code = await askOnce(scriptedClient([[failed]]), terminal, 'which?')
    assert.equal(code, 1)
    assert.match(terminal.notes, /error: The model is busy\. \(throttled\) Try again in 3 s\./)
  })

  it('exits 1 when there is no answer, and says why', async () => {
    const terminal = scriptedTerminal()
    const code = await askOnce(refusing, terminal, 'which?')
    assert.equal(code, 1)
    assert.match(terminal.notes, /error: Cannot reach the agent\./)
  })

  it('exits 130 when Ctrl-C cancels', async () => {
    const terminal = scriptedTerminal()
    const asked = askOnce(silent, terminal, 'which?')
    terminal.interrupt()
    assert.equal(await asked, 130)
    assert.match(terminal.notes, /Cancelled/)
  })
})

describe('chat', () => {
  it('goes on in one conversation until /new, and leaves at the end of input', async () => {
    const client = scriptedClient([whole, whole, whole])
    const terminal = scriptedTerminal(['one', '', 'two', '/new', 'three'])
    assert.equal(await chat(client, terminal), 0)
    assert.deepEqual(
      client.asked.map(({ message, conversation_id }) => [message, conversation_id]),
      [
        ['one', undefined],
        ['two', 'c1'],
        ['three', undefined],
      ],
    )
    assert(terminal.closed)
  })

  it('sends one client id, and a request id of its own with each question', async () => {
    const client = scriptedClient([whole, whole])
    await chat(client, scriptedTerminal(['one', 'two']))
    const [one, two] = client.asked
    assert.match(one?.client_id ?? '', /^cli-client-/)
    assert.equal(one?.client_id, two?.client_id)
    assert.notEqual(one?.request_id, two?.request_id)
  })

  it('goes on after a failure', async () => {
    const terminal = scriptedTerminal(['one', '/quit', 'never'])
    assert.equal(await chat(refusing, terminal), 0)
    assert.match(terminal.notes, /Cannot reach/)
  })

  it('helps with a command that it does not know', async () => {
    const terminal = scriptedTerminal(['/dance'])
    await chat(scriptedClient([]), terminal)
    assert.match(terminal.notes, /Unknown command: \/dance\n.*\n\/new starts/)
  })
})

const whole: AgentEvent[] = [
  { type: 'start', conversation_id: 'c1', request_id: 'r', turn: 1 },
  {
    type: 'tool_call',
    id: '1',
    tool: 'ec2_read_operations',
    input: { operation: 'DescribeInstances', region: ['us-east-1'] },
  },
  {
    type: 'tool_result',
    id: '1',
    tool: 'ec2_read_operations',
    status: 'ok',
    duration_ms: 12.6,
    summary: '2 items from us-east-1',
    truncated: true,
    result: {},
  },
  { type: 'notice', code: 'older_turns_left_out', message: 'Older turns were left out.' },
  { type: 'text', text: 'Two ' },
  { type: 'text', text: 'instances.' },
  { type: 'done', stop_reason: 'end_turn' },
]

function scriptedClient(answers: AgentEvent[][]): AgentClient & { asked: QuestionBody[] } {
  const asked: QuestionBody[] = []
  return {
    asked,
    async *ask(question) {
      asked.push(question)
      yield* answers[asked.length - 1] ?? []
    },
  }
}

const refusing: AgentClient = {
  // biome-ignore lint/correctness/useYield: it never comes to an event
  async *ask() {
    throw new ClientError('unreachable', 'Cannot reach the agent.')
  },
}

const silent: AgentClient = {
  async *ask(_question, signal) {
    await new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  },
}
