import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import type { Provider } from 'oidc-provider'
import { closeServer, isLoopback, listen, type Port } from './listen.ts'
import { type AccessTokenClaims, accessTokenClaims } from './okta/access-token.ts'
import { type AuthorizationServer, discoveryDocument, keySet, routes } from './okta/metadata.ts'
import { accessTokenSeconds, oktaProvider } from './okta/provider.ts'
import { activate, signIn } from './okta/sign-in.ts'

export interface OktaOptions {
  port: Port
  clientId?: string
  /** Further native apps of the same server. */
  otherClientIds?: readonly string[]
  audience?: string
  /** Loopback addresses may be asked for with any port. */
  redirectUris?: readonly string[]
  /** Asked of whoever signs in; nobody is asked without one. */
  password?: string
  /** The private RS256 key, as `createSigningKey` makes it; a new one if absent. */
  signingKey?: JWK
  onError?: (error: unknown) => void
}

export interface Okta {
  issuer: string
  clientId: string
  audience: string
  scopes: readonly string[]
  /** An access token for a login, without a flow; overrides make expired or wrong ones. */
  issueToken(login: string, overrides?: Partial<AccessTokenClaims>): Promise<string>
  close(): Promise<void>
}

/**
 * An Okta custom authorization server on loopback, with one public native client: code flow with
 * PKCE, device flow, rotating refresh tokens. It signs in whoever is named, with one password for all.
 */
export async function startOkta(options: OktaOptions): Promise<Okta> {
  const { port, onError, signingKey, ...settings } = { ...defaults, ...options }
  let handle = async (_request: IncomingMessage, response: ServerResponse): Promise<void> =>
    void response.writeHead(503).end()
  const http = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      onError(error)
      if (response.headersSent) response.destroy()
      else response.writeHead(500).end()
    })
  })
  const [origin, key] = await Promise.all([listen(http, port), signingKey ?? createSigningKey()])
  const issuer = `${origin}${issuerPath}`
  const server = { ...settings, issuer, scopes, keys: [key] }
  handle = answering(server, onError)
  const { clientId, audience } = settings
  const issueToken = (login: string, overrides?: Partial<AccessTokenClaims>) =>
    signToken(key, { ...claimsFor(login, server), ...overrides })
  return { issuer, clientId, audience, scopes, issueToken, close: () => closeServer(http) }
}

const issuerPath = '/oauth2/default'

const scopes = ['openid', 'profile', 'email', 'offline_access', 'aws-operations.read']

const defaults = {
  clientId: 'aws-ops',
  audience: 'api://aws-operations-agent',
  redirectUris: ['http://127.0.0.1/callback', 'http://localhost/callback'],
  onError: (_error: unknown) => {},
}

/** A key that a caller may keep, so that tokens outlive a restart. */
export async function createSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return { ...(await exportJWK(privateKey)), kid: crypto.randomUUID(), alg: 'RS256', use: 'sig' }
}

function claimsFor(login: string, { issuer, audience, clientId }: AuthorizationServer) {
  const now = Math.floor(Date.now() / 1000)
  return accessTokenClaims({
    iss: issuer,
    aud: audience,
    iat: now,
    exp: now + accessTokenSeconds,
    cid: clientId,
    scp: scopes,
    auth_time: now,
    login,
  })
}

async function signToken(key: JWK, claims: AccessTokenClaims): Promise<string> {
  const header = { alg: 'RS256', ...(key.kid === undefined ? {} : { kid: key.kid }) }
  return new SignJWT({ ...claims }).setProtectedHeader(header).sign(await importJWK(key, 'RS256'))
}

type MountedRequest = IncomingMessage & { originalUrl?: string }

function answering(server: AuthorizationServer, onError: (error: unknown) => void) {
  let parts: Promise<Parts> | undefined
  return async (request: MountedRequest, response: ServerResponse): Promise<void> => {
    if (!isLoopback(`http://${request.headers.host}`)) return void response.writeHead(403).end()
    const url = new URL(request.url ?? '/', server.issuer)
    const path = pathWithin(url)
    if (path === undefined) return void response.writeHead(404).end()
    const said = request.method === 'GET' ? saidAt(path, server) : undefined
    if (said !== undefined) return sayJson(response, said)
    parts ??= signingIn(server, onError)
    await route({ request, response, url, path }, await parts)
  }
}

/** RFC 8414 puts the issuer's path behind the well-known one, Okta before it; both are asked for. */
function pathWithin({ pathname }: URL): string | undefined {
  if (pathname === `${metadata}${issuerPath}`) return metadata
  return pathname.startsWith(`${issuerPath}/`) ? pathname.slice(issuerPath.length) : undefined
}

const metadata = '/.well-known/oauth-authorization-server'

function saidAt(path: string, server: AuthorizationServer): object | undefined {
  if (path === metadata || path === '/.well-known/openid-configuration')
    return discoveryDocument(server)
  return path === routes.jwks ? keySet(server) : undefined
}

function sayJson(response: ServerResponse, said: object): void {
  const headers = { 'access-control-allow-origin': '*', vary: 'Origin' }
  response.writeHead(200, { ...headers, 'content-type': 'application/json' })
  response.end(JSON.stringify(said))
}

interface Parts {
  provider: Provider
  server: AuthorizationServer
  callback: ReturnType<Provider['callback']>
}

async function signingIn(
  server: AuthorizationServer,
  onError: (error: unknown) => void,
): Promise<Parts> {
  const provider = await oktaProvider(server)
  provider.on('server_error', (_context, error) => onError(error))
  return { provider, server, callback: provider.callback() }
}

interface Asked {
  request: MountedRequest
  response: ServerResponse
  url: URL
  /** Within the issuer's. */
  path: string
}

async function route(
  { request, response, url, path }: Asked,
  { provider, server, callback }: Parts,
): Promise<void> {
  if (path.startsWith('/sign-in/')) return signIn(provider, server, { request, response, url })
  if (path === '/activate') return activate(provider, server, { request, response, url })
  if (path.startsWith('/v1/authorize')) forgetSession(request)
  // Okta gives refresh tokens without asking for consent.
  if (path === '/v1/authorize') url.searchParams.set('prompt', 'consent')
  request.originalUrl = issuerPath + path + url.search
  request.url = path + url.search
  await callback(request, response)
}

/** Else whoever signed in first with a browser would stay signed in there, whatever the hint. */
function forgetSession({ headers }: IncomingMessage): void {
  const cookies = headers.cookie?.split('; ').filter((cookie) => !cookie.startsWith('_session'))
  if (cookies !== undefined) headers.cookie = cookies.join('; ')
}
