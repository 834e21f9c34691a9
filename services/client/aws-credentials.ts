import { awsAgents } from '../../outbound/aws-agents.ts'
import { ClientError } from './errors.ts'
import type { Credentials } from './sign-request.ts'
import { stripControls } from './strip-controls.ts'

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
      parentClientConfig: { region, requestHandler: awsAgents() },
      logger: silent,
    })
  }

  return async () => {
    chain ??= load()
    const provide = await chain
    return provide().catch(async (cause: unknown) => {
      const reason = await reasonOf(cause, asked, region)
      throw new ClientError('aws_credentials', whatToDo(reason, asked), { cause })
    })
  }
}

/** Else the SDK writes to the console where there are keys in the environment beside a profile. */
const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** The chain says of a profile's own failure only that nobody had any: the profile is asked why. */
async function reasonOf(cause: unknown, profile: string | undefined, region: string) {
  const reason = cause instanceof Error ? cause.message : String(cause)
  if (profile === undefined || !nobodyHadAny.test(reason)) return reason
  const { fromIni } = await import('@aws-sdk/credential-providers')
  const parentClientConfig = { region, requestHandler: awsAgents() }
  return fromIni({ profile, parentClientConfig })().then(
    () => reason,
    (error: unknown) => (error instanceof Error ? error.message : reason),
  )
}

const nobodyHadAny = /could not load credentials from any providers/i

function whatToDo(reason: string, profile: string | undefined): string {
  const option = profile === undefined ? '' : ` --profile ${profile}`
  const whose = profile === undefined ? 'AWS credentials' : `AWS credentials of profile ${profile}`
  if (/aws sso login|session token not found/i.test(reason)) {
    return `The ${whose} have expired: run \`aws sso login${option}\`.`
  }
  if (/aws login|\.aws.login/i.test(reason)) {
    return `The ${whose} have expired: run \`aws login${option}\`.`
  }
  const ofProfile = profile === undefined ? undefined : profileFailure(reason, profile)
  if (ofProfile !== undefined) return ofProfile
  if (!nobodyHadAny.test(reason) && !reason.includes(`using profile: [${profile}]`)) {
    return `The ${whose} cannot be had: ${reason}`
  }
  return profile === undefined
    ? 'There are no AWS credentials: name a profile (--profile, AWS_PROFILE), or make one with `aws configure sso`.'
    : `There are no ${whose}: is it there, and complete? \`aws configure list-profiles\` shows which there are.`
}

/** What a profile's own way to its credentials has come to; undefined where that is not known. */
function profileFailure(reason: string, profile: string): string | undefined {
  const process = `The credential_process of profile ${profile}`
  if (/^Command failed/.test(reason)) {
    const [, ...said] = stripControls(reason).trim().split('\n')
    const last = said.at(-1)?.trim().slice(0, 200)
    return `${process} failed${last ? `: ${last.replace(/\.$/, '')}` : ''}. Run the command that ~/.aws/config has there by itself, and sign in again where it asks.`
  }
  if (/credential_process returned expired/.test(reason)) {
    return `${process} gives credentials that have expired: sign in again with the program that it runs.`
  }
  if (/credential_process (returned invalid|did not return)/.test(reason)) {
    return `${process} does not answer as AWS asks (JSON with Version 1, AccessKeyId and SecretAccessKey): look at what it prints.`
  }
  if (/multi-factor authentication/.test(reason)) {
    return `Profile ${profile} asks for a second factor (mfa_serial), which cannot be typed in here: get a session with it first (aws-vault, \`aws sts get-session-token\`), or make a profile with \`aws configure sso\`, and name that.`
  }
  if (/Detected a cycle/.test(reason)) {
    return `Profile ${profile} takes its credentials from itself: look at source_profile in ~/.aws/config.`
  }
  const [, source] = /using profile: \[(.+?)\]/.exec(reason) ?? []
  return source === undefined || source === profile
    ? undefined
    : `Profile ${profile} takes its credentials from profile ${source}, which is not there, or has none.`
}
