import * as oidc from 'openid-client'

export interface SignIn {
  issuer: string
  clientId: string
  /** Whom to sign in: the stand-in Okta takes the hint's word and shows no page. */
  login: string
  /** Of the run: a stack signs in whoever knows them. */
  credentials?: { secretAccessKey: string }
}

/** An access token by authorization code and PKCE, as a browser would get it, without one. */
export async function signIn({ issuer, clientId, login, credentials }: SignIn): Promise<string> {
  const server = await oidc.discovery(new URL(issuer), clientId, undefined, oidc.None(), {
    execute: [oidc.allowInsecureRequests],
  })
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier()
  const expectedState = oidc.randomState()
  const start = oidc.buildAuthorizationUrl(server, {
    redirect_uri: redirectUri,
    scope: 'openid profile aws-operations.read',
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    login_hint: login,
  })
  const password = credentials && basic(login, credentials.secretAccessKey)
  const callback = await followRedirects(start, password)
  const tokens = await oidc.authorizationCodeGrant(server, callback, {
    pkceCodeVerifier,
    expectedState,
  })
  return tokens.access_token
}

// Never opened: the redirect to it is read, not followed.
const redirectUri = 'http://127.0.0.1/callback'

const basic = (login: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`,
})

async function followRedirects(start: URL, headers: Record<string, string> = {}): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = start
  for (let hops = 0; hops < 10; hops += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { ...headers, cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';', 1)[0] ?? '').split(/=(.*)/s)
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) throw new Error(`The identity provider answered ${response.status}.`)
    url = new URL(location, url)
    if (url.href.startsWith(redirectUri)) return url
    if (url.origin !== start.origin) throw new Error('The identity provider led elsewhere.')
  }
  throw new Error('The identity provider redirected ten times without an end.')
}
