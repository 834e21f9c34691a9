import type { JWK } from 'jose'

export interface AuthorizationServer {
  issuer: string
  audience: string
  clientId: string
  otherClientIds?: readonly string[]
  redirectUris: readonly string[]
  scopes: readonly string[]
  /** Asked of whoever signs in; nobody is asked without one. */
  password?: string
  keys: readonly JWK[]
}

/** Paths as Okta's. */
export const routes = {
  authorization: '/v1/authorize',
  token: '/v1/token',
  jwks: '/v1/keys',
  revocation: '/v1/revoke',
  device_authorization: '/v1/device/authorize',
  code_verification: '/activate',
}

export const grantTypes = [
  'authorization_code',
  'refresh_token',
  'urn:ietf:params:oauth:grant-type:device_code',
] as const

/**
 * What the server says of itself without oidc-provider, in its words: whoever holds a token already, as a first
 * question does, asks for no more, and waits for none of the 240 modules of it.
 */
export function discoveryDocument({ issuer, scopes }: AuthorizationServer) {
  return {
    issuer,
    authorization_endpoint: `${issuer}${routes.authorization}`,
    token_endpoint: `${issuer}${routes.token}`,
    device_authorization_endpoint: `${issuer}${routes.device_authorization}`,
    revocation_endpoint: `${issuer}${routes.revocation}`,
    jwks_uri: `${issuer}${routes.jwks}`,
    scopes_supported: scopes,
    grant_types_supported: grantTypes,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
    id_token_signing_alg_values_supported: ['RS256'],
    authorization_response_iss_parameter_supported: true,
  }
}

/** Without what is private of them. */
export const keySet = ({ keys }: AuthorizationServer) => ({
  keys: keys.map(({ kty, use, kid, alg, e, n }) => ({ kty, use, kid, alg, e, n })),
})
