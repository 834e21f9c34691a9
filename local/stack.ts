import { setUpOutbound } from '../outbound/set-up.ts'
import { createApp } from '../services/agent/app.ts'
import { agentConfig } from '../services/agent/config.ts'
import { readEnvironment } from '../services/tool-handler/environment.ts'
import { toolHandler } from '../services/tool-handler/handle.ts'
import type { Tool } from '../tools/tool.ts'
import { tools as allTools } from '../tools/tools.ts'
import { type Account, openAccount } from './account.ts'
import { type Addresses, type DataFolder, openDataFolder } from './data-folder.ts'
import { FolderInUse } from './dynamodb/shared-tables.ts'
import {
  createConversationsTable,
  type DynamoDb,
  type SignedBy,
  startDynamoDb,
} from './dynamodb.ts'
import { portsAreFree } from './free-port.ts'
import { type FunctionUrl, startFunctionUrl } from './function-url.ts'
import { type Gateway, startGateway } from './gateway.ts'
import { installLambdaRuntime } from './lambda-runtime.ts'
import type { Port } from './listen.ts'
import { localLog } from './log.ts'
import { type LocalModel, openModel } from './model.ts'
import { offers } from './offers.ts'
import { type Okta, startOkta } from './okta.ts'
import { type LocalOptions, usualPort } from './options.ts'
import { runCredentials } from './run-credentials.ts'
import { StartError } from './start-error.ts'

export interface Stack extends Addresses {
  /** What a person should know before they ask, a line each. */
  banner: string[]
  parts: { functionUrl: FunctionUrl; gateway: Gateway; okta: Okta; table: DynamoDb }
  close(): Promise<void>
}

/**
 * The whole system on loopback. Agent and tool handler run as deployed, through their Lambda
 * entries; only what AWS and Okta host has stand-ins. `replaced` are those of an evaluation or a test.
 * Throws a StartError that says what to do.
 */
export async function startStack(
  options: LocalOptions & { serves?: boolean },
  env: Record<string, string | undefined>,
  replaced: { account?: Account; model?: LocalModel; tools?: readonly Tool[] } = {},
): Promise<Stack> {
  await setUpOutbound(env).catch((cause: Error) => {
    throw new StartError(cause.message, { cause })
  })
  installLambdaRuntime()
  const now = () => new Date()
  const tools = replaced.tools ?? allTools
  const data = await openDataFolder(options.data)
  const ports = await choosePorts(options.port)
  const credentials = runCredentials()
  const openedAccount = replaced.account
    ? Promise.resolve(replaced.account)
    : openAccount(options.account, now)
  const [okta, { account, table }, model, { lambdaHandler }] = await Promise.all([
    startOkta({ port: ports.issuer, password: credentials.secretAccessKey }),
    openedAccount.then(async (account) => ({
      account,
      table: await openTable(ports.table, data, { region: account.region, credentials }),
    })),
    replaced.model ?? openModel(options.model, env),
    import('../services/agent/lambda.ts'),
  ])
  const log = localLog(env.LOG_LEVEL)

  const readable = readEnvironment({ DATA_ACCESS: account.dataAccess, ...env })
  const gateway = await startGateway({
    port: ports.gateway,
    issuer: okta.issuer,
    audience: okta.audience,
    allowedClients: [okta.clientId],
    tools,
    invoke: toolHandler({
      tools,
      clients: account.clients,
      dataAccess: readable.dataAccess,
      readableAccounts: readable.readableAccounts,
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
      ownerIssuer,
      dynamodb: { endpoint: table.url, region: account.region, credentials },
      ...(model.factory === undefined ? {} : { model: model.factory }),
    },
  )
  const functionUrl = await startFunctionUrl({
    port: ports.functionUrl,
    region: account.region,
    credentials,
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
    credentials,
    tableName,
    tableEndpoint: table.url,
  }
  const forget = await data.announce({
    addresses,
    serves: options.serves ?? false,
    pid: process.pid,
    startedAt: now().getTime(),
  })
  return {
    ...addresses,
    parts: { functionUrl, gateway, okta, table },
    banner: [account.banner, model.banner, ...offers(options, env), ...table.notes],
    async close() {
      await forget()
      // A turn that is cut off is still stored.
      await functionUrl.close()
      await app.close()
      await Promise.all([gateway, okta, table].map((part) => part.close()))
    },
  }
}

const tableName = 'aws-operations-agent-conversations-local'

type Ports = Record<'functionUrl' | 'gateway' | 'issuer' | 'table', Port>

/** The usual ones, so that what is configured with them lasts; with another stack there, any. */
async function choosePorts(asked: number | undefined): Promise<Ports> {
  if (asked === 0) return { functionUrl: 0, gateway: 0, issuer: 0, table: 0 }
  const first = asked ?? usualPort
  const areFree = await portsAreFree(first, 4)
  if (!areFree && asked === undefined) return choosePorts(0)
  if (!areFree) {
    throw new StartError(`A port from ${first} to ${first + 3} is taken. Name another with --port.`)
  }
  // Another stack may start at the same moment.
  const at = (offset: number): Port => (asked === undefined ? [first + offset, 0] : asked + offset)
  return { functionUrl: at(0), gateway: at(1), issuer: at(2), table: at(3) }
}

/**
 * Conversations belong to an issuer and a user. The address of this one has its port, which is not
 * always the same: theirs is the usual one, whichever stack they are had in.
 */
const ownerIssuer = `http://127.0.0.1:${usualPort + 2}/oauth2/default`

async function openTable(port: Port, data: DataFolder, signedBy: SignedBy) {
  const { started, notes } = await startTable({ port, signedBy }, data.conversations)
  await createConversationsTable({ endpoint: started.url, tableName, ...signedBy })
  return { url: started.url, close: started.close, notes }
}

async function startTable(options: { port: Port; signedBy: SignedBy }, path: string) {
  try {
    return { started: await startDynamoDb({ ...options, path }), notes: [] }
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error
    const notes = ['Another program has the conversations open: those of this run are not kept.']
    return { started: await startDynamoDb(options), notes }
  }
}
