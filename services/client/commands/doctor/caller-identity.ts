import { awsAgents } from '../../../../outbound/aws-agents.ts'
import { ClientError } from '../../errors.ts'
import type { Credentials } from '../../sign-request.ts'

/** Whose the credentials are; throws a ClientError where there are none, or AWS does not take them. */
export type AskIdentity = (
  credentials: () => Promise<Credentials>,
  region: string,
) => Promise<string>

export const stsIdentity: AskIdentity = async (credentials, region) => {
  const { accessKeyId } = await credentials()
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts')
  const sts = new STSClient({
    region,
    credentials,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 10_000, ...awsAgents() },
  })
  try {
    const { Arn = 'unknown' } = await sts.send(new GetCallerIdentityCommand())
    return Arn
  } catch (error) {
    const name = error instanceof Error ? error.name : String(error)
    if (notTaken.has(name)) throw refused(name)
    // The agent does not need it: some networks let nobody through to STS.
    return `access key …${accessKeyId.slice(-4)} (STS cannot be asked whose: ${name})`
  } finally {
    sts.destroy()
  }
}

const notTaken = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'SignatureDoesNotMatch',
])

function refused(name: string): ClientError {
  const todo = name.startsWith('Expired')
    ? 'They have expired: renew them (aws sso login, for a profile of IAM Identity Center).'
    : 'Check AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.'
  return new ClientError('aws_credentials', `AWS does not take the credentials (${name}). ${todo}`)
}
