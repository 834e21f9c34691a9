import { createApp } from '../services/agent/app.ts'
import { agentConfig } from '../services/agent/config.ts'
import { readEnvironment } from '../services/tool-handler/environment.ts'
import { toolHandler } from '../services/tool-handler/handle.ts'
import { tools } from '../tools/tools.ts'
import { openAccount } from './account.ts'
import { type Addresses, type DataFolder, openDataFolder } from './data-folder.ts'
import { createConversationsTable, type DynamoDb, FolderInUse, startDynamoDb } from './dynamodb.ts'
import { portsAreFree } from './free-port.ts'
import { type FunctionUrl, startFunctionUrl } from './function-url.ts'
import { type Gateway, startGateway } from './gateway.ts'
import { installLambdaRuntime } from './lambda-runtime.ts'
import { localLog } from './log.ts'
import { openModel } from './model.ts'
import { offers } from './offers.ts'
import { type Okta, startOkta } from './okta.ts'
import { type LocalOptions, usualPort } from './options.ts'
import { StartError } from './start-error.ts'

export interface Stack extends Addresses {
  /** What a person should know before they ask, a line each. */
  banner: string[]
  parts: { functionUrl: FunctionUrl; gateway: Gateway; okta: Okta; table: DynamoDb }
  close(): Promise<void>
}

/**
 * The whole system on loopback. Agent and tool handler run as deployed, through their Lambda
 * entries; only what AWS and Okta host has stand-ins. Throws a StartError that says what to do.
 */
export async function startStack(
  options: LocalOptions,
  env: Record<string, string | undefined>,
): Promise<Stack> {
  installLambdaRuntime()
  const now = () => new Date()
  const data = await openDataFolder(options.data)
  const ports = await choosePorts(options.port)
  const [okta, table, account, model, { lambdaHandler }] = await Promise.all([
    startOkta({ port: ports.issuer }),
    openTable(ports.table, data),
    openAccount(options.account, now),
    openModel(options.model, env),
    import('../services/agent/lambda.ts'),
  ])
  const log = localLog(env.LOG_LEVEL)

  const gateway = await startGateway({
    port: ports.gateway,
    issuer: okta.issuer,
    audience: okta.audience,
    allowedClients: [okta.clientId],
    tools,
    invoke: toolHandler({
      tools,
      clients: account.clients,
      dataAccess: readEnvironment({ DATA_ACCESS: account.dataAccess, ...env }).dataAccess,
      defaultRegion: account.region,
      now,
      log,
    }),
    onError: (error) => log.error({ err: error }, 'tool handler failed'),
  })

  const app = createApp(
    agentConfig({
      ...env,
      ...model.env,
      ENVIRONMENT: 'local',
      CONVERSATIONS_TABLE: tableName,
      GATEWAY_URL: gateway.url,
      OKTA_ISSUER: okta.issuer,
      OKTA_AUDIENCE: okta.audience,
      OKTA_CLIENT_ID: okta.clientId,
    }),
    {
      log,
      dynamodb: { endpoint: table.url, region: account.region, credentials: tableCredentials },
      ...(model.factory === undefined ? {} : { model: model.factory }),
    },
  )
  const functionUrl = await startFunctionUrl({
    port: ports.functionUrl,
    region: account.region,
    credentials: callerCredentials,
    handler: lambdaHandler(app),
    onError: (error) => log.error({ err: error }, 'agent failed'),
  })

  const addresses: Addresses = {
    functionUrl: functionUrl.url,
    gatewayUrl: gateway.url,
    issuer: okta.issuer,
    clientId: okta.clientId,
    audience: okta.audience,
    region: account.region,
    credentials: callerCredentials,
    tableName,
    tableEndpoint: table.url,
  }
  await data.saveAddresses(addresses)
  return {
    ...addresses,
    parts: { functionUrl, gateway, okta, table },
    banner: [account.banner, model.banner, ...offers(options, env), ...ports.notes, ...table.notes],
    async close() {
      await data.forgetAddresses()
      await Promise.all([functionUrl, gateway, okta, table].map((part) => part.close()))
      await app.close()
    },
  }
}

const tableName = 'aws-operations-agent-conversations-local'

// Made up: the Function URL of this stack checks signatures against them, and nothing else does.
const callerCredentials = { accessKeyId: 'AKIDLOCALSTACK', secretAccessKey: 'local-stack-only' }
const tableCredentials = { accessKeyId: 'local', secretAccessKey: 'local' }

interface Ports {
  functionUrl: number
  gateway: number
  issuer: number
  table: number
  notes: string[]
}

/** Conversations belong to a token's issuer and user, so that the usual ports make them last. */
async function choosePorts(asked: number | undefined): Promise<Ports> {
  if (asked === 0) return { functionUrl: 0, gateway: 0, issuer: 0, table: 0, notes: [] }
  const first = asked ?? usualPort
  if (await portsAreFree(first, 4)) {
    return {
      functionUrl: first,
      gateway: first + 1,
      issuer: first + 2,
      table: first + 3,
      notes: [],
    }
  }
  if (asked !== undefined) {
    throw new StartError(`A port from ${asked} to ${asked + 3} is taken. Name another with --port.`)
  }
  return {
    ...(await choosePorts(0)),
    notes: [
      `Ports ${first} to ${first + 3} are taken, by another local stack perhaps: conversations of this run are its own.`,
    ],
  }
}

async function openTable(port: number, data: DataFolder) {
  const { started, notes } = await startTable(port, data.conversations)
  await createConversationsTable({ endpoint: started.url, tableName })
  return { url: started.url, close: started.close, notes }
}

async function startTable(port: number, path: string) {
  try {
    return { started: await startDynamoDb({ port, path }), notes: [] }
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error
    const notes = ['Another local stack keeps its conversations: those of this run are not kept.']
    return { started: await startDynamoDb({ port }), notes }
  }
}
