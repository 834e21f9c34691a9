import { createHash } from 'node:crypto'
import type { createRemoteJWKSet, JWTPayload } from 'jose'
import * as z from 'zod'
import type { OktaConfig } from './config.ts'
import { memory } from './memory.ts'
import { Refusal } from './problem.ts'

/** Who asks. Lives as long as the request: the token is never logged and never stored. */
export interface Caller {
  /** Issuer and user, apart from every other issuer's user. */
  owner: string
  token: string
  /** Seconds since 1970. */
  expiresAt: number
}

/** Owners are those of the issuer, unless they are kept as another's. */
type VerifierConfig = OktaConfig & { ownerIssuer?: string | undefined }

/**
 * Verifies an access token of the configured issuer; discovery and keys are fetched once and kept. What a
 * token was found to be is remembered for minutes, under a hash of it and never past its expiry.
 */
export function tokenVerifier(
  okta: VerifierConfig,
  now = () => new Date(),
): (token: string) => Promise<Caller> {
  const verified = memory<Omit<Caller, 'token'>>(now)
  let keys: Promise<Keys> | undefined
  const currentKeys = () => {
    keys ??= discoverKeys(okta.issuer).catch((error: unknown) => {
      keys = undefined
      throw error
    })
    return keys
  }
  return async (token) => {
    if (!isWellFormed(token)) {
      const whole = 'three parts of letters, digits, - and _, with dots between, on one line'
      throw new Refusal('token_invalid', `The access token is not whole: it is ${whole}.`)
    }
    const hash = createHash('sha256').update(token).digest('base64')
    const known = verified.recall(hash)
    if (known !== undefined) return { ...known, token }
    const claims = await verifiedClaims(token, { okta, keys: currentKeys, now: now() })
    if (okta.audience === undefined) checkUse(claims)
    checkClient(claims, okta)
    checkScopeAndGroup(claims, okta)
    const found = { owner: ownerOf(claims, okta), expiresAt: claims.exp ?? 0 }
    verified.keep(hash, found, Math.min(found.expiresAt * 1000, now().getTime() + rememberMs))
    return { ...found, token }
  }
}

/** Within the ten minutes for which jose itself trusts a key that was withdrawn. */
const rememberMs = 5 * 60_000

/** How far the issuer's clock and ours may be apart. */
export const clockToleranceS = 5

/** The token of a request, from its header or its body; a refusal where there is none or two. */
export function presentedToken(header: unknown, body: unknown): string {
  const inHeader = typeof header === 'string' && header !== '' ? header : undefined
  const inBody = bodyWithToken.safeParse(body).data?.okta_token
  if (inHeader !== undefined && inBody !== undefined && inHeader !== inBody) {
    throw new Refusal('invalid_request', 'x-okta-token and okta_token hold different tokens.')
  }
  const token = inHeader ?? inBody
  if (token === undefined) {
    throw new Refusal('token_missing', 'Send an access token in the header x-okta-token.')
  }
  return token
}

/**
 * Three parts in base64url, in the one way that a signature can be written: whatever else a decoder
 * would forgive is no header, and not the same token again.
 */
function isWellFormed(token: string): boolean {
  const [, signature = ''] = /^[\w-]+\.[\w-]+\.([\w-]+)$/.exec(token) ?? []
  return signature !== '' && Buffer.from(signature, 'base64url').toString('base64url') === signature
}

const bodyWithToken = z.looseObject({ okta_token: z.string().min(1) })

interface Keys {
  /** As the issuer itself writes it: with a slash at its end, or without. */
  issuer: string
  keySet: ReturnType<typeof createRemoteJWKSet>
}

interface Check {
  okta: VerifierConfig
  keys: () => Promise<Keys>
  now: Date
}

async function verifiedClaims(token: string, { okta, keys, now }: Check) {
  const { jwtVerify, errors } = await import('jose')
  const options = {
    ...(okta.audience === undefined ? {} : { audience: [okta.audience].flat() }),
    // By a public key, whichever of its kinds the issuer has: never by a secret that is shared.
    algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'ES384'],
    requiredClaims: ['exp', 'sub'],
    clockTolerance: clockToleranceS,
    currentDate: now,
  }
  try {
    const { issuer, keySet } = await keys()
    const { payload } = await jwtVerify(token, keySet, { ...options, issuer })
    return payload
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new Refusal('token_expired', 'The access token has expired: sign in again.')
    }
    if (isVerdict(error, errors.JOSEError)) {
      throw new Refusal('token_invalid', 'The access token is not valid here.')
    }
    throw new Refusal('identity_unavailable', 'The identity provider does not answer.', {
      cause: error,
    })
  }
}

/** What jose says about the token, rather than about fetching the keys to check it with. */
function isVerdict(error: unknown, JOSEError: new () => Error & { code: string }): boolean {
  if (!(error instanceof JOSEError)) return false
  return !['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'].includes(error.code)
}

/** Cognito's id tokens are for the client itself, and no key to anything. */
function checkUse(claims: JWTPayload): void {
  if (claims.token_use === 'access') return
  throw new Refusal('token_invalid', 'This is no access token.')
}

/** Okta calls the client `cid`; of other issuers configuration says how. */
function checkClient(claims: JWTPayload, okta: OktaConfig): void {
  const { clientClaim } = okta
  const client =
    clientClaim === undefined ? (claims.cid ?? claims.client_id ?? claims.azp) : claims[clientClaim]
  if ([okta.clientId].flat().some((known) => known === client)) return
  throw new Refusal('token_invalid', 'The access token was issued to another client.')
}

function checkScopeAndGroup(claims: JWTPayload, okta: OktaConfig): void {
  const { requiredScope, requiredGroup } = okta
  if (requiredScope !== undefined && !words(claims.scp ?? claims.scope).includes(requiredScope)) {
    throw new Refusal('forbidden', `This needs the scope ${requiredScope}.`)
  }
  if (requiredGroup !== undefined) checkGroup(claims, requiredGroup, okta.groupClaim)
}

function checkGroup(claims: JWTPayload, group: string, claim = 'groups'): void {
  const named = claims[claim] ?? (claim === 'groups' ? claims['cognito:groups'] : undefined)
  if (texts(named).includes(group)) return
  const message =
    named === undefined && leavesGroupsOut(claims, claim)
      ? `This is for members of the group ${group}, and you are in more groups than your token can list: whoever runs the issuer can have it list those assigned to the app alone, or an app role instead.`
      : `This is for members of the group ${group}.`
  throw new Refusal('forbidden', message)
}

/** Entra ID leaves out all groups of who has over 200 of them, and says where they could be asked for. */
function leavesGroupsOut(claims: JWTPayload, claim: string): boolean {
  const elsewhere = z.looseObject({}).safeParse(claims._claim_names).data ?? {}
  return claims.hasgroups === true || claims.hasgroups === 'true' || claim in elsewhere
}

/** Okta lists scopes; others give one text with blanks between them. */
function words(claim: unknown): unknown[] {
  return typeof claim === 'string' ? claim.split(' ') : texts(claim)
}

/** A group's name may have blanks: one text is one group. */
function texts(claim: unknown): unknown[] {
  return Array.isArray(claim) ? claim : [claim]
}

function ownerOf(claims: JWTPayload, okta: VerifierConfig): string {
  const named = [claims[okta.ownerClaim], claims.sub].find((claim) => (claim ?? '') !== '')
  if (typeof named !== 'string') throw new Refusal('token_invalid', 'This token names no user.')
  return `${okta.ownerIssuer ?? claims.iss}|${named}`
}

const discoveryDocument = z.object({ issuer: z.string(), jwks_uri: z.url() })

async function discoverKeys(issuer: string): Promise<Keys> {
  const { createRemoteJWKSet } = await import('jose')
  const base = issuer.replace(/\/$/, '')
  const response =
    (await wellKnown(`${base}/.well-known/openid-configuration`)) ??
    (await wellKnown(`${base}/.well-known/oauth-authorization-server`))
  if (response === undefined) throw new Error(`No discovery document at ${issuer}`)
  const document = discoveryDocument.parse(response)
  if (document.issuer.replace(/\/$/, '') !== base) {
    throw new Error(`The discovery document at ${issuer} is that of ${document.issuer}`)
  }
  const url = new URL(document.jwks_uri)
  const keySet = createRemoteJWKSet(url, { timeoutDuration: discoveryTimeoutMs })
  return { issuer: document.issuer, keySet }
}

const discoveryTimeoutMs = 5_000

async function wellKnown(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(discoveryTimeoutMs) })
  if (response.ok) return response.json()
  await response.body?.cancel()
  return undefined
}
