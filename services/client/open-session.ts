import { randomUUID } from 'node:crypto'
import { agentClient } from './agent-client.ts'
import { signIn } from './auth/open-sign-in.ts'
import { awsCredentials } from './aws-credentials.ts'
import type { Configurations } from './configuration.ts'
import type { Session } from './session.ts'

interface OpenOptions {
  configurations: Configurations
  /** Undefined: the default, or the only one. */
  environment: string | undefined
  profile: string | undefined
  region: string | undefined
  tokenFile: string | undefined
  env: Readonly<Record<string, string | undefined>>
}

/** A configured environment, ready to be asked; nothing is connected to, nor signed in to, yet. */
export async function openSession(options: OpenOptions): Promise<Session> {
  const { configurations, environment: asked, profile, tokenFile, env } = options
  const configured = await configurations.load(asked)
  const { environment, region, functionUrl, gatewayUrl, gatewayRoleArn, okta } = configured
  const user = signIn({ environment, okta }, { env, tokenFile })
  const { credentials: ofLocalStack } = configured
  const credentials = ofLocalStack
    ? async () => ofLocalStack
    : awsCredentials({ profile, region: options.region ?? env.AWS_REGION ?? region })
  return {
    environment,
    account: accountOf(gatewayRoleArn),
    region,
    gatewayUrl,
    functionUrl,
    credentials,
    signIn: user,
    agent: agentClient({
      functionUrl,
      region,
      credentials,
      token: (refused) => user.accessToken(refused),
    }),
    clientId: `cli-client-${randomUUID()}`,
  }
}

/** `arn:aws:iam::123456789012:role/…`; absent where the configuration was written by hand. */
function accountOf(roleArn = ''): string {
  return roleArn.split(':')[4] ?? 'unknown account'
}
