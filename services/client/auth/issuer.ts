import { ClientError } from '../errors.ts'
import { isLoopback } from '../is-loopback.ts'
import { stripControls } from '../strip-controls.ts'
import type { OktaApp } from './sign-in.ts'
import type { Tokens } from './token-store.ts'

type OpenidClient = typeof import('openid-client')
export type TokenResponse = Awaited<ReturnType<OpenidClient['refreshTokenGrant']>>

/** The authorization server, found by its discovery document. */
export interface Issuer {
  oidc: OpenidClient
  server: Awaited<ReturnType<OpenidClient['discovery']>>
  /** What is asked for at sign-in. */
  scope: string
  /** What else the issuer is told then. */
  parameters: Readonly<Record<string, string>>
  /** Which of its tokens the agent takes. */
  sends: 'access' | 'id'
}

/** Loads openid-client, so call it only where a person signs in or a token ends. */
export async function discoverIssuer(okta: OktaApp): Promise<Issuer> {
  const oidc = await import('openid-client')
  const { clientId, clientSecret, signInIssuer = okta.issuer } = okta
  const url = new URL(signInIssuer)
  const execute = isLoopback(url) ? [oidc.allowInsecureRequests] : []
  const options = { execute, timeout: timeoutS }
  const authentication =
    clientSecret === undefined ? oidc.None() : oidc.ClientSecretPost(clientSecret)
  return asked(signInIssuer, async () => {
    const discover = (at: URL) => oidc.discovery(at, clientId, undefined, authentication, options)
    const server = await discover(url).catch((error: unknown) =>
      isOfAnotherName(error) ? discover(withOrWithoutSlash(url)) : Promise.reject(error),
    )
    const { scopes_supported: supported = optionalScopes } = server.serverMetadata()
    const scopes = [
      'openid',
      ...okta.scopes,
      ...optionalScopes.filter((scope) => supported.includes(scope)),
    ]
    return {
      oidc,
      server,
      scope: [...new Set(scopes)].join(' '),
      parameters: okta.signInParameters ?? {},
      sends: okta.token ?? 'access',
    }
  })
}

/** Some issuers write a slash at the end of their name, and some people leave it out. */
function withOrWithoutSlash(url: URL): URL {
  const { href } = url
  return new URL(href.endsWith('/') ? href.slice(0, -1) : `${href}/`)
}

function isOfAnotherName(error: unknown): boolean {
  const { cause } = error instanceof Error ? error : {}
  const about = cause instanceof Error ? cause.cause : cause
  return typeof about === 'object' && about !== null && 'attribute' in about
}

/** Signs in for longer, where the issuer can: Cognito refuses scopes that it does not know. */
const optionalScopes = ['profile', 'offline_access']

const timeoutS = 10

/** The new tokens; undefined where the issuer no longer takes this refresh token. */
export async function refreshTokens(
  issuer: Issuer,
  refreshToken: string,
): Promise<Tokens | undefined> {
  const { oidc, server } = issuer
  return asked(server.serverMetadata().issuer, async () => {
    try {
      const response = await oidc.refreshTokenGrant(server, refreshToken)
      return { refreshToken, ...toTokens(response, issuer) }
    } catch (error) {
      if (isOAuthError(error) && error.error === 'invalid_grant') return undefined
      throw error
    }
  })
}

/** The refresh token, and with it what came of it (RFC 7009); nothing where an issuer cannot. */
export async function revokeTokens({ oidc, server }: Issuer, tokens: Tokens): Promise<void> {
  const { issuer, revocation_endpoint } = server.serverMetadata()
  if (revocation_endpoint === undefined) return
  const token = tokens.refreshToken ?? tokens.accessToken
  await asked(issuer, () => oidc.tokenRevocation(server, token))
}

/** By this machine's clock, so that one that is wrong by minutes does no harm. */
export function toTokens(response: TokenResponse, { sends }: Pick<Issuer, 'sends'>): Tokens {
  const { access_token, id_token, refresh_token } = response
  if (sends === 'id' && id_token === undefined) {
    throw new ClientError('issuer_failed', 'The issuer gave no id token, which is what is sent.')
  }
  return {
    accessToken: sends === 'id' ? (id_token ?? '') : access_token,
    ...(refresh_token === undefined ? {} : { refreshToken: refresh_token }),
    expiresAt: Date.now() + (response.expiresIn() ?? 3_600) * 1_000,
  }
}

/** What goes wrong leaves as a ClientError, without its cause: that may hold what was sent or got. */
export async function asked<T>(issuer: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw error instanceof ClientError ? error : failure(issuer, error)
  }
}

function failure(issuer: string, error: unknown): ClientError {
  if (isOAuthError(error)) {
    const said = [error.error, error.error_description].filter(Boolean).join(': ')
    const message = `${issuer} refused: ${stripControls(said).slice(0, 300)}.`
    return new ClientError('issuer_refused', message)
  }
  if (error instanceof TypeError || hasTimedOut(error)) {
    const message = `Cannot reach ${issuer}: check the network.`
    return new ClientError('issuer_unreachable', message, { passing: true })
  }
  const reason = stripControls(reasonOf(error))
  return new ClientError('issuer_failed', `${issuer} did not answer as an issuer: ${reason}.`)
}

/** The cause says which part of an answer was wrong; it quotes nothing of it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return error.cause instanceof Error ? error.cause.message : error.message
}

function hasTimedOut(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'OAUTH_TIMEOUT'
}

function isOAuthError(
  error: unknown,
): error is Error & { error: string; error_description?: string } {
  return error instanceof Error && 'error' in error && typeof error.error === 'string'
}
