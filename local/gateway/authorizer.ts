import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import { z } from 'zod'

export interface AuthorizerOptions {
  issuer: string
  audience: string
  /** The values of the claim `cid` that are let in. */
  allowedClients: readonly string[]
}

/** True for a token that the gateway's JWT authorizer lets in; throws where keys cannot be had. */
export type Authorizer = (token: string) => Promise<boolean>

/** That of Okta's tokens, of any of the clients. */
export function jwtAuthorizer({ issuer, audience, allowedClients }: AuthorizerOptions): Authorizer {
  const authorize = customJwtAuthorizer({
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    allowedAudiences: [audience],
  })
  return authorize((claims) => allowedClients.some((client) => client === claims.cid))
}

/** As AgentCore takes one: all that it names has to hold. */
export interface CustomJwtAuthorizer {
  discoveryUrl: string
  allowedAudiences?: readonly string[]
  /** Of the claim `client_id`, as AgentCore's documentation has it. */
  allowedClients?: readonly string[]
  /** Of which the claim `scope` has one. */
  allowedScopes?: readonly string[]
  customClaims?: readonly {
    inboundTokenClaimName: string
    inboundTokenClaimValueType: 'STRING' | 'STRING_ARRAY'
    authorizingClaimMatchValue: {
      claimMatchOperator: 'EQUALS' | 'CONTAINS' | 'CONTAINS_ANY'
      claimMatchValue: { matchValueString?: string; matchValueStringLists?: readonly string[] }
    }
  }[]
}

/** Discovery is asked once, at first use; the keys are fetched again only for an unknown `kid`. */
export function customJwtAuthorizer(config: CustomJwtAuthorizer) {
  let issuer: Promise<{ issuer: string; keys: ReturnType<typeof createRemoteJWKSet> }> | undefined
  return (also: (claims: JWTPayload) => boolean = () => true): Authorizer =>
    async (token) => {
      issuer ??= discover(config.discoveryUrl).catch((error: unknown) => {
        issuer = undefined
        throw error
      })
      const { keys, ...from } = await issuer
      const audience = config.allowedAudiences
      try {
        const { payload } = await jwtVerify(token, keys, {
          ...from,
          ...(audience === undefined ? {} : { audience: [...audience] }),
        })
        return isAllowed(payload, config) && also(payload)
      } catch (error) {
        if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout))
          return false
        throw error
      }
    }
}

function isAllowed(claims: JWTPayload, config: CustomJwtAuthorizer): boolean {
  const { allowedClients, allowedScopes, customClaims = [] } = config
  const scopes = typeof claims.scope === 'string' ? claims.scope.split(' ') : []
  return (
    (allowedClients === undefined || allowedClients.some((one) => one === claims.client_id)) &&
    (allowedScopes === undefined || allowedScopes.some((one) => scopes.includes(one))) &&
    customClaims.every((claim) => matches(claims[claim.inboundTokenClaimName], claim))
  )
}

type Claim = NonNullable<CustomJwtAuthorizer['customClaims']>[number]

/** A list is never compared to a text, nor a text to a list. */
function matches(value: unknown, claim: Claim): boolean {
  const { matchValueString = '', matchValueStringLists = [matchValueString] } =
    claim.authorizingClaimMatchValue.claimMatchValue
  switch (claim.inboundTokenClaimValueType) {
    case 'STRING':
      return typeof value === 'string' && value === matchValueString
    case 'STRING_ARRAY':
      return Array.isArray(value) && matchValueStringLists.some((one) => value.includes(one))
  }
}

const metadata = z.object({ issuer: z.string(), jwks_uri: z.url() })

async function discover(url: string) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`Discovery at ${url} answered ${response.status}`)
  const { issuer, jwks_uri } = metadata.parse(await response.json())
  return { issuer, keys: createRemoteJWKSet(new URL(jwks_uri)) }
}
