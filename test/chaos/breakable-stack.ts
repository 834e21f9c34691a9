import { openAccount } from '../../local/account.ts'
import { startGateway } from '../../local/gateway.ts'
import { toolHandler } from '../../services/tool-handler/handle.ts'
import { tools } from '../../tools/tools.ts'
import { agentEnvironment } from '../stand-ins/agent-environment.ts'
import { startBedrock } from '../stand-ins/bedrock.ts'
import { startConversationsTable } from '../stand-ins/conversations-table.ts'
import { FaultPlan, upstreamText } from '../stand-ins/fault-plan.ts'
import { startFaultProxy } from '../stand-ins/fault-proxy.ts'
import { startIssuer } from '../stand-ins/issuer.ts'
import { breakableModel } from './breakable-model.ts'
import { breakableTools } from './breakable-tools.ts'
import { gatewayStep, issuerStep, tableStep } from './steps.ts'

export type BreakableStack = Awaited<ReturnType<typeof startBreakableStack>>
export type Dependency = keyof BreakableStack['plans']

/** All that the agent depends on, as it is locally, each part behind something that can break. */
export async function startBreakableStack() {
  const [issuer, table, account] = await Promise.all([
    startIssuer(),
    startConversationsTable(),
    openAccount('sample', () => new Date()),
  ])
  const [issuerProxy, tableProxy] = await Promise.all([
    startFaultProxy({ target: new URL(issuer.issuer).origin, stepOf: issuerStep }),
    startFaultProxy({
      target: table.config.endpoint,
      stepOf: tableStep,
      throttled: overThroughput,
    }),
  ])
  const known = { issuer: `${issuerProxy.url}/oauth2/default`, audience: issuer.audience }
  const toolPlan = new FaultPlan()
  const { clients, region: defaultRegion } = account
  const dataAccess = new Set<never>()
  const handler = toolHandler({ tools, clients, dataAccess, defaultRegion })
  const gateway = await startGateway({
    ...known,
    port: 0,
    allowedClients: [issuer.clientId],
    tools,
    invoke: breakableTools(handler, toolPlan),
  })
  const gatewayProxy = await startFaultProxy({
    target: new URL(gateway.url).origin,
    stepOf: gatewayStep,
  })
  const model = breakableModel()
  const bedrock = await startBedrock(model.answer)
  return {
    plans: {
      issuer: issuerProxy.plan,
      table: tableProxy.plan,
      gateway: gatewayProxy.plan,
      'tool handler': toolPlan,
      model: model.plan,
    },
    model,
    bedrock,
    table,
    /** The agent's environment. */
    env: {
      ...agentEnvironment({
        tableName: table.tableName,
        gatewayUrl: `${gatewayProxy.url}/mcp`,
        issuer: { ...known, clientId: issuer.clientId },
      }),
      LOG_LEVEL: 'silent',
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
      AWS_ENDPOINT_URL_DYNAMODB: tableProxy.url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    },
    /** What stalled on its way to the table arrives after all. */
    deliverLate: () => tableProxy.deliver(),
    tokenOf: (user: string) => issuer.token(user, { claims: { iss: known.issuer } }),
    async close() {
      await Promise.all([issuerProxy, tableProxy, gatewayProxy].map((proxy) => proxy.close()))
      await Promise.all([issuer, table, gateway, bedrock].map((part) => part.close()))
    },
  }
}

const overThroughput = {
  status: 400,
  body: JSON.stringify({
    __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
    message: upstreamText,
  }),
}
