import * as z from 'zod'

/** Said, and not blank. */
export const text = z.string().regex(/\S/, 'is blank: say it, or drop the key')

/** As Bedrock names models and profiles; whether there is one, only it knows. */
export const modelId = z
  .string()
  .regex(
    /^(arn:aws[a-z-]*:bedrock:\S+|[a-z0-9-]+\.[\w.:-]+)$/,
    'is not the id of a model or profile of Bedrock, such as global.anthropic.claude-sonnet-4-6',
  )

/** In every name, and so in what Lambda, IAM and AgentCore take of one. */
export const environmentName = z
  .string()
  .regex(
    /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
    'is lower-case letters, digits and dashes, such as prod-eu; set it where the stack has another name',
  )
  .refine(
    (name) => !name.includes('--'),
    'has two dashes in a row, which AgentCore takes in no name',
  )

const list = (item: z.ZodType<string>, most: number, at: string) =>
  z
    .array(item, {
      error: ({ code }) => (code === 'invalid_type' ? `is not a list: ${at}` : undefined),
    })
    .min(1)
    .max(most, `are more than the ${most} that Lambda takes`)
    .refine((all) => new Set(all).size === all.length, 'names one twice')

/** Where both functions run, and how they get out from there. */
export const network = z
  .strictObject({
    subnetIds: list(
      z.string().regex(/^subnet-[0-9a-f]{8,17}$/, 'is not the id of a subnet (subnet-…)'),
      16,
      'name the subnets, best in two zones',
    ),
    securityGroupIds: list(
      z.string().regex(/^sg-[0-9a-f]{8,17}$/, 'is not the id of a security group (sg-…)'),
      5,
      'name the security groups',
    ),
    /** What goes out by it: all but what has an endpoint, which noProxy names. */
    proxy: z
      .url({
        protocol: /^https?$/,
        error: 'is not an address such as http://proxy.acme.internal:3128',
      })
      .refine((text) => !/\/\/[^/]*@/.test(text), {
        message:
          'has a password in it, which a function’s environment is no place for: let the proxy know the subnets',
      })
      .optional(),
    noProxy: z
      .array(z.string().regex(/^[\w.*:/-]+$/, 'is not a host, such as .amazonaws.com'))
      .optional(),
    /** Of certificate authorities, in the base image. */
    caFile: z
      .string()
      .regex(
        /^\/[\w./-]+\.(pem|crt)$/,
        'is not the path of a file in the image, such as /opt/ca.pem',
      )
      .optional(),
  })
  .refine(({ proxy, noProxy }) => proxy !== undefined || noProxy === undefined, {
    path: ['proxy'],
    message: 'is missing, and noProxy excepts from it: set proxy, or drop noProxy',
  })

/** Of Amazon Bedrock; asked with every question and every answer. */
export const guardrail = z.strictObject({
  id: z
    .string()
    .regex(
      /^([a-z0-9]{4,64}|arn:aws[a-z-]*:bedrock:[a-z0-9-]+:\d{12}:guardrail\/[a-z0-9]+)$/,
      'is not the id or ARN of a guardrail',
    ),
  version: z.preprocess(
    (value) => (typeof value === 'number' ? String(value) : value),
    z
      .string('is required: a number, or DRAFT')
      .regex(/^([1-9]\d{0,7}|DRAFT)$/, 'is a number, or DRAFT'),
  ),
  /** Of a guardrail that is asked in several regions. */
  profile: z
    .string()
    .regex(
      /^[a-z-]+\.guardrail\.v\d+:\d+$/,
      'is not a guardrail profile, such as us.guardrail.v1:0',
    )
    .optional(),
})

/** Of the account and month; told by mail, and to the topic. */
export const budget = z
  .strictObject({
    dollarsPerMonth: z.number().min(1),
    emails: z
      .array(z.email('is not a mail address'))
      .max(10, 'are more than the 10 that AWS Budgets takes')
      .refine((all) => new Set(all).size === all.length, 'names one twice')
      .optional(),
    topicArn: z
      .string()
      .regex(
        /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+$/,
        'is not the ARN of a topic, such as arn:aws:sns:us-east-1:123456789012:alarms',
      )
      .optional(),
    /** As Cost Explorer calls them; all of the account where none is named. */
    services: z.array(text).min(1).optional(),
  })
  .optional()

/** As AWS takes them, which says no at the first resource that has any. */
export const tags = z.record(z.string(), z.string()).superRefine((given, context) => {
  const say = (message: string, ...path: string[]) =>
    context.addIssue({ code: 'custom', path, message })
  const all = Object.entries(given)
  const [twin] = all.filter(([key], at) => all.findIndex(([other]) => alike(key, other)) < at)
  if (twin) say('is there in other capitals too, which IAM does not tell apart', twin[0])
  if (all.length > 50) say(`are ${all.length}: AWS takes 50`)
  for (const [key, value] of all) {
    if (/^aws:/i.test(key)) say('begins with aws:, which AWS keeps for itself', key)
    if (key === '' || key.length > 128) say('is no key of a tag: it has 1 to 128 characters', key)
    if (![key, value].every(isOfTags)) {
      say('has other than letters, digits, blanks and _ . : / = + - @, which IAM takes not', key)
    }
    if (value.length > 256) say(`has ${value.length} characters: AWS takes 256`, key)
  }
})

const isOfTags = (text: string) => /^[\p{L}\p{Z}\p{N}_.:/=+@-]*$/u.test(text)
const alike = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
