import * as z from 'zod'

export interface AgentConfig {
  environment: string
  /** Of several in an account the name; undefined where the agent runs elsewhere than in Lambda. */
  deployment?: string
  /** Of the function, as Lambda says it. */
  memoryMb?: number | undefined
  region?: string
  /** The commit that it was deployed from. */
  revision?: string
  logLevel: z.infer<typeof logLevel>
  conversationsTable: string
  conversationTtlDays: number
  /** The AgentCore Gateway's MCP endpoint. Nothing in a request can name another. */
  gatewayUrl: string
  /** Whose a list of tools is: everybody's only where the gateway shows all callers the same. */
  toolList: 'caller' | 'shared'
  okta: OktaConfig
  model: ModelConfig
  limits: Limits
  /** Absent where none is configured: then nothing is counted. */
  quotas?: Quotas
}

/** What is counted over many turns, in UTC. */
export interface Quotas {
  personDay?: QuotaLimit | undefined
  month?: QuotaLimit | undefined
}

/** One of them, or both. */
export interface QuotaLimit {
  tokens?: number | undefined
  usd?: number | undefined
}

interface Limits {
  bodyBytes: number
  messageCharacters: number
  /** Calls of one turn that are made; the model is told of those that are not. */
  toolCalls: number
  /** Of all model calls of one turn, read and written, cached or not. */
  turnTokens: number
  /** Dollars: what AWS may bill for what the tools read in one turn. */
  turnUsd: number
  /** The most of earlier turns that is read again in each turn, with the summary of those before. */
  historyTokens: number
  /** A model that says nothing for so long is given up. */
  modelStallMs: number
  toolTimeoutMs: number
  /** Of one request to the table, which is sent again twice. */
  tableTimeoutMs: number
}

export interface OktaConfig {
  issuer: string
  /** Undefined for Cognito: its access tokens have none, and are known by their client. */
  audience: string | readonly string[] | undefined
  /** Of the apps whose tokens are taken: that of the client, others beside it. */
  clientId: string | readonly string[]
  /** The claim that names the app; of Okta `cid`, and where there is none, `client_id` or `azp`. */
  clientClaim?: string | undefined
  groupClaim?: string | undefined
  requiredScope: string | undefined
  requiredGroup: string | undefined
  /** The claim that tells people apart; `sub` stands in where a token lacks it. */
  ownerClaim: string
}

export type ModelConfig =
  | {
      provider: 'bedrock'
      id: string
      guardrail?: { id: string; version: string }
      prices?: ModelPrice
      /** How long instructions and tools are remembered; where it is not said, as long as the model can. */
      promptCache?: CacheLifetime
      /** And how long a conversation is; five minutes where it is not said. */
      conversationCache?: CacheLifetime
    }
  | {
      provider: 'openai'
      id: string
      baseUrl: string | undefined
      apiKey: string | undefined
      prices?: ModelPrice
    }

export type CacheLifetime = z.infer<typeof cacheLifetime>

/** Dollars for a million tokens; what a provider does not offer, or nobody here knows, is absent. */
export interface ModelPrice {
  input: number
  output: number
  cacheRead?: number | undefined
  /** For five minutes, or however long is asked for where the price is configured. */
  cacheWrite?: number | undefined
  /** For an hour, of models that can do that. */
  cacheWriteHour?: number | undefined
}

/** The agent's configuration; throws one error that names every variable that is wrong. */
export function agentConfig(env: Record<string, string | undefined>): AgentConfig {
  const parsed = variables.safeParse(withoutEmpty(env))
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The agent's environment is not right:\n${faults.join('\n')}`)
  }
  const { data } = parsed
  return {
    environment: data.ENVIRONMENT,
    // A deployment's functions are named after it.
    ...(data.AWS_LAMBDA_FUNCTION_NAME !== undefined && {
      deployment: data.AWS_LAMBDA_FUNCTION_NAME,
      memoryMb: data.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    }),
    ...(data.REVISION !== undefined && { revision: data.REVISION }),
    ...(data.AWS_REGION !== undefined && { region: data.AWS_REGION }),
    logLevel: data.LOG_LEVEL,
    conversationsTable: data.CONVERSATIONS_TABLE,
    conversationTtlDays: data.CONVERSATION_TTL_DAYS,
    gatewayUrl: data.GATEWAY_URL,
    toolList: data.TOOL_LIST,
    okta: {
      issuer: data.OKTA_ISSUER,
      audience: data.IDENTITY_PROVIDER === 'cognito' ? undefined : data.OKTA_AUDIENCE,
      clientId: data.OKTA_CLIENT_ID,
      clientClaim: data.OKTA_CLIENT_CLAIM,
      groupClaim: data.OKTA_GROUP_CLAIM,
      requiredScope: data.OKTA_REQUIRED_SCOPE,
      requiredGroup: data.OKTA_REQUIRED_GROUP,
      ownerClaim: data.OKTA_OWNER_CLAIM,
    },
    model: modelConfig(data),
    limits: {
      bodyBytes: data.MAX_BODY_BYTES,
      messageCharacters: data.MAX_MESSAGE_CHARACTERS,
      toolCalls: data.MAX_TOOL_CALLS,
      turnTokens: data.MAX_TURN_TOKENS,
      turnUsd: data.MAX_TURN_USD,
      historyTokens: data.HISTORY_TOKENS,
      modelStallMs: data.MODEL_STALL_SECONDS * 1000,
      toolTimeoutMs: data.TOOL_TIMEOUT_SECONDS * 1000,
      tableTimeoutMs: data.TABLE_TIMEOUT_SECONDS * 1000,
    },
    ...quotasIn(data),
  }
}

function quotasIn(data: z.infer<typeof variables>): { quotas?: Quotas } {
  const personDay = quotaOf(data.MAX_PERSON_TOKENS_PER_DAY, data.MAX_PERSON_USD_PER_DAY)
  const month = quotaOf(data.MAX_TOKENS_PER_MONTH, data.MAX_USD_PER_MONTH)
  return personDay || month ? { quotas: { personDay, month } } : {}
}

function quotaOf(tokens: number | undefined, usd: number | undefined): QuotaLimit | undefined {
  return tokens === undefined && usd === undefined ? undefined : { tokens, usd }
}

function modelConfig(data: z.infer<typeof variables>): ModelConfig {
  const prices = data.MODEL_PRICES && { prices: data.MODEL_PRICES }
  if (data.MODEL_PROVIDER === 'bedrock') {
    const { GUARDRAIL_ID: guardrail, GUARDRAIL_VERSION: version } = data
    const { PROMPT_CACHE: promptCache, CONVERSATION_CACHE: conversationCache } = data
    return {
      provider: 'bedrock',
      id: data.MODEL_ID ?? defaultModelId,
      ...prices,
      ...(guardrail !== undefined && { guardrail: { id: guardrail, version } }),
      ...(promptCache !== undefined && { promptCache }),
      ...(conversationCache !== undefined && { conversationCache }),
    }
  }
  return {
    provider: 'openai',
    id: data.MODEL_ID ?? '',
    baseUrl: data.OPENAI_BASE_URL,
    apiKey: data.OPENAI_API_KEY,
    ...prices,
  }
}

/** On Amazon Bedrock, where `MODEL_ID` names none. */
export const defaultModelId = 'global.anthropic.claude-sonnet-4-6'

const required = z.string('is required')
/** With blanks between them, as OAuth lists scopes. */
const oneOrMore = required.transform((text) => {
  const [only, ...others] = text.trim().split(/\s+/)
  return only === undefined || others.length > 0 ? [only ?? '', ...others] : only
})
const url = required.pipe(z.url({ protocol: /^https?$/, error: 'is not a URL' }))
const count = (min: number, max: number) => z.coerce.number().int().min(min).max(max)
/** Dollars for a million tokens: in, out, and where there is a cache from it and into it. */
const prices = required
  .regex(
    /^\s*\d+(\.\d+)?(\s+\d+(\.\d+)?){1,3}\s*$/,
    'is not two to four prices, as “3 15 0.3 3.75”',
  )
  .transform((text): ModelPrice => {
    const [input = 0, output = 0, cacheRead, cacheWrite] = text.trim().split(/\s+/).map(Number)
    return { input, output, cacheRead, cacheWrite }
  })
const spending = z.coerce.number().min(0.01).max(1_000_000_000)
const cacheLifetime = z.enum(['off', '5m', '1h'])
const seconds = z.coerce.number().positive().max(600)
const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])

const variables = z
  .object({
    ENVIRONMENT: required,
    /** Lambda sets it. */
    AWS_LAMBDA_FUNCTION_NAME: z.string().optional(),
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: z.coerce.number().positive().optional().catch(undefined),
    AWS_REGION: z.string().optional(),
    REVISION: z.string().optional(),
    LOG_LEVEL: logLevel.default('info'),
    CONVERSATIONS_TABLE: required,
    CONVERSATION_TTL_DAYS: count(1, 3650).default(30),
    GATEWAY_URL: url,
    TOOL_LIST: z.enum(['caller', 'shared']).default('caller'),
    IDENTITY_PROVIDER: z.enum(['okta', 'cognito']).default('okta'),
    OKTA_ISSUER: url,
    OKTA_AUDIENCE: oneOrMore,
    OKTA_CLIENT_ID: oneOrMore,
    OKTA_CLIENT_CLAIM: z.string().optional(),
    OKTA_GROUP_CLAIM: z.string().optional(),
    OKTA_REQUIRED_SCOPE: z.string().optional(),
    OKTA_REQUIRED_GROUP: z.string().optional(),
    OKTA_OWNER_CLAIM: z.string().default('uid'),
    MODEL_PROVIDER: z.enum(['bedrock', 'openai']).default('bedrock'),
    MODEL_ID: z.string().optional(),
    GUARDRAIL_ID: z.string().optional(),
    GUARDRAIL_VERSION: z.string().default('DRAFT'),
    OPENAI_BASE_URL: url.optional(),
    OPENAI_API_KEY: z.string().optional(),
    MODEL_PRICES: prices.optional(),
    PROMPT_CACHE: cacheLifetime.optional(),
    CONVERSATION_CACHE: cacheLifetime.optional(),
    // A message of 32,000 characters, each escaped, with a token and the rest, fits.
    MAX_BODY_BYTES: count(1_024, 6 * 1024 * 1024).default(256 * 1024),
    MAX_MESSAGE_CHARACTERS: count(1, 32_000).default(32_000),
    MAX_TOOL_CALLS: count(1, 1_000).default(24),
    MAX_TURN_TOKENS: count(1_000, 100_000_000).default(1_000_000),
    MAX_TURN_USD: z.coerce.number().min(0).max(1_000).default(0.5),
    HISTORY_TOKENS: count(1_000, 1_000_000).default(15_000),
    MODEL_STALL_SECONDS: seconds.default(60),
    TOOL_TIMEOUT_SECONDS: seconds.default(60),
    TABLE_TIMEOUT_SECONDS: seconds.default(5),
    MAX_PERSON_TOKENS_PER_DAY: count(1, Number.MAX_SAFE_INTEGER).optional(),
    MAX_PERSON_USD_PER_DAY: spending.optional(),
    MAX_TOKENS_PER_MONTH: count(1, Number.MAX_SAFE_INTEGER).optional(),
    MAX_USD_PER_MONTH: spending.optional(),
  })
  .refine((data) => data.MODEL_PROVIDER !== 'openai' || data.MODEL_ID !== undefined, {
    path: ['MODEL_ID'],
    error: 'is required where MODEL_PROVIDER is openai',
    // Said together with whatever else is wrong.
    when: () => true,
  })

/** A variable set to nothing is one that is not set: templates and Lambda consoles leave such. */
function withoutEmpty(env: Record<string, string | undefined>) {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''))
}
