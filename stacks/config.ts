import * as z from 'zod'
import { committedBase, imageName } from '../images/base-image.ts'
import { kindOf } from '../policies/environment-kind.ts'
import { serviceCalled } from '../tools/catalogue/chosen-services.ts'
import { moreServices, services } from '../tools/catalogue/services.ts'
import { didYouMean } from '../tools/executor/nearest.ts'
import { dataKinds } from '../tools/tool.ts'
import { faultsOf, whole } from './config-faults.ts'
import { completeCors, cors } from './cors.ts'
import { completeIdentity, identity, identityFaults } from './identity-config.ts'
import {
  budget,
  environmentName,
  guardrail,
  modelId,
  network,
  tags,
  text,
} from './option-groups.ts'
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
  const alone = parsed.success ? [] : faultsOf(parsed.error, schema)
  const faults = [...alone, ...togetherFaults(given)]
  if (parsed.success && faults.length === 0) {
    return complete(parsed.data)
  }
  throw new Error(`The configuration of stack ${stack} is not right:\n  ${faults.join('\n  ')}`)
}

/** Of keys that are right each by itself, whatever is wrong with others. */
function togetherFaults(given: object): string[] {
  const who = schema.pick({ identityProvider: true, okta: true }).strip().safeParse(given).data
  const told = schema.pick({ budget: true, alarms: true }).strip().safeParse(given).data
  const asked = schema.pick({ guardrail: true, model: true }).strip().safeParse(given).data
  return [
    ...(who === undefined ? [] : identityFaults(who.identityProvider, who.okta)),
    ...(told === undefined ? [] : budgetFaults(told)),
    ...(asked?.guardrail === undefined || asked.model.provider === 'bedrock'
      ? []
      : ['guardrail: is of Bedrock, and the model is not: drop it']),
  ]
}

function budgetFaults({
  budget,
  alarms,
}: Pick<z.infer<typeof schema>, 'budget' | 'alarms'>): string[] {
  if (budget === undefined || budget.topicArn !== undefined) return []
  if (alarms.topicArn?.endsWith('.fifo')) {
    return [
      'budget.topicArn: is required, as that of alarms is a queue’s (.fifo), which AWS Budgets takes not',
    ]
  }
  const isTold = budget.emails?.length || alarms.topicArn
  return isTold ? [] : ['budget: tells nobody: set emails, or topicArn']
}

/** With the defaults that go by another value. */
function complete(given: z.infer<typeof schema>) {
  const { environment, kind = kindOf(environment), conversations } = given
  return {
    ...given,
    kind,
    okta: completeIdentity(given.identityProvider, given.okta),
    cors: completeCors(kind, given.cors),
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
    .string()
    .regex(
      new RegExp(`^arn:aws[a-z-]*:${service}:`),
      `is not an ARN of ${service} (arn:aws:${service}:…)`,
    )
/** One thing, by its name: no pattern, no alias and nothing of another kind. */
const roleArn = arn('iam').refine(
  (text) => /^arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(text) || !text.includes(':iam:'),
  'is not the ARN of one role, such as arn:aws:iam::123456789012:role/operators',
)
const keyArn = arn('kms').refine(
  (text) => /:\d{12}:key\/[\w-]+$/.test(text) || !text.includes(':kms:'),
  'is not the ARN of a key (…:key/…): IAM does not know a key by its alias',
)
const gatewayKeyArn = keyArn.refine(
  (text) => /:key\/[\w-]{36}$/.test(text) || !/:key\/[\w-]+$/.test(text),
  'has a key’s id of other than 36 characters, which AgentCore takes not: it is as in 1234abcd-12ab-34cd-56ef-1234567890ab, or mrk- and 32 of 0-9 and a-f',
)
const boundaryArn = arn('iam').refine(
  (text) => /:iam::(aws|\d{12}):policy\/[\w+=,.@/-]+$/.test(text) || !text.includes(':iam:'),
  'is not the ARN of one policy, such as arn:aws:iam::123456789012:policy/boundary',
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
const accountNumber = z.string().regex(/^\d{12}$/, 'is not an account number of 12 digits')
const usualTokensPerHour = 10_000_000
const days = z.number().int().min(1).max(3650)
/** A number of Lambda's own choosing: what CloudWatch Logs takes as retention. */
const retentionDays = z.literal(
  [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
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

/** By any of its names. */
function noService(name: string): string | undefined {
  if (name === 'core') return 'is read always: leave it out of the list'
  if (name === 'all') return 'is all of them: say services: all, without a list'
  if (serviceCalled(name) !== undefined) return undefined
  const known = moreServices.map((service) => services[service].name)
  return `is no service that can be read.${didYouMean(name, known)} Known: ${known.join(', ')}`
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
      id: z.string().regex(/^o-[a-z0-9]{10,32}$/, 'is not an organisation id (o-…)'),
    }),
  ],
  { error: 'is account, roles or organisation' },
)

const dollars = z.number().min(0)
const spending = z.number().min(0.01).max(1_000_000_000)
/** For a million tokens, where they are not those of the agent's list. */
const prices = z.strictObject({
  input: dollars,
  output: dollars,
  cacheRead: dollars.optional(),
  cacheWrite: dollars.optional(),
})
const cacheLifetime = z.enum(['off', '5m', '1h'], { error: 'is off, 5m or 1h' })
const model = z.discriminatedUnion(
  'provider',
  [
    z.strictObject({
      provider: z.literal('bedrock'),
      id: modelId.default('global.anthropic.claude-sonnet-4-6'),
      prices: prices.optional(),
      /** How long Bedrock remembers instructions and tools, and a conversation. */
      promptCache: cacheLifetime.optional(),
      conversationCache: cacheLifetime.optional(),
    }),
    z.strictObject({
      provider: z.literal('openai'),
      id: text,
      baseUrl: text.pipe(z.url({ protocol: /^https$/, error: 'is not an https URL' })),
      prices: prices.optional(),
    }),
  ],
  { error: 'is bedrock or openai' },
)

const baseImage = z
  .string()
  .regex(
    /^(?!\d+$|https?:)[a-z0-9]([\w.:/-]*\w)?(@sha256:[0-9a-f]{64})?$/,
    'is not the name of an image, such as public.ecr.aws/lambda/nodejs:24',
  )
  .refine(
    (name) => (/(?:^|\/)node(?:js)?:(\d+)/.exec(name)?.[1] ?? '24') === '24',
    'is of another Node than 24, which both functions need',
  )
  .refine((name) => !/-arm64(v8)?(@|$)/.test(name), 'is for arm64: both functions run on x86_64')

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
  /** Of a turn, where what is left out is the agent's own default; and of many, which are not limited by default. */
  limits: z
    .strictObject({
      messageCharacters: z.number().int().min(1).max(32_000).optional(),
      toolCalls: z.number().int().min(1).max(1_000).optional(),
      turnTokens: z.number().int().min(1_000).optional(),
      turnUsd: z.number().min(0).max(1_000).optional(),
      historyTokens: z.number().int().min(1_000).max(1_000_000).optional(),
      /** Days and months are those of UTC. */
      personTokensPerDay: z.number().int().min(1_000).optional(),
      personUsdPerDay: spending.optional(),
      tokensPerMonth: z.number().int().min(1_000).optional(),
      usdPerMonth: spending.optional(),
    })
    .prefault({}),
  /** Kinds of data, besides metadata, that the tools may read. */
  dataAccess: z.array(z.enum(dataKinds)).default([]),
  /** Of AWS's, that the tools read: those of the tools of their own, all, or those and some more. */
  services: z
    .union(
      [z.enum(['core', 'all']), z.array(text).min(1).superRefine(each(noService))],
      'is core, all, or a list of services, such as [ssm, kms]',
    )
    .default('core'),
  toolRole: z
    .strictObject({
      readOnlyAccess: z.boolean().default(false),
      modelAccess: z.boolean().default(false),
      /** Further accounts whose resources a call may name; none but the own by default. */
      readableAccounts: z.array(accountNumber).optional(),
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
  gateway: z
    .strictObject({
      kmsKeyArn: gatewayKeyArn.optional(),
      /** True where a policy engine or an interceptor was put before it, and callers see different tools. */
      toolsDiffer: z.boolean().optional(),
    })
    .prefault({}),
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
      tokensPerHour: z.number().int().min(1_000).default(usualTokensPerHour),
      /** What a day's answers may cost at list prices. */
      usdPerDay: z.number().min(0.01).optional(),
    })
    .superRefine(({ enabled, topicArn, usdPerDay, tokensPerHour }, context) => {
      const given = Object.entries({ topicArn, usdPerDay, tokensPerHour })
        .filter(([, value]) => value !== undefined && value !== usualTokensPerHour)
        .map(([key]) => key)
        .join(' and ')
      if (enabled || given === '') return
      context.addIssue({
        code: 'custom',
        path: ['enabled'],
        message: `is false, and so no alarm would come of ${given}: set it to true, or drop ${given}`,
      })
    })
    .prefault({}),
  /** Before and after every name, to tell several deployments in one account apart. */
  names: z.strictObject({ prefix: word.optional(), suffix: word.optional() }).prefault({}),
  tags: tags.default({}),
  permissionsBoundary: boundaryArn.optional(),
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
    .union([z.string(), z.literal(false)], 'is an account number of 12 digits, or false')
    .refine(
      (value) => value === false || /^\d{12}$/.test(value),
      'is an account number of 12 digits, or false',
    )
    .default('996756280381'),
  /** The image that both Lambdas are built on, in place of the one that is committed. */
  baseImage: baseImage.default(imageName(committedBase)),
})
