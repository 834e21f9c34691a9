import * as z from 'zod'
import { committedBase, imageName } from '../images/base-image.ts'
import { kindOf } from '../policies/environment-kind.ts'
import { dataKinds } from '../tools/tool.ts'
import { faultsOf, whole } from './config-faults.ts'
import { completeIdentity, identity, identityFaults } from './identity-config.ts'
import { budget, environmentName, guardrail, network } from './option-groups.ts'
import { identityProviders } from './token-forms.ts'

export type DeploymentConfig = ReturnType<typeof deploymentConfig>

/**
 * What a stack is configured with, defaults filled in; throws one error that names every key that is
 * wrong or unknown. Values may be JSON text, as Pulumi hands structured ones to a program.
 */
export function deploymentConfig(values: Record<string, unknown>, stack: string) {
  const structured = Object.entries(values).map(([key, value]) => [key, fromJson(value)])
  const given = { environment: stack, ...Object.fromEntries(structured) }
  const parsed = schema.safeParse(given, { error: whole })
  const faults = parsed.success
    ? [
        ...identityFaults(parsed.data.identityProvider, parsed.data.okta),
        ...togetherFaults(parsed.data),
      ]
    : faultsOf(parsed.error, schema)
  if (parsed.success && faults.length === 0) {
    return complete(parsed.data)
  }
  throw new Error(`The configuration of stack ${stack} is not right:\n  ${faults.join('\n  ')}`)
}

/** Of keys that are right each by itself. */
function togetherFaults({ budget, alarms, guardrail, model }: z.infer<typeof schema>): string[] {
  const isTold = budget?.emails?.length || budget?.topicArn || alarms.topicArn
  return [
    ...(budget === undefined || isTold ? [] : ['budget: tells nobody: set emails, or topicArn']),
    ...(guardrail === undefined || model.provider === 'bedrock'
      ? []
      : ['guardrail: is of Bedrock, and the model is not: drop it']),
  ]
}

/** With the defaults that go by another value. */
function complete(given: z.infer<typeof schema>) {
  const { environment, kind = kindOf(environment), conversations } = given
  return {
    ...given,
    kind,
    okta: completeIdentity(given.identityProvider, given.okta),
    conversations: {
      ...conversations,
      deletionProtection: conversations.deletionProtection ?? kind === 'production',
    },
  }
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
/** One thing, by its name: no pattern, no alias and nothing of another kind. */
const roleArn = arn('iam').refine(
  (text) => /^arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(text) || !text.includes(':iam:'),
  'is not the ARN of one role, such as arn:aws:iam::123456789012:role/operators',
)
const keyArn = arn('kms').refine(
  (text) => /:\d{12}:key\/[\w-]+$/.test(text) || !text.includes(':kms:'),
  'is not the ARN of a key (…:key/…): IAM does not know a key by its alias',
)
const topicArn = arn('sns').refine(
  (text) => /:\d{12}:[\w-]+(\.fifo)?$/.test(text) || !text.includes(':sns:'),
  'is not the ARN of a topic, such as arn:aws:sns:us-east-1:123456789012:alarms',
)
const word = z
  .string()
  .regex(/^[a-z]([a-z0-9-]*[a-z0-9])?$/, 'is lower-case letters, digits and dashes, such as team-a')
  .refine(
    (text) => !text.includes('--'),
    'has two dashes in a row, which AgentCore takes in no name',
  )
const days = z.number().int().min(1).max(3650)
const required = z.string('is required').regex(/\S/, 'is required')
/** A number of Lambda's own choosing: what CloudWatch Logs takes as retention. */
const retentionDays = z.literal(
  [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288,
  ],
  'is not a retention that CloudWatch Logs has (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, …)',
)

/** Says of each that was there before where. */
function once(value: string, at: number, all: readonly string[]): string | undefined {
  const first = all.indexOf(value)
  return first === at ? undefined : `is that of callers.arns.${first}: name each role once`
}

function each(faultOf: (value: string, at: number, all: readonly string[]) => string | undefined) {
  return (all: string[], context: z.RefinementCtx) => {
    for (const [at, value] of all.entries()) {
      const message = faultOf(value, at, all)
      if (message !== undefined) context.addIssue({ code: 'custom', path: [at], message })
    }
  }
}

const callers = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('account') }),
    z.strictObject({
      kind: z.literal('roles'),
      arns: z.array(roleArn).min(1).superRefine(each(once)),
    }),
    z.strictObject({
      kind: z.literal('organisation'),
      id: z.string('is required').regex(/^o-[a-z0-9]{10,32}$/, 'is not an organisation id (o-…)'),
    }),
  ],
  { error: 'is account, roles or organisation' },
)

const origin = z
  .string()
  .regex(
    /^(\*|https?:\/\/[^\s/]+)$/,
    'is not an origin: * or scheme and host, such as https://portal.example.com',
  )

const cors = z.strictObject({
  allowOrigins: z.array(origin).default(['*']),
  allowMethods: z.array(z.enum(['*', 'GET', 'POST', 'PATCH', 'DELETE'])).default(['*']),
  allowHeaders: z.array(z.string()).default(['*']),
  allowCredentials: z.boolean().default(true),
  maxAge: z.number().int().min(0).max(86_400).default(86_400),
})

const dollars = z.number().min(0)
/** For a million tokens, where they are not those of the agent's list. */
const prices = z.strictObject({
  input: dollars,
  output: dollars,
  cacheRead: dollars.optional(),
  cacheWrite: dollars.optional(),
})
const model = z.discriminatedUnion(
  'provider',
  [
    z.strictObject({
      provider: z.literal('bedrock'),
      id: z.string().min(1).default('global.anthropic.claude-sonnet-4-6'),
      prices: prices.optional(),
    }),
    z.strictObject({
      provider: z.literal('openai'),
      id: required,
      baseUrl: required.pipe(z.url({ protocol: /^https$/, error: 'is not an https URL' })),
      prices: prices.optional(),
    }),
  ],
  { error: 'is bedrock or openai' },
)

/** As AWS takes them, which says no at the first resource that has any. */
const tags = z.record(z.string(), z.string()).superRefine((given, context) => {
  const say = (message: string, ...path: string[]) =>
    context.addIssue({ code: 'custom', path, message })
  const all = Object.entries(given)
  if (all.length > 50) say(`are ${all.length}: AWS takes 50`)
  for (const [key, value] of all) {
    if (/^aws:/i.test(key)) say('begins with aws:, which AWS keeps for itself', key)
    if (key === '' || key.length > 128) say('is no key of a tag: it has 1 to 128 characters', key)
    if (value.length > 256) say(`has ${value.length} characters: AWS takes 256`, key)
  }
})

const baseImage = z
  .string()
  .regex(
    /^[a-z0-9]([\w.:/-]*\w)?(@sha256:[0-9a-f]{64})?$/,
    'is not the name of an image, such as public.ecr.aws/lambda/nodejs:24',
  )
  .refine(
    (name) => (/\/lambda\/nodejs:(\d+)/.exec(name)?.[1] ?? '24') === '24',
    'is of another Node than 24, which both functions need',
  )

const schema = z.strictObject({
  environment: environmentName,
  /** What rules and defaults go by; where none is given, the words of the environment's name. */
  kind: z.enum(['production', 'development']).optional(),
  /** Who issues the access tokens. `okta` holds the settings of either. */
  identityProvider: z.enum(identityProviders).default('okta'),
  okta: identity,
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
      turnUsd: z.number().min(0).max(1_000).optional(),
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
      deletionProtection: z.boolean().optional(),
      kmsKeyArn: keyArn.optional(),
      /** A table that is there already takes the place of the one that the stack made: `npm run restore`. */
      tableName: z
        .string()
        .regex(/^[\w.-]{3,255}$/, 'is not the name of a table of DynamoDB')
        .optional(),
    })
    .prefault({}),
  logs: z
    .strictObject({
      level: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
      retentionDays: retentionDays.default(30),
      kmsKeyArn: keyArn.optional(),
    })
    .prefault({}),
  /** Of both repositories, when they are first made. */
  images: z.strictObject({ kmsKeyArn: keyArn.optional() }).prefault({}),
  gateway: z.strictObject({ kmsKeyArn: keyArn.optional() }).prefault({}),
  /** Of what both functions have in their environment, and of their code. */
  functions: z.strictObject({ kmsKeyArn: keyArn.optional() }).prefault({}),
  network: network.optional(),
  guardrail: guardrail.optional(),
  budget,
  alarms: z
    .strictObject({
      enabled: z.boolean().default(false),
      topicArn: topicArn.optional(),
      /** Read and written, those of the cache too: more than that in an hour is an alarm. */
      tokensPerHour: z.number().int().min(1_000).default(10_000_000),
      /** What a day's answers may cost at list prices. */
      usdPerDay: z.number().min(0.01).optional(),
    })
    .refine(({ enabled, topicArn }) => enabled || topicArn === undefined, {
      path: ['enabled'],
      message: 'is false, and so no alarm would come to topicArn: set it to true, or drop topicArn',
    })
    .prefault({}),
  /** Before and after every name, to tell several deployments in one account apart. */
  names: z.strictObject({ prefix: word.optional(), suffix: word.optional() }).prefault({}),
  tags: tags.default({}),
  permissionsBoundary: arn('iam').optional(),
  /** Of every role and policy. */
  iamPath: z
    .string()
    .regex(/^\/([\x21-\x2e\x30-\x7e]+\/)+$/, 'is not a path such as /teams/operations/')
    .max(512)
    .optional(),
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
  /** The image that both Lambdas are built on, in place of the one that is committed. */
  baseImage: baseImage.default(imageName(committedBase)),
})
