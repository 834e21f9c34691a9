import { createParser } from 'eventsource-parser'
import { agentEvent } from '../../../services/agent/agent-event.ts'
import { type AppParts, createApp } from '../../../services/agent/app.ts'
import { agentConfig } from '../../../services/agent/config.ts'
import type { AgentEvent } from '../../../services/agent/events.ts'
import { agentEnvironment } from '../../stand-ins/agent-environment.ts'
import { startConversationsTable } from '../../stand-ins/conversations-table.ts'
import { type ScriptedTool, startGateway } from '../../stand-ins/gateway.ts'
import { type ScriptedIssuer, startIssuer } from '../../stand-ins/issuer.ts'

export type RunningAgent = Awaited<ReturnType<typeof startAgent>>

export interface AgentOptions {
  tools?: readonly ScriptedTool[]
  /** One that other parts know already. */
  issuer?: ScriptedIssuer
  env?: Record<string, string>
  parts?: AppParts
  /** Told of each request to the table. */
  onTableRequest?: (input: Record<string, unknown>) => void
}

/** The agent between scripted servers, asked as a client asks it. */
export async function startAgent(options: AgentOptions = {}) {
  const { tools = [], env = {}, parts = {} } = options
  const [issuer, gateway, table] = await Promise.all([
    options.issuer ?? startIssuer(),
    startGateway(tools),
    startConversationsTable(),
  ])
  const config = agentConfig({
    ...agentEnvironment({ tableName: table.tableName, gatewayUrl: gateway.url, issuer }),
    LOG_LEVEL: 'silent',
    ...env,
  })
  const logger = options.onTableRequest && { logger: listener(options.onTableRequest) }
  const app = createApp(config, { dynamodb: { ...table.config, ...logger }, ...parts })

  return {
    app,
    config,
    issuer,
    gateway,
    table,
    /** Posts as `user`; headers given replace the token. */
    async post(path: string, body: unknown, { user = 'alice', headers }: PostOptions = {}) {
      const token = headers ?? { 'x-okta-token': await issuer.token(user) }
      return app.inject({
        method: 'POST',
        url: path,
        headers: { 'content-type': 'application/json', ...token },
        payload: typeof body === 'string' ? body : JSON.stringify(body),
      })
    },
    /** Any request as `user`, with a body where there is one; headers given replace the token. */
    async send(method: Method, url: string, { user = 'alice', headers, body }: SendOptions = {}) {
      const token = headers ?? { 'x-okta-token': await issuer.token(user) }
      return app.inject({ method, url, headers: { ...token }, ...(body && { payload: body }) })
    },
    /** The events of a question to `/stream`. */
    async ask(body: object, user = 'alice'): Promise<AgentEvent[]> {
      return eventsOf((await this.post('/stream', body, { user })).body)
    },
    async close() {
      await app.close()
      await Promise.all([issuer.close(), gateway.close(), table.close()])
    },
  }
}

function listener(onRequest: (input: Record<string, unknown>) => void) {
  const info = ({ input }: { input: Record<string, unknown> }) => onRequest(input)
  return { trace() {}, debug() {}, warn() {}, error() {}, info }
}

interface PostOptions {
  user?: string
  headers?: Record<string, string>
}

interface SendOptions extends PostOptions {
  body?: object | undefined
}
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** The events in the text of a stream. */
export function eventsOf(text: string): AgentEvent[] {
  const events: AgentEvent[] = []
  const parser = createParser({
    onEvent: ({ event, data }) =>
      events.push(agentEvent.parse({ type: event, ...JSON.parse(data) })),
  })
  parser.feed(text)
  return events
}

export function textOf(events: readonly AgentEvent[]): string {
  return events.map((event) => (event.type === 'text' ? event.text : '')).join('')
}

/** Points AWS SDK clients at a scripted Bedrock until the function returned is called. */
export function pointBedrockAt(url: string, more: Record<string, string> = {}): () => void {
  const variables: Record<string, string> = {
    ...more,
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  }
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const)
  Object.assign(process.env, variables)
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

const region = {
  region: 'us-east-1',
  status: 'ok',
  items: [{ InstanceId: 'i-1' }, { InstanceId: 'i-2' }],
  truncated: false,
}

/** A tool whose answer is two instances. */
export const ec2: ScriptedTool = {
  name: 'ec2_read_operations',
  description: 'Reads EC2.',
  inputSchema: { type: 'object', properties: { operation: { type: 'string' } } },
  run: () => ({ status: 'ok', operation: 'ec2:DescribeInstances', regions: [region] }),
}
