import { createHash } from 'node:crypto'
import type { JWTPayload } from 'jose'
import * as z from 'zod'
import type { OktaConfig } from './config.ts'
import { memory } from './memory.ts'
import { Refusal } from './problem.ts'
import type { TokenClaims } from './token-claims.ts'

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

/** Throws a refusal for a token that is not good here. */
export interface TokenVerifier {
  (token: string): Promise<Caller>
  /** Loads what the first token asks for, and the issuer's keys. */
  prepare(): Promise<void>
}

/**
 * Verifies an access token of the configured issuer; discovery and keys are fetched once and kept. What a
 * token was found to be is remembered for minutes, under a hash of it and never past its expiry.
 */
export function tokenVerifier(okta: VerifierConfig, now = () => new Date()): TokenVerifier {
  const verified = memory<Omit<Caller, 'token'>>(now)
  let loaded: Promise<TokenClaims> | undefined
  const claimsIn = () => {
    loaded ??= import('./token-claims.ts').then(({ tokenClaims }) =>
      tokenClaims(okta, clockToleranceS),
    )
    return loaded
  }
  async function verify(token: string): Promise<Caller> {
    if (!isWellFormed(token)) {
      const whole = 'three parts of letters, digits, - and _, with dots between, on one line'
      throw new Refusal('token_invalid', `The access token is not whole: it is ${whole}.`)
    }
    const hash = createHash('sha256').update(token).digest('base64')
    const known = verified.recall(hash)
    if (known !== undefined) return { ...known, token }
    const claims = await (await claimsIn()).of(token, now())
    if (okta.audience === undefined) checkUse(claims)
    checkClient(claims, okta)
    checkScopeAndGroup(claims, okta)
    const found = { owner: ownerOf(claims, okta), expiresAt: claims.exp ?? 0 }
    verified.keep(hash, found, Math.min(found.expiresAt * 1000, now().getTime() + rememberMs))
    return { ...found, token }
  }
  return Object.assign(verify, { prepare: async () => (await claimsIn()).prepare() })
}

/** Within the ten minutes for which a key is trusted that was withdrawn. */
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
