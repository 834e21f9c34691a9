import * as z from 'zod'

/** In every name, and so in what Lambda, IAM and AgentCore take of one. */
export const environmentName = z
  .string('is required')
  .regex(
    /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
    'is lower-case letters, digits and dashes, such as prod-eu; set it where the stack has another name',
  )
  .refine(
    (name) => !name.includes('--'),
    'has two dashes in a row, which AgentCore takes in no name',
  )

const list = (item: z.ZodType<string>, at: string) =>
  z
    .array(item, {
      error: ({ code }) => (code === 'invalid_type' ? `is not a list: ${at}` : undefined),
    })
    .min(1)
    .max(16, 'are more than the 16 that Lambda takes')
    .refine((all) => new Set(all).size === all.length, 'names one twice')

/** Where both functions run, and how they get out from there. */
export const network = z
  .strictObject({
    subnetIds: list(
      z.string().regex(/^subnet-[0-9a-f]{8,17}$/, 'is not the id of a subnet (subnet-…)'),
      'name the subnets, best in two zones',
    ),
    securityGroupIds: list(
      z.string().regex(/^sg-[0-9a-f]{8,17}$/, 'is not the id of a security group (sg-…)'),
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
    .string('is required')
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
    emails: z.array(z.email('is not a mail address')).max(10).optional(),
    topicArn: z
      .string()
      .regex(
        /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+$/,
        'is not the ARN of a topic, such as arn:aws:sns:us-east-1:123456789012:alarms',
      )
      .optional(),
    /** As Cost Explorer calls them; all of the account where none is named. */
    services: z.array(z.string().min(1)).min(1).optional(),
  })
  .optional()
