import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { z } from 'zod'

export interface AuthorizerOptions {
  issuer: string
  audience: string
  /** The values of the claim `cid` that are let in. */
  allowedClients: readonly string[]
}

/** True for a token that the gateway's JWT authorizer lets in; throws where keys cannot be had. */
export type Authorizer = (token: string) => Promise<boolean>

/** Discovery is asked once, at first use; the keys are fetched again only for an unknown `kid`. */
export function jwtAuthorizer({ issuer, audience, allowedClients }: AuthorizerOptions): Authorizer {
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined
  return async (token) => {
    keys ??= createRemoteJWKSet(await discoverKeys(issuer))
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, audience })
      return allowedClients.some((client) => client === payload.cid)
    } catch (error) {
      if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) return false
      throw error
    }
  }
}

const metadata = z.object({ jwks_uri: z.url() })

async function discoverKeys(issuer: string): Promise<URL> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`)
  if (!response.ok) throw new Error(`Discovery at ${issuer} answered ${response.status}`)
  return new URL(metadata.parse(await response.json()).jwks_uri)
}
