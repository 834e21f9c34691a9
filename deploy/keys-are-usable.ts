import { z } from 'zod'
import type { DeploymentConfig } from '../stacks/config.ts'
import { type AwsJson, AwsRefusal } from './aws-json.ts'
import { Unmet } from './check.ts'

type Keys = Pick<DeploymentConfig, 'conversations' | 'logs' | 'images' | 'gateway' | 'functions'>

/** Whether each key that is configured is one that encrypts, and lets those use it who have to. */
export async function keysAreUsable(config: Keys, region: string, aws: AwsJson): Promise<string> {
  const keys = Object.entries({
    conversations: config.conversations.kmsKeyArn,
    logs: config.logs.kmsKeyArn,
    images: config.images.kmsKeyArn,
    gateway: config.gateway.kmsKeyArn,
    functions: config.functions.kmsKeyArn,
  }).flatMap(([name, arn]) => (arn === undefined ? [] : [{ name, arn }]))
  const faults = await Promise.all(keys.map((key) => faultOf(key, region, aws)))
  const said = faults.filter((fault) => fault !== undefined)
  if (said.length > 0) throw new Unmet(said.join('; '))
  return keys.length === 0 ? 'AWS’s own' : `${keys.map(({ name }) => name).join(', ')}`
}

async function faultOf(
  { name, arn }: { name: string; arn: string },
  region: string,
  aws: AwsJson,
): Promise<string | undefined> {
  const key = `${name}.kmsKeyArn`
  try {
    const { KeyMetadata } = described.parse(await aws('kms', 'DescribeKey', { KeyId: arn }))
    const { KeyState, KeyUsage, KeySpec } = KeyMetadata
    if (KeyState !== 'Enabled') return `${key}: the key is ${KeyState}: enable it, or take another`
    if (KeyUsage !== 'ENCRYPT_DECRYPT' || KeySpec !== 'SYMMETRIC_DEFAULT') {
      return `${key}: the key is ${KeySpec} for ${KeyUsage}: take a symmetric one that encrypts`
    }
    const asked = { KeyId: arn, PolicyName: 'default' }
    const { Policy } = policied.parse(await aws('kms', 'GetKeyPolicy', asked))
    return policyFault(key, arn, statementsOf(Policy), region)
  } catch (error) {
    if (!(error instanceof AwsRefusal)) throw error
    if (error.code === 'NotFoundException') return `${key}: there is no such key: ${arn}`
    if (/AccessDenied/.test(error.code)) {
      return `${key}: you may not look at the key: allow yourself kms:DescribeKey and kms:GetKeyPolicy, or have its owner compare docs/deployment.md`
    }
    throw error
  }
}

/** IAM decides of a key only where the key's policy says that it does. */
function policyFault(
  key: string,
  arn: string,
  statements: readonly Statement[],
  region: string,
): string | undefined {
  const account = arn.split(':')[4]
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow')
  const lets = (kind: string, name: RegExp) =>
    allowed.some(({ Principal }) => {
      const named = typeof Principal === 'string' ? [Principal] : [Principal[kind] ?? []].flat()
      return named.some((one) => name.test(one))
    })
  if (key.startsWith('logs.')) {
    return lets('Service', new RegExp(`^logs\\.(${region}\\.)?amazonaws\\.com`))
      ? undefined
      : `${key}: the key’s policy does not let logs.${region}.amazonaws.com use it: add the statement of docs/deployment.md`
  }
  return lets('AWS', new RegExp(`^(\\*|${account}|arn:[a-z-]+:iam::${account}:root)$`))
    ? undefined
    : `${key}: the key’s policy leaves nothing to IAM: let arn:…:iam::${account}:root use it, or name those of docs/deployment.md in it`
}

const described = z.object({
  KeyMetadata: z.object({ KeyState: z.string(), KeyUsage: z.string(), KeySpec: z.string() }),
})
const policied = z.object({ Policy: z.string() })
const principal = z.union([
  z.string(),
  z.record(z.string(), z.union([z.string(), z.array(z.string())])),
])
const statement = z.object({ Effect: z.string(), Principal: principal.default({}) })
type Statement = z.infer<typeof statement>

const statementsOf = (text: string): Statement[] => {
  const { Statement } = z
    .object({ Statement: z.union([statement, z.array(statement)]) })
    .parse(JSON.parse(text))
  return [Statement].flat()
}
