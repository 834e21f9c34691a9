import { z } from 'zod'
import { dataKinds } from '../tools/tool.ts'

export type DeploymentConfig = z.infer<typeof schema>

/**
 * What a stack is configured with, defaults filled in; throws one error that names every key that is
 * wrong or unknown. Values may be JSON text, as Pulumi hands structured ones to a program.
 */
export function deploymentConfig(values: Record<string, unknown>, stack: string): DeploymentConfig {
  const structured = Object.entries(values).map(([key, value]) => [key, fromJson(value)])
  const given = { environment: stack, ...Object.fromEntries(structured) }
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
  throw new Error(`The configuration of stack ${stack} is not right:\n${faults.join('\n')}`)
}

function fromJson(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    const parsed: unknown = JSON.parse(value)
    // An account number is digits, and stays text.
    return typeof parsed === 'number' ? value : parsed
  } catch {
    return value
  }
}

const arn = (service: string) =>
  z
    .string('is required')
    .regex(new RegExp(`^arn:aws[a-z-]*:${service}:`), `is not an ARN of ${service}`)
const word = z
  .string()
  .regex(/^[a-z]([a-z0-9-]*[a-z0-9])?$/, 'is lower-case letters, digits and dashes, such as team-a')
const days = z.number().int().min(1).max(3650)
const required = z.string('is required').min(1, 'is required')
/** A number of Lambda's own choosing: what CloudWatch Logs takes as retention. */
const retentionDays = z.literal(
  [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288,
  ],
  'is not a retention that CloudWatch Logs has (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, …)',
)

const issuer = z.strictObject(
  {
    issuer: required.pipe(z.url({ protocol: /^https$/, error: 'is not an https URL' })),
    clientId: required,
    audience: required,
    /** What the client asks for when people sign in. */
    scopes: z.array(z.string()).default(['openid', 'profile', 'offline_access']),
    requiredScope: z.string().optional(),
    requiredGroup: z.string().optional(),
    /** The claim that tells people apart; Okta's `sub` is a login, which can pass to another person. */
    ownerClaim: z.string().optional(),
  },
  {
    error: ({ code }) =>
      code === 'invalid_type' ? 'is required, with issuer, clientId and audience' : undefined,
  },
)

const callers = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('account') }),
    z.strictObject({ kind: z.literal('roles'), arns: z.array(arn('iam')).min(1) }),
    z.strictObject({
      kind: z.literal('organisation'),
      id: z.string('is required').regex(/^o-[a-z0-9]{10,32}$/, 'is not an organisation id (o-…)'),
    }),
  ],
  { error: 'is account, roles or organisation' },
)

const cors = z.strictObject({
  allowOrigins: z.array(z.string()).default(['*']),
  allowMethods: z.array(z.enum(['*', 'GET', 'POST', 'PATCH', 'DELETE'])).default(['*']),
  allowHeaders: z.array(z.string()).default(['*']),
  allowCredentials: z.boolean().default(true),
  maxAge: z.number().int().min(0).max(86_400).default(86_400),
})

const model = z.discriminatedUnion('provider', [
  z.strictObject({
    provider: z.literal('bedrock'),
    id: z.string().min(1).default('global.anthropic.claude-sonnet-4-6'),
  }),
  z.strictObject({
    provider: z.literal('openai'),
    id: required,
    baseUrl: required.pipe(z.url({ protocol: /^https$/, error: 'is not an https URL' })),
  }),
])

const schema = z.strictObject({
  environment: z.enum(['dev', 'gamma', 'prod'], {
    error: 'is dev, gamma or prod; set it where the stack has another name',
  }),
  /** Who issues the access tokens. `okta` holds the settings of either. */
  identityProvider: z.enum(['okta', 'cognito']).default('okta'),
  okta: issuer,
  /** Who may call the Function URL. */
  callers: callers.default({ kind: 'account' }),
  cors: cors.prefault({}),
  model: model.prefault({ provider: 'bedrock' }),
  /** Of a turn; what is left out is the agent's own default. */
  limits: z
    .strictObject({
      messageCharacters: z.number().int().min(1).max(32_000).optional(),
      toolCalls: z.number().int().min(1).max(1_000).optional(),
      turnTokens: z.number().int().min(1_000).optional(),
      historyTokens: z.number().int().min(1_000).max(1_000_000).optional(),
    })
    .prefault({}),
  /** Kinds of data, besides metadata, that the tools may read. */
  dataAccess: z.array(z.enum(dataKinds)).default([]),
  toolRole: z
    .strictObject({
      readOnlyAccess: z.boolean().default(false),
      modelAccess: z.boolean().default(false),
      /** Further accounts whose resources a call may name; none but the own by default. */
      readableAccounts: z.array(z.string().regex(/^\d{12}$/)).optional(),
    })
    .prefault({}),
  conversations: z
    .strictObject({
      ttlDays: days.default(30),
      deletionProtection: z.boolean().default(false),
      kmsKeyArn: arn('kms').optional(),
    })
    .prefault({}),
  logs: z
    .strictObject({
      level: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
      retentionDays: retentionDays.default(30),
      kmsKeyArn: arn('kms').optional(),
    })
    .prefault({}),
  alarms: z
    .strictObject({
      enabled: z.boolean().default(false),
      topicArn: arn('sns').optional(),
      /** Read and written, those of the cache too: more than that in an hour is an alarm. */
      tokensPerHour: z.number().int().min(1_000).default(10_000_000),
    })
    .prefault({}),
  /** Before and after every name, to tell several deployments in one account apart. */
  names: z.strictObject({ prefix: word.optional(), suffix: word.optional() }).prefault({}),
  tags: z.record(z.string(), z.string()).default({}),
  permissionsBoundary: arn('iam').optional(),
  reservedConcurrency: z
    .strictObject({
      agent: z.number().int().min(1).optional(),
      toolHandler: z.number().int().min(1).optional(),
    })
    .prefault({}),
  /** The account from which AgentCore itself acts; false leaves it out of the gateway role's trust. */
  agentCoreServiceAccount: z
    .union([z.string(), z.literal(false)])
    .refine(
      (value) => value === false || /^\d{12}$/.test(value),
      'is an account number of 12 digits, or false',
    )
    .default('996756280381'),
  /** The image that both Lambdas are built on, best by digest. */
  baseImage: z.string().default('public.ecr.aws/lambda/nodejs:24'),
})
