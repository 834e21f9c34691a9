import { pino } from 'pino'
import { startGateway } from '../../../local/gateway.ts'
import { toolHandler } from '../../../services/tool-handler/handle.ts'
import { sdkClients } from '../../../tools/executor/clients.ts'
import type { AwsClients, DataKind } from '../../../tools/tool.ts'
import { tools } from '../../../tools/tools.ts'
import { startIssuer } from '../../stand-ins/issuer.ts'
import { startAgent } from './running-agent.ts'

interface Options {
  dataAccess?: readonly DataKind[]
  env?: Record<string, string>
  /** Instead of the SDK's. */
  clients?: AwsClients
}

/** What the tools sign with; nobody else may ever see the secret. */
export const roleCredentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret-of-the-role' }

/** The agent with what is deployed behind it: gateway, tool handler, policy, and the SDK's clients. */
export async function startAgentWithTools(options: Options = {}) {
  const { dataAccess = [], env = {} } = options
  const clients = options.clients ?? sdkClients({ credentials: roleCredentials })
  const lines: string[] = []
  const log = pino({}, { write: (line: string) => lines.push(line) })
  const issuer = await startIssuer()
  const gateway = await startGateway({
    port: 0,
    issuer: issuer.issuer,
    audience: issuer.audience,
    allowedClients: [issuer.clientId],
    tools,
    invoke: toolHandler({
      tools,
      clients,
      dataAccess: new Set(dataAccess),
      defaultRegion: 'us-east-1',
      log,
    }),
  })
  const agent = await startAgent({
    issuer,
    env: { GATEWAY_URL: gateway.url, ...env },
    parts: { log },
  })
  return {
    ...agent,
    /** What agent and tool handler have logged, a line each. */
    lines,
    async close() {
      await Promise.all([agent.close(), gateway.close()])
    },
  }
}
