/** Who issues the access tokens. `okta` holds the settings of each. */
export const identityProviders = [
  'okta',
  'cognito',
  'entra',
  'auth0',
  'keycloak',
  'ping',
  'google',
  'oidc',
] as const
export type IdentityProvider = (typeof identityProviders)[number]

/** In which claims an issuer's tokens say what gateway and agent go by. */
export interface TokenForm {
  /** The app that a person signed in with; of `oidc` it is configured. */
  client: string | undefined
  /** `scope` is OAuth's own (RFC 9068): one text. Others are a list, or a text of one. */
  scope: 'scp list' | 'scp text' | 'scope'
  group: string
  /** A text, where not a list. */
  groupIsText?: true
  /** The claim that tells people apart, where it is not Okta's. */
  owner?: string
  /** Scopes that people are signed in with. */
  scopes: readonly string[]
  /** What the issuer wants to be told at sign-in, besides what OpenID Connect has. */
  signIn?: (audience: string) => Record<string, string>
  /** The id token stands for an access token, which is for the issuer alone to read. */
  idToken?: true
}

/** As the vendors' documentation has them; configuration goes first. */
export function tokenForm(provider: IdentityProvider, issuer: string): TokenForm {
  const scopes = ['openid', 'profile', 'offline_access']
  const standard = { scope: 'scope', group: 'groups', owner: 'sub', scopes } as const
  switch (provider) {
    case 'okta':
      return { client: 'cid', scope: 'scp list', group: 'groups', scopes }
    case 'cognito':
      return { client: 'client_id', scope: 'scope', group: 'cognito:groups', scopes }
    case 'entra':
      // `sub` is another in each app; `oid` is the person's own.
      return {
        client: isEntraV1(issuer) ? 'appid' : 'azp',
        scope: 'scp text',
        group: 'groups',
        owner: 'oid',
        scopes,
      }
    case 'auth0':
      // Without an audience Auth0 gives a token that only it can read.
      return { ...standard, client: 'azp', signIn: (audience) => ({ audience }) }
    case 'keycloak':
      return { ...standard, client: 'azp' }
    case 'ping':
      return { ...standard, client: 'client_id' }
    case 'google':
      return {
        ...standard,
        client: 'azp',
        // The domain of a Workspace: Google's tokens name no groups.
        group: 'hd',
        groupIsText: true,
        scopes: ['openid', 'email', 'profile'],
        signIn: () => ({ access_type: 'offline', prompt: 'consent' }),
        idToken: true,
      }
    case 'oidc':
      return { ...standard, client: undefined }
  }
}

/** Tokens of version 1 are issued under another name than the one where people sign in. */
export const isEntraV1 = (issuer: string) => issuer.startsWith('https://sts.windows.net/')

/** Whose an issuer is, by the vendors' own hosts; one of a company's own tells nothing. */
export function vendorOf(issuer: string): IdentityProvider | undefined {
  const { hostname, pathname } = new URL(issuer)
  return hosts.find(([, host]) => host.test(`${hostname}${pathname}`))?.[0]
}

const hosts: readonly [IdentityProvider, RegExp][] = [
  ['okta', /^[^/]+\.okta(preview|-emea|-gov)?\.(com|mil)\//],
  ['entra', /^(login\.microsoftonline\.(com|us)|sts\.windows\.net)\//],
  ['auth0', /^[^/]+\.auth0\.com\//],
  ['google', /^accounts\.google\.com\//],
  ['cognito', /^cognito-idp\.[^/]+\.amazonaws\.com(\.cn)?\//],
  ['ping', /^auth\.pingone\.[a-z.]+\//],
]
