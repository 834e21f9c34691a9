import type { QuestionBody } from '../../../../services/agent/api.ts'
import type { AgentEvent } from '../../../../services/agent/events.ts'
import { agentClient } from '../../../../services/client/agent-client.ts'
import type { CommandContext } from '../../../../services/client/commands/context.ts'
import { configurations } from '../../../../services/client/configuration.ts'
import { ClientError } from '../../../../services/client/errors.ts'
import type { Session } from '../../../../services/client/session.ts'
import type { Terminal } from '../../../../services/client/terminal.ts'

type Ask = Session['agent']['ask']

/** A session whose agent answers as `ask` does, and is otherwise out of reach. */
export function scriptedContext(terminal: Terminal, ask: Ask): CommandContext {
  const credentials = async () => ({ accessKeyId: 'AKID', secretAccessKey: 'secret' })
  const where = { functionUrl: 'http://127.0.0.1:1', region: 'us-east-1', credentials }
  const agent = agentClient({ ...where, token: async () => 'token', retries: { attempts: 1 } })
  const session: Session = {
    ...where,
    environment: 'test',
    account: '123456789012',
    gatewayUrl: 'http://127.0.0.1:1/mcp',
    clientId: 'cli-client-1',
    agent: { ...agent, ask },
    signIn: {
      accessToken: async () => 'token',
      identity: async () => undefined,
      logIn: async () => {
        throw new ClientError('login_failed', 'Nobody can be signed in here.')
      },
      logOut: async () => {},
    },
  }
  return {
    terminal,
    env: {},
    configurations: configurations('/nowhere'),
    session: async () => session,
  }
}

/** One answer after the other; what was asked is kept. */
export function answers(...scripted: readonly AgentEvent[][]): Ask & { asked: QuestionBody[] } {
  const asked: QuestionBody[] = []
  async function* ask(question: QuestionBody) {
    asked.push(question)
    yield* scripted[asked.length - 1] ?? []
  }
  return Object.assign(ask, { asked })
}

export const whole: AgentEvent[] = [
  { type: 'start', conversation_id: 'c1', request_id: 'r', turn: 1 },
  {
    type: 'tool_call',
    id: '1',
    tool: 'ec2_read_operations',
    input: { operation: 'DescribeInstances', region: 'us-east-1' },
  },
  {
    type: 'tool_result',
    id: '1',
    tool: 'ec2_read_operations',
    status: 'ok',
    duration_ms: 12.6,
    summary: '2 items from us-east-1',
    truncated: true,
    result: {
      status: 'ok',
      operation: 'ec2:DescribeInstances',
      regions: [{ region: 'us-east-1', status: 'ok', items: [1, 2], follow_ups: ['And stopped?'] }],
      suggestions: [{ operation: 'ec2:DescribeInstanceStatus', description: '', parameters: [] }],
    },
  },
  { type: 'text', text: 'Two ' },
  { type: 'text', text: 'instances.' },
  {
    type: 'usage',
    input_tokens: 1200,
    output_tokens: 30,
    cache_read_tokens: 1000,
    cache_write_tokens: 0,
    model_calls: 2,
    tool_calls: 1,
  },
  { type: 'done', stop_reason: 'end_turn' },
]
