import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ClientError } from '../errors.ts'
import { withLock } from '../lock.ts'
import { mismatches, readAccessToken } from './access-token.ts'
import { discoverIssuer, refreshTokens, revokeTokens } from './issuer.ts'
import { logIn } from './log-in.ts'
import type { Identity, LogInParts, OktaApp, SignIn } from './sign-in.ts'
import type { Kept, TokenStore, Tokens } from './token-store.ts'

interface Parts extends LogInParts {
  environment: string
  okta: OktaApp
  store: TokenStore
  /** A file, held by whoever changes the store: all terminals of this person share it. */
  lock: string
}

/** Tokens that a person got by signing in, refreshed as they end. */
export function storedSignIn(parts: Parts): SignIn {
  const { okta, store } = parts
  return {
    async accessToken(refused) {
      const { accessToken } = await currentTokens(parts, refused)
      checkToken(parts, accessToken)
      return accessToken
    },
    async logIn(how, signal) {
      const tokens = await logIn(okta, { ...parts, ...how }, signal)
      checkToken(parts, tokens.accessToken)
      return identityOf(parts, await alone(parts, () => store.write(tokens, 'keyring')))
    },
    logOut: () => alone(parts, () => revokeAndForget(parts)),
    async identity() {
      const kept = await store.read()
      return kept && identityOf(parts, kept)
    },
  }
}

async function currentTokens(parts: Parts, refused: string | undefined): Promise<Tokens> {
  const isGood = (tokens: Tokens) => tokens.accessToken !== refused && !endsSoon(tokens)
  const { tokens } = await readKept(parts)
  if (isGood(tokens)) return tokens
  return alone(parts, async () => {
    // Another terminal, or another request of this one, may have been first.
    const kept = await readKept(parts)
    return isGood(kept.tokens) ? kept.tokens : refresh(parts, kept)
  })
}

function endsSoon({ expiresAt, refreshToken }: Tokens): boolean {
  return expiresAt - (refreshToken === undefined ? 0 : refreshAheadMs) <= Date.now()
}

const refreshAheadMs = 60_000

async function readKept({ environment, store }: Parts): Promise<Kept> {
  const kept = await store.read()
  if (kept !== undefined) return kept
  throw loginRequired(environment, `Nobody is signed in to ${environment}. Sign in`)
}

/** The refresh token is spent by this: what comes back is kept before anybody uses it. */
async function refresh({ environment, okta, store }: Parts, kept: Kept): Promise<Tokens> {
  const { refreshToken } = kept.tokens
  const fresh = refreshToken && (await refreshTokens(await discoverIssuer(okta), refreshToken))
  if (!fresh) {
    await store.remove()
    throw loginRequired(environment, 'Your sign-in has expired or was revoked. Sign in again')
  }
  await store.write(fresh, kept.keptIn === 'keyring' ? 'keyring' : 'file')
  return fresh
}

async function revokeAndForget({ okta, store }: Parts): Promise<void> {
  const kept = await store.read()
  try {
    if (kept !== undefined) await revokeTokens(await discoverIssuer(okta), kept.tokens)
  } catch (cause) {
    const message =
      'You are signed out here, but the issuer could not be told: what it gave ends by itself.'
    throw new ClientError('not_revoked', message, { cause })
  } finally {
    await store.remove()
  }
}

async function alone<T>({ lock }: Parts, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(lock), { recursive: true, mode: 0o700 })
  return withLock(lock, work)
}

function checkToken({ environment, okta }: Parts, accessToken: string): void {
  const claims = readAccessToken(accessToken)
  const wrong =
    claims === undefined
      ? ['it is none of a custom authorization server']
      : mismatches(claims, okta)
  if (wrong.length === 0) return
  const todo = `Check the configuration, and sign in again: aws-ops login --env ${environment}`
  const message = `The access token is not for ${environment}: ${wrong.join('; ')}. ${todo}`
  throw new ClientError('token_invalid', message)
}

function identityOf({ okta }: Parts, { tokens, keptIn }: Kept): Identity {
  const claims = readAccessToken(tokens.accessToken)
  return {
    login: claims?.sub ?? 'unknown',
    issuer: okta.issuer,
    scopes: claims?.scopes ?? [],
    expiresAt: new Date(tokens.expiresAt),
    refreshable: tokens.refreshToken !== undefined,
    keptIn,
  }
}

function loginRequired(environment: string, message: string): ClientError {
  return new ClientError('login_required', `${message}: aws-ops login --env ${environment}`)
}
