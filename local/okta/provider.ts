import { randomBytes } from 'node:crypto'
import type { Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider'
import { z } from 'zod'
import { accessTokenClaims } from './access-token.ts'
import { memoryAdapters } from './memory-adapter.ts'
import { type AuthorizationServer, grantTypes, routes } from './metadata.ts'

/** oidc-provider dressed as an Okta custom authorization server; loaded only when somebody signs in there. */
export async function oktaProvider(server: AuthorizationServer): Promise<Provider> {
  const oidc = await import('oidc-provider')
  return new oidc.Provider(server.issuer, configuration(server))
}

export const accessTokenSeconds = 3600
const day = 86_400

function configuration(server: AuthorizationServer): Configuration {
  const scope = server.scopes.join(' ')
  return {
    adapter: memoryAdapters(),
    jwks: { keys: server.keys.map((key) => ({ ...key })) },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    clients: [server.clientId, ...(server.otherClientIds ?? [])].map((clientId) =>
      nativeClient(clientId, server.redirectUris),
    ),
    routes,
    scopes: [...server.scopes],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email'] },
    responseTypes: ['code'],
    clientAuthMethods: ['none'],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: 300,
      DeviceCode: 600,
      Grant: 100 * day,
      IdToken: 3600,
      Interaction: 600,
      RefreshToken: 100 * day,
      Session: 600,
    },
    features: {
      devInteractions: { enabled: false },
      deviceFlow: { enabled: true },
      revocation: { enabled: true, allowedPolicy: () => true },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => server.audience,
        useGrantedResource: () => true,
        // Okta knows no resource parameter: whatever is asked for, the audience is the server's.
        getResourceServerInfo: () => ({
          scope,
          audience: server.audience,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    interactions: { url: (_ctx, { uid }) => `${new URL(server.issuer).pathname}/sign-in/${uid}` },
    findAccount: (_ctx, login) => ({
      accountId: login,
      claims: () => ({ sub: login, name: login, preferred_username: login, email: login }),
    }),
    loadExistingGrant: (ctx) => grantAll(ctx, scope),
    formats: { customizers: { jwt: shapeAsOkta } },
    clientBasedCORS: () => false,
    renderError(ctx, { error, error_description }) {
      ctx.type = 'text'
      ctx.body = `${error}: ${error_description ?? ''}\n`
    },
  }
}

function nativeClient(clientId: string, redirectUris: readonly string[]) {
  return {
    client_id: clientId,
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    redirect_uris: [...redirectUris],
    response_types: ['code'],
    grant_types: [...grantTypes],
  } as const
}

/** Nobody is asked for consent. */
async function grantAll({ oidc }: KoaContextWithOIDC, scope: string) {
  const grant = new oidc.provider.Grant({
    accountId: oidc.session?.accountId,
    clientId: oidc.client?.clientId,
  })
  grant.addOIDCScope(scope)
  for (const resource of Object.keys(oidc.resourceServers ?? {})) {
    grant.addResourceScope(resource, scope)
  }
  await grant.save()
  return grant
}

type Customizers = NonNullable<NonNullable<Configuration['formats']>['customizers']>

const shapeAsOkta: Customizers['jwt'] = ({ oidc }, token, parts) => {
  const { RefreshToken, DeviceCode, AuthorizationCode } = oidc.entities
  const source = RefreshToken ?? DeviceCode ?? AuthorizationCode
  const { scope, sub, ...claims } = providerClaims.parse(parts.payload)
  parts.header = { typ: undefined }
  parts.payload = {
    ...accessTokenClaims({
      ...claims,
      cid: token.clientId ?? '',
      scp: scope.split(' '),
      auth_time: source?.authTime ?? claims.iat,
      login: sub,
    }),
  }
}

const providerClaims = z.object({
  iss: z.string(),
  aud: z.string(),
  iat: z.int(),
  exp: z.int(),
  scope: z.string(),
  sub: z.string(),
})
