import { randomUUID } from 'node:crypto'
import { agentClient } from '../services/client/agent-client.ts'
import { readAccessToken } from '../services/client/auth/access-token.ts'
import type { Identity, SignIn } from '../services/client/auth/sign-in.ts'
import { suppliedSignIn } from '../services/client/auth/supplied-sign-in.ts'
import { ClientError } from '../services/client/errors.ts'
import type { Session } from '../services/client/session.ts'
import type { Addresses } from './data-folder.ts'

interface LocalUser {
  /** Whom the stand-in Okta signs in. */
  login: string
  /** For the banner. */
  account?: string
  /** Holds the access token to use, whoever `login` is. */
  tokenFile?: string | undefined
  /** Whom the stack of this process believes without a flow; else it is that of a browser. */
  issueToken?: (login: string) => Promise<string>
}

/** The client's session with a local stack. */
export function localSession(stack: Addresses, user: LocalUser): Session {
  const { functionUrl, gatewayUrl, region, issuer, clientId, audience } = stack
  const { login, account = 'sample account', tokenFile } = user
  const { issueToken = bySigningIn(stack) } = user
  const credentials = async () => stack.credentials
  const okta = { issuer, clientId, audience, scopes: [] }
  const signedIn =
    tokenFile === undefined
      ? standInSignIn(() => issueToken(login))
      : suppliedSignIn(okta, { file: tokenFile })
  const token = (refused?: string) => signedIn.accessToken(refused)
  return {
    environment: 'local',
    account,
    region,
    modelIsTold: true,
    gatewayUrl,
    functionUrl,
    credentials,
    agent: agentClient({ functionUrl, region, credentials, token }),
    signIn: signedIn,
    clientId: `cli-client-${randomUUID()}`,
  }
}

/** What it takes is loaded only then. */
const bySigningIn =
  ({ issuer, clientId, credentials }: Addresses) =>
  async (login: string) => {
    const { signIn } = await import('./sign-in.ts')
    return signIn({ issuer, clientId, login, credentials })
  }

/** Signed in from the start, and without a browser; a token lives as long as this process. */
function standInSignIn(issueToken: () => Promise<string>): SignIn {
  let token: Promise<string> | undefined
  let isSignedOut = false

  async function accessToken(refused?: string): Promise<string> {
    if (isSignedOut) throw new ClientError('login_required', 'You are signed out.')
    const known = await token
    if (known !== undefined && known !== refused && !expiresSoon(known)) return known
    token = issueToken()
    return token
  }
  async function identity(): Promise<Identity | undefined> {
    if (isSignedOut) return undefined
    const claims = readAccessToken(await accessToken())
    return (
      claims && {
        login: claims.sub,
        issuer: claims.iss,
        scopes: claims.scopes,
        expiresAt: new Date(claims.exp * 1_000),
        refreshable: true,
        keptIn: 'the memory of this process',
      }
    )
  }
  return {
    accessToken,
    identity,
    async logIn() {
      isSignedOut = false
      const who = await identity()
      if (who === undefined) throw new Error('The stand-in Okta gave no access token.')
      return who
    },
    async logOut() {
      isSignedOut = true
      token = undefined
    },
  }
}

const expiresSoon = (token: string) =>
  (readAccessToken(token)?.exp ?? 0) * 1_000 < Date.now() + 60_000
