import { createHash } from 'node:crypto'
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify'
import { pino } from 'pino'
import { loggedError } from '../logged-error.ts'
import { agentVersionHeader, clientVersionHeader } from './api.ts'
import { presentedToken, tokenVerifier } from './auth.ts'
import type { ModelCapacity } from './capacity-sources.ts'
import type { AgentConfig } from './config.ts'
import type { Conversations } from './conversations/conversations.ts'
import { gateway } from './gateway.ts'
import { loadModel, type ModelFactory } from './model.ts'
import { budgetsIn, modelCapacity } from './model-capacity.ts'
import { endOfLife, isPastItsAge, modelLifecycle } from './model-lifecycle.ts'
import { requestId } from './platform-request.ts'
import { cachesOf, modelPrice } from './prices/model-prices.ts'
import { answerNotFound, answerProblems } from './problem.ts'
import { asker } from './question.ts'
import { chatRoute } from './routes/chat.ts'
import { conversationsRoutes } from './routes/conversations.ts'
import { healthRoute } from './routes/health.ts'
import { openApiRoute } from './routes/openapi.ts'
import { streamRoute } from './routes/stream.ts'
import { toolsRoute } from './routes/tools.ts'
import { whoamiRoute } from './routes/whoami.ts'
import { ownMemory, sharedMemory, type ToolMemory } from './tool-memory.ts'
import { agentVersion } from './version.ts'

/** What a local stack or a test puts in the place of what comes from outside. */
export interface AppParts {
  model?: ModelFactory
  clock?: () => Date
  log?: FastifyBaseLogger
  dynamodb?: DynamoDBClientConfig
  /** Whose users own conversations, where the issuer's address is another at each start. */
  ownerIssuer?: string
}

export interface AgentApp extends FastifyInstance {
  /** Loads what a first question needs, and opens what it goes over. Never fails: a question says what is wrong. */
  prepare(): Promise<void>
}

/** The agent's HTTP API. Listens to nothing: `handler.ts` puts it behind a Function URL. */
export function createApp(config: AgentConfig, parts: AppParts = {}): AgentApp {
  const app = fastify({
    loggerInstance: (parts.log ?? agentLog(config)).child(
      {},
      { serializers: { err: loggedError } },
    ),
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'request_id',
    }),
    genReqId: requestId,
    bodyLimit: config.limits.bodyBytes,
    // A path that cannot be decoded: no hook runs.
    frameworkErrors: (_error, request, reply) =>
      answerNotFound(request, reply.header(agentVersionHeader, agentVersion)),
  })
  app.removeContentTypeParser('text/plain')
  forgetTypesOfNothing(app)
  answerProblems(app)
  tellVersion(app)
  logAnswers(app)

  const now = parts.clock ?? (() => new Date())
  const verify = tokenVerifier({ ...config.okta, ownerIssuer: parts.ownerIssuer }, now)
  const caller = (request: FastifyRequest) =>
    verify(presentedToken(request.headers['x-okta-token'], request.body))
  const { gatewayUrl, limits } = config
  const capacity = capacityOf(config, parts)
  const budgets = () => budgetsIn(capacity(), limits)
  const conversations = once(async () => {
    const { conversations } = await import('./conversations/conversations.ts')
    return conversations({
      tableName: config.conversationsTable,
      timeoutMs: limits.tableTimeoutMs,
      ttlDays: config.conversationTtlDays,
      historyTokens: () => budgets().historyTokens,
      cacheMs: cacheMs[cachesOf(config.model).conversation],
      now,
      onLeftBehind: (err) => app.log.warn({ err }, 'left behind until it expires'),
      dynamodb: parts.dynamodb,
    })
  })
  /** Nothing is counted, and no table asked, where nothing is limited. */
  const quota = once(async () => {
    if (config.quotas === undefined) return undefined
    const [{ quota }, { table }] = await Promise.all([import('./quota/quota.ts'), conversations()])
    const { quotas: limits, model, region } = config
    const onUnsettled = (err: unknown) => app.log.warn({ err }, 'a hold stays counted')
    return quota({ table, limits, model, region, now, onUnsettled })
  })
  const memory = toolMemory(config, conversations, now)
  const connect = gateway({ url: gatewayUrl, toolTimeoutMs: limits.toolTimeoutMs, memory, now })
  const model = once(async () => parts.model ?? (await loadModel(config.model)))
  const ask = asker({ config, budgets, now, caller, connect, conversations, quota, model })

  healthRoute(app, config)
  openApiRoute(app)
  streamRoute(app, ask)
  chatRoute(app, ask)
  conversationsRoutes(app, { caller, conversations, gatewayUrl })
  whoamiRoute(app, { caller, quota })
  toolsRoute(app, { caller, connect })
  warnOfModel(config, app.log, now())
  const prepare = async () => {
    // The shared list is read from the table, which opens it as well.
    const opened = conversations().then((table) =>
      config.toolList === 'shared' ? memory.prepare() : table.open(),
    )
    await Promise.allSettled([verify.prepare(), opened, quota(), model(), import('./turn.ts')])
  }
  return Object.assign(app, { prepare })
}

/** In the table under the gateway and this version: another may have other tools. */
function toolMemory(
  { toolList, gatewayUrl, revision = '' }: AgentConfig,
  conversations: () => Promise<Conversations>,
  now: () => Date,
): ToolMemory {
  if (toolList === 'caller') return ownMemory(now)
  const version = JSON.stringify([gatewayUrl, agentVersion, revision])
  const of = createHash('sha256').update(version).digest('base64url').slice(0, 22)
  return sharedMemory(now, {
    read: async () => (await conversations()).readTools(of),
    write: async (kept) => (await conversations()).writeTools(of, kept),
  })
}

/** Asked of servers of one's own as the agent starts: nobody waits for it. */
function capacityOf({ model }: AgentConfig, parts: AppParts): () => ModelCapacity {
  const isAsked = model.provider === 'openai' && parts.model === undefined
  return isAsked ? modelCapacity(model) : () => ({})
}

function warnOfModel(config: AgentConfig, log: FastifyBaseLogger, today: Date): void {
  const { model, quotas } = config
  const isInDollars = quotas?.personDay?.usd !== undefined || quotas?.month?.usd !== undefined
  if (isInDollars && modelPrice(model, config.region) === undefined) {
    const message = 'limits in dollars leave the model out: its price is not known (MODEL_PRICES)'
    log.warn({ model: model.id }, message)
  }
  if (model.provider !== 'bedrock') return
  const endedAt = endOfLife(model.id, today)
  if (endedAt !== undefined) {
    log.warn({ model: model.id, endedAt }, 'model past its end of life: configure another MODEL_ID')
  } else if (isPastItsAge(today)) {
    const { source, comparedOn } = modelLifecycle
    log.info({ model: model.id, source, comparedOn }, 'end of life not known: the list is old')
  }
}

function agentLog({ environment, logLevel }: AgentConfig): FastifyBaseLogger {
  return pino({ level: logLevel, base: { environment } })
}

/** Some clients name a content type in every request: without a body it says nothing. */
function forgetTypesOfNothing(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ raw: { headers } }) => {
    const isEmpty = Number(headers['content-length'] ?? 0) === 0
    if (isEmpty && headers['transfer-encoding'] === undefined) delete headers['content-type']
  })
}

/** Undefined for a client that does not say it, or something else. */
function clientVersion(header: unknown): string | undefined {
  return typeof header === 'string' && /^[\d.]{1,32}$/.test(header) ? header : undefined
}

function tellVersion(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header(agentVersionHeader, agentVersion)
  })
}

function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime),
        client: clientVersion(request.headers[clientVersionHeader]),
      },
      'request answered',
    )
  })
}

/** Made at the first use: `/health` needs neither model, table nor their clients. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    // What failed is tried again by the next that needs it.
    made ??= make().catch((error: unknown) => {
      made = undefined
      throw error
    })
    return made
  }
}

/** Without a cache there is none to be cold. */
const cacheMs = { off: Number.POSITIVE_INFINITY, '5m': 5 * 60_000, '1h': 60 * 60_000 }
