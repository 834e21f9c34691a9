import { ClientError } from './errors.ts'
import type { Credentials } from './sign-request.ts'

interface CredentialsOptions {
  /** Undefined: AWS_PROFILE, or else what the standard chain finds. */
  profile: string | undefined
  /** To ask in, where nothing else names one. */
  region: string
}

/**
 * AWS credentials by the SDK's standard chain (environment, profiles, IAM Identity Center, process,
 * container, instance), renewed by it as they expire. Where there are none, throws a ClientError
 * `aws_credentials` that says what to do.
 */
export function awsCredentials({
  profile,
  region,
}: CredentialsOptions): () => Promise<Credentials> {
  const asked = profile ?? process.env.AWS_PROFILE
  let chain: Promise<() => Promise<Credentials>> | undefined

  const load = async () => {
    const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers')
    return fromNodeProviderChain({
      ...(profile !== undefined && { profile }),
      // Of IAM Identity Center and of profiles, a region of their own goes first.
      parentClientConfig: { region },
      logger: silent,
    })
  }

  return async () => {
    chain ??= load()
    const provide = await chain
    return provide().catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new ClientError('aws_credentials', whatToDo(reason, asked), { cause })
    })
  }
}

/** Else the SDK writes to the console where there are keys in the environment beside a profile. */
const silent = { debug() {}, info() {}, warn() {}, error() {} }

function whatToDo(reason: string, profile: string | undefined): string {
  const option = profile === undefined ? '' : ` --profile ${profile}`
  const whose = profile === undefined ? 'AWS credentials' : `AWS credentials of profile ${profile}`
  if (/aws sso login|session token not found/i.test(reason)) {
    return `The ${whose} have expired: run \`aws sso login${option}\`.`
  }
  if (/aws login|\.aws.login/i.test(reason)) {
    return `The ${whose} have expired: run \`aws login${option}\`.`
  }
  if (!/could not load credentials from any providers/i.test(reason)) {
    return `The ${whose} cannot be had: ${reason}`
  }
  return profile === undefined
    ? 'There are no AWS credentials: name a profile (--profile, AWS_PROFILE), or make one with `aws configure sso`.'
    : `There are no ${whose}: is it there, and complete? \`aws configure list-profiles\` shows which there are.`
}
