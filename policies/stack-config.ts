import { runtime } from '@pulumi/pulumi'
import { z } from 'zod'
import { accountOf, isAccount } from './arn.ts'

/** What a stack is configured with, as far as rules go by it. */
export type StackConfig = z.infer<typeof schema>

/** Of the stack that a resource is of. The engine hands a pack what it hands the program. */
export function stackConfig(urn: string): StackConfig {
  // urn:pulumi:<stack>::<project>::<type>::<name>
  const [stack, project] = urn.split('::')
  const configured = runtime.getStack()
  if (configured !== '' && `urn:pulumi:${configured}` !== stack) return schema.parse({})
  const values = Object.entries(runtime.allConfig()).map(([key, value]) => [
    key.replace(`${project}:`, ''),
    fromJson(value),
  ])
  return schema.parse(Object.fromEntries(values))
}

/**
 * The stack's own accounts, where that can be known: those that the AWS provider is held to, and
 * that of the permissions boundary, which IAM takes from a role's own account alone.
 */
export function ownAccounts({ allowedAccountIds, permissionsBoundary }: StackConfig): string[] {
  return [...allowedAccountIds, accountOf(permissionsBoundary ?? '') ?? ''].filter(isAccount)
}

/** Other accounts that the configuration names, by a role that may call, a key, or a model. */
export const namedAccounts = ({ callers, kmsKeys, modelId }: StackConfig): string[] =>
  [...callers, ...kmsKeys, modelId ?? ''].map((arn) => accountOf(arn) ?? '').filter(isAccount)

function fromJson(value: string): unknown {
  try {
    const parsed: unknown = JSON.parse(value)
    return typeof parsed === 'number' ? value : parsed
  } catch {
    return value
  }
}

const text = z.string().optional().catch(undefined)
const list = z.array(z.string()).catch([])

const key = z.object({ kmsKeyArn: text }).catch({ kmsKeyArn: undefined })

/** Values that are not as a stack of this project has them are as if they were not there. */
const schema = z
  .object({
    environment: text,
    kind: z.enum(['production', 'development']).optional().catch(undefined),
    network: z.looseObject({}).optional().catch(undefined),
    okta: z
      .object({
        clientId: z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]),
        clientClaim: text,
      })
      .catch({ clientId: [], clientClaim: undefined }),
    dataAccess: list,
    permissionsBoundary: text,
    callers: z.object({ arns: list }).catch({ arns: [] }),
    toolRole: z.object({ modelAccess: z.boolean().catch(false) }).catch({ modelAccess: false }),
    model: z.object({ id: text }).catch({ id: undefined }),
    conversations: key,
    logs: key,
    images: key,
    gateway: key,
    functions: key,
    'aws:allowedAccountIds': list,
  })
  .transform(({ okta, callers, model, toolRole, ...config }) => ({
    environment: config.environment,
    kind: config.kind,
    hasNetwork: config.network !== undefined,
    functionsKey: config.functions.kmsKeyArn,
    okta: { clientIds: okta.clientId, clientClaim: okta.clientClaim },
    dataAccess: config.dataAccess,
    permissionsBoundary: config.permissionsBoundary,
    callers: callers.arns,
    modelId: model.id,
    modelAccess: toolRole.modelAccess,
    kmsKeys: [config.conversations, config.logs, config.images, config.gateway, config.functions]
      .map(({ kmsKeyArn }) => kmsKeyArn)
      .filter((arn) => arn !== undefined),
    allowedAccountIds: config['aws:allowedAccountIds'],
  }))
