import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { createServer, request as httpRequest } from 'node:http'
import { createRemoteJWKSet, decodeProtectedHeader, errors, jwtVerify } from 'jose'
import { z } from 'zod'
import { closeServer, listen } from '../../local/listen.ts'
import { discoveryDocument, keySet } from '../../local/okta/metadata.ts'
import { oktaProvider } from '../../local/okta/provider.ts'
import { createSigningKey, type Okta, startOkta } from '../../local/okta.ts'
import { signIn } from '../../local/sign-in.ts'
import { freePorts } from '../free-ports.ts'

const audience = 'api://aws-operations-agent'
const scope = 'openid profile email offline_access aws-operations.read'

describe('the stand-in for Okta', () => {
  const printed: unknown[] = []
  const { info, warn } = globalThis.console
  let okta: Okta

  before(async () => {
    Object.assign(globalThis.console, {
      info: (text: unknown) => printed.push(text),
      warn: (text: unknown) => printed.push(text),
    })
    okta = await startOkta({ port: 0, onError: (error) => printed.push(error) })
  })
  after(async () => {
    Object.assign(globalThis.console, { info, warn })
    await okta.close()
    assert.deepEqual(printed, [])
  })

  it('is found by OpenID and by OAuth discovery, in both places of the latter', async () => {
    const { issuer } = okta
    for (const url of [
      `${issuer}/.well-known/openid-configuration`,
      `${issuer}/.well-known/oauth-authorization-server`,
      `${new URL(issuer).origin}/.well-known/oauth-authorization-server/oauth2/default`,
    ]) {
      const found = discovery.parse(await (await fetch(url)).json())
      assert.deepEqual(found, {
        issuer,
        authorization_endpoint: `${issuer}/v1/authorize`,
        token_endpoint: `${issuer}/v1/token`,
        device_authorization_endpoint: `${issuer}/v1/device/authorize`,
        revocation_endpoint: `${issuer}/v1/revoke`,
        jwks_uri: `${issuer}/v1/keys`,
        scopes_supported: scope.split(' '),
        response_types_supported: ['code'],
        code_challenge_methods_supported: ['S256'],
      })
    }
  })

  it('says of itself, and of its keys, what oidc-provider would', async () => {
    const key = await createSigningKey()
    const server = {
      ...{ issuer: okta.issuer, audience, clientId: 'aws-ops', scopes: scope.split(' ') },
      ...{ redirectUris: ['http://127.0.0.1/callback'], keys: [key] },
    }
    const http = createServer((await oktaProvider(server)).callback())
    const at = await listen(http, 0)
    const told = async (path: string): Promise<object> =>
      JSON.parse(await (await fetch(`${at}${path}`)).text())
    const local = new URL(`${at}/`).origin
    const of = (value: object) => JSON.parse(JSON.stringify(value))
    try {
      const metadata: object = await told('/.well-known/openid-configuration')
      const ours = of(discoveryDocument(server))
      // It takes its own address from the request.
      const theirs = JSON.parse(JSON.stringify(metadata).replaceAll(local, server.issuer))
      assert.deepEqual(
        Object.fromEntries(Object.keys(ours).map((name) => [name, theirs[name]])),
        ours,
      )
      assert.deepEqual(of(keySet(server)), await told('/v1/keys'))
    } finally {
      await closeServer(http)
    }
  })

  describe('by code and PKCE', () => {
    it("signs in whoever the hint names, with a token of Okta's shape", async () => {
      const { verifier, code } = await authorize(okta, { login_hint: 'alice@example.com' })
      const tokens = await exchange(okta, code, verifier)
      const claims = await verify(okta, tokens.access_token)
      const { jti, iat, exp, auth_time, uid, ...rest } = claims
      assert.deepEqual(rest, {
        ver: 1,
        iss: okta.issuer,
        aud: audience,
        cid: 'aws-ops',
        scp: scope.split(' '),
        sub: 'alice@example.com',
      })
      assert.match(jti, /^AT\.[\w-]{43}$/)
      assert.match(uid, /^00u[A-Za-z0-9]{17}$/)
      assert.equal(exp - iat, 3600)
      assert.ok(Math.abs(auth_time - iat) <= 2)
      const header = decodeProtectedHeader(tokens.access_token)
      assert.deepEqual(Object.keys(header).sort(), ['alg', 'kid'])
      assert.equal(tokens.expires_in, 3600)
      assert.equal(typeof tokens.id_token, 'string')
    })

    it('gives only the scopes that were asked for', async () => {
      for (const [asked, given] of [
        ['openid email', ['openid', 'email']],
        ['openid unknown', ['openid']],
        ['aws-operations.read', ['aws-operations.read']],
      ] as const) {
        const { verifier, code } = await authorize(okta, { login_hint: 'bob', scope: asked })
        const { access_token, refresh_token } = await exchange(okta, code, verifier)
        assert.deepEqual((await verify(okta, access_token)).scp, given)
        assert.equal(refresh_token, undefined)
      }
    })

    it('takes a resource parameter, as MCP clients send it, and keeps its own audience', async () => {
      const resource = 'http://127.0.0.1:1/mcp'
      const { verifier, code } = await authorize(okta, { login_hint: 'bob', resource })
      const tokens = await exchange(okta, code, verifier, { resource })
      assert.equal((await verify(okta, tokens.access_token)).aud, audience)
    })

    it('asks on a page who it is where no hint says so, or no login could be like it', async () => {
      for (const hint of [{}, { login_hint: '"><script>' }]) {
        const browser = new Browser()
        const first = await browser.get(authorizeUrl(okta, hint).url)
        const page = await browser.get(first.location)
        assert.deepEqual([page.status, page.body.includes('name="login_hint"')], [200, true])
        assert.ok(!page.body.includes('<script'))
        const answered = await browser.follow(`${first.location}?login_hint=carol`)
        assert.ok(answered.searchParams.has('code'))
      }
    })

    it('remembers nobody: another hint in the same browser is another user', async () => {
      const browser = new Browser()
      const subs: string[] = []
      for (const login of ['alice', 'bob']) {
        const { verifier, code } = await authorize(okta, { login_hint: login }, browser)
        subs.push((await verify(okta, (await exchange(okta, code, verifier)).access_token)).sub)
      }
      assert.deepEqual(subs, ['alice', 'bob'])
    })

    it('refuses a wrong verifier, and a code that was used', async () => {
      const { verifier, code } = await authorize(okta, { login_hint: 'alice' })
      assert.equal(await refusal(exchange(okta, code, 'x'.repeat(43))), 'invalid_grant')
      const again = await authorize(okta, { login_hint: 'alice' })
      await exchange(okta, again.code, again.verifier)
      assert.equal(await refusal(exchange(okta, again.code, again.verifier)), 'invalid_grant')
      assert.notEqual(verifier, again.verifier)
    })

    it('refuses to go on without PKCE, by the plain method, or to an unregistered place', async () => {
      const wrong = [
        { code_challenge: '' },
        { code_challenge_method: 'plain' },
        { redirect_uri: 'http://127.0.0.1:9/elsewhere' },
        { redirect_uri: 'https://evil.example.com/callback' },
        { client_id: 'other' },
      ]
      for (const parameters of wrong) {
        const { url } = authorizeUrl(okta, { login_hint: 'alice', ...parameters })
        const { status, location } = await new Browser().get(url)
        const error = location === '' ? status : new URL(location).searchParams.get('error')
        assert.ok(error === 400 || error === 'invalid_request', `${error}`)
      }
    })
  })

  describe('by refresh token', () => {
    it('rotates: the new one works, the old one is refused and takes the new one with it', async () => {
      const { verifier, code } = await authorize(okta, { login_hint: 'alice' })
      const first = await exchange(okta, code, verifier)
      const second = await refresh(okta, first.refresh_token)
      assert.notEqual(second.refresh_token, first.refresh_token)
      const [one, two] = [
        await verify(okta, first.access_token),
        await verify(okta, second.access_token),
      ]
      const { jti: _one, iat: _iat1, exp: _exp1, ...before } = one
      const { jti: _two, iat: _iat2, exp: _exp2, ...after } = two
      assert.deepEqual(after, before)
      assert.equal(await refusal(refresh(okta, first.refresh_token)), 'invalid_grant')
      assert.equal(await refusal(refresh(okta, second.refresh_token)), 'invalid_grant')
    })

    it('refuses one that was revoked', async () => {
      const { verifier, code } = await authorize(okta, { login_hint: 'alice' })
      const { refresh_token = '' } = await exchange(okta, code, verifier)
      const token = { client_id: 'aws-ops', token: refresh_token }
      const revoked = await fetch(`${okta.issuer}/v1/revoke`, post(token))
      assert.equal(revoked.status, 200)
      assert.equal(await refusal(refresh(okta, refresh_token)), 'invalid_grant')
    })
  })

  describe('by device flow', () => {
    it('approves once the complete link is opened with a login', async () => {
      const device = await startDevice(okta)
      assert.equal(await refusal(pollDevice(okta, device)), 'authorization_pending')
      const link = `${device.verification_uri_complete}&login_hint=alice%40example.com`
      const page = await fetch(link)
      assert.equal(page.status, 200)
      assert.match(await page.text(), /alice@example\.com is signed in/)
      const tokens = await pollDevice(okta, device)
      const claims = await verify(okta, tokens.access_token)
      assert.deepEqual([claims.sub, claims.scp], ['alice@example.com', scope.split(' ')])
      const refreshed = await refresh(okta, tokens.refresh_token)
      assert.equal((await verify(okta, refreshed.access_token)).sub, 'alice@example.com')
    })

    it('asks on a page for what the link does not say, and refuses a code that is none', async () => {
      const device = await startDevice(okta)
      const page = await (await fetch(device.verification_uri_complete)).text()
      assert.ok(page.includes(`value="${device.user_code}"`) && page.includes('name="login_hint"'))
      const unknown = await fetch(`${device.verification_uri}?user_code=BBBB-BBBB&login_hint=bob`)
      assert.equal(unknown.status, 400)
      assert.equal(await refusal(pollDevice(okta, device)), 'authorization_pending')
    })
  })

  describe('with a password', () => {
    let guarded: Okta
    before(async () => {
      guarded = await startOkta({ port: 0, password: 'of-this-run' })
    })
    after(() => guarded.close())

    const basic = (password: string) => ({
      authorization: `Basic ${Buffer.from(`alice:${password}`).toString('base64')}`,
    })
    const form = (fields: Record<string, string>) => ({
      method: 'POST',
      body: new URLSearchParams(fields),
    })

    it('signs in a program that sends it, and nobody who is only named', async () => {
      const { issuer, clientId } = guarded
      const alice = { issuer, clientId, login: 'alice' }
      const token = await signIn({ ...alice, credentials: { secretAccessKey: 'of-this-run' } })
      assert.equal((await verify(guarded, token)).sub, 'alice')
      await assert.rejects(signIn(alice))
      await assert.rejects(signIn({ ...alice, credentials: { secretAccessKey: 'of-this-ruN' } }))
      await assert.rejects(signIn({ ...alice, credentials: { secretAccessKey: '' } }))
    })

    it('approves a device with it alone, by a form or by a program', async () => {
      const device = await startDevice(guarded)
      const link = `${device.verification_uri_complete}&login_hint=alice`
      const fields = { user_code: device.user_code, login_hint: 'alice' }
      const refused = [
        fetch(link),
        fetch(`${link}&password=of-this-run`),
        fetch(link, { headers: basic('another') }),
        fetch(device.verification_uri, form(fields)),
        fetch(device.verification_uri, form({ ...fields, password: 'another' })),
      ]
      const answers = await Promise.all(refused)
      assert.deepEqual(
        answers.map(({ status }) => status),
        [200, 200, 403, 200, 403],
      )
      const pages = await Promise.all(answers.map((answer) => answer.text()))
      assert.ok(
        pages.every((page) => page.includes('name="password"') && !page.includes('this-run')),
      )
      assert.equal(await refusal(pollDevice(guarded, device)), 'authorization_pending')
      const right = form({ ...fields, password: 'of-this-run' })
      assert.equal((await fetch(device.verification_uri, right)).status, 200)
      assert.equal(
        (await verify(guarded, (await pollDevice(guarded, device)).access_token)).sub,
        'alice',
      )
      const next = await startDevice(guarded)
      const opened = await fetch(`${next.verification_uri_complete}&login_hint=bob`, {
        headers: basic('of-this-run'),
      })
      assert.match(await opened.text(), /bob is signed in/)
    })
  })

  describe('without a flow', () => {
    it('issues a token of the same shape and key, the same uid each time', async () => {
      const token = await okta.issueToken('alice@example.com')
      const { jti: _jti, iat, exp, auth_time, uid, ...rest } = await verify(okta, token)
      assert.deepEqual(rest, {
        ver: 1,
        iss: okta.issuer,
        aud: audience,
        cid: 'aws-ops',
        scp: scope.split(' '),
        sub: 'alice@example.com',
      })
      assert.deepEqual([exp - iat, auth_time], [3600, iat])
      const { verifier, code } = await authorize(okta, { login_hint: 'alice@example.com' })
      const tokens = await exchange(okta, code, verifier)
      assert.equal((await verify(okta, tokens.access_token)).uid, uid)
      assert.notEqual((await verify(okta, await okta.issueToken('bob'))).uid, uid)
    })

    it('issues wrong ones for tests', async () => {
      const now = Math.floor(Date.now() / 1000)
      const expired = await okta.issueToken('alice', { exp: now - 60 })
      await assert.rejects(verify(okta, expired), errors.JWTExpired)
      const other = await okta.issueToken('alice', { aud: 'other' })
      await assert.rejects(verify(okta, other), errors.JWTClaimValidationFailed)
    })

    it('keeps tokens good over a restart where the key is kept', async () => {
      const signingKey = await createSigningKey()
      const port = await freePorts()
      const first = await startOkta({ port, signingKey })
      const token = await first.issueToken('alice')
      await first.close()
      const second = await startOkta({ port, signingKey })
      const { sub } = await verify(second, token)
      await second.close()
      assert.equal(sub, 'alice')
    })
  })

  it('publishes no private key, and answers nothing elsewhere or under another name', async () => {
    const { keys } = jwks.parse(await (await fetch(`${okta.issuer}/v1/keys`)).json())
    assert.deepEqual(Object.keys(keys[0] ?? {}).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use'])
    const { origin, port } = new URL(okta.issuer)
    assert.equal((await fetch(`${origin}/other`)).status, 404)
    const rebound = await new Promise((resolve) => {
      const path = '/oauth2/default/v1/keys'
      const headers = { host: `evil.example.com:${port}` }
      httpRequest({ host: '127.0.0.1', port, path, headers }, (response) => {
        resolve(response.statusCode)
        response.resume()
      }).end()
    })
    assert.equal(rebound, 403)
  })
})

const jwks = z.object({ keys: z.array(z.record(z.string(), z.unknown())) })

const discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  device_authorization_endpoint: z.string(),
  revocation_endpoint: z.string(),
  jwks_uri: z.string(),
  scopes_supported: z.array(z.string()),
  response_types_supported: z.array(z.string()),
  code_challenge_methods_supported: z.array(z.string()),
})

const tokenAnswer = z.object({
  access_token: z.string(),
  expires_in: z.number(),
  id_token: z.string().optional(),
  refresh_token: z.string().optional(),
})

const deviceAnswer = z.object({
  device_code: z.string(),
  user_code: z.string(),
  verification_uri: z.string(),
  verification_uri_complete: z.string(),
})

const accessToken = z.strictObject({
  ver: z.literal(1),
  jti: z.string(),
  iss: z.string(),
  aud: z.string(),
  iat: z.int(),
  exp: z.int(),
  cid: z.string(),
  uid: z.string(),
  scp: z.array(z.string()),
  auth_time: z.int(),
  sub: z.string(),
})

async function verify({ issuer }: Okta, token: string) {
  const keys = createRemoteJWKSet(new URL(`${issuer}/v1/keys`))
  const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms: ['RS256'] })
  return accessToken.parse(payload)
}

const redirectUri = 'http://127.0.0.1:53123/callback'

function authorizeUrl({ issuer }: Okta, parameters: Record<string, string>) {
  const verifier = randomBytes(32).toString('base64url')
  const query = new URLSearchParams({
    client_id: 'aws-ops',
    response_type: 'code',
    redirect_uri: redirectUri,
    scope,
    state: 'a state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...parameters,
  })
  return { verifier, url: `${issuer}/v1/authorize?${query}` }
}

async function authorize(okta: Okta, parameters: Record<string, string>, browser = new Browser()) {
  const { verifier, url } = authorizeUrl(okta, parameters)
  const { searchParams } = await browser.follow(url)
  assert.equal(searchParams.get('state'), 'a state')
  return { verifier, code: searchParams.get('code') ?? '' }
}

/** As much of a browser as the code flow needs: cookies, and redirects up to the client's own. */
class Browser {
  readonly #cookies = new Map<string, string>()

  async get(url: string) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      this.#cookies.set(name, value)
    }
    const { status, headers } = response
    const location = headers.get('location')
    return {
      status,
      location: location === null ? '' : new URL(location, url).href,
      body: await response.text(),
    }
  }

  async follow(url: string): Promise<URL> {
    const { status, location, body } = await this.get(url)
    assert.ok(location !== '', `No redirect from ${url}: ${status} ${body}`)
    return location.startsWith(redirectUri) ? new URL(location) : this.follow(location)
  }
}

function post(body: Record<string, string>) {
  return { method: 'POST', body: new URLSearchParams(body) }
}

async function token({ issuer }: Okta, body: Record<string, string>) {
  const response = await fetch(`${issuer}/v1/token`, post({ client_id: 'aws-ops', ...body }))
  const answer: unknown = await response.json()
  if (!response.ok) throw new Error(z.object({ error: z.string() }).parse(answer).error)
  return tokenAnswer.parse(answer)
}

function exchange(okta: Okta, code: string, verifier: string, more: Record<string, string> = {}) {
  return token(okta, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    ...more,
  })
}

function refresh(okta: Okta, refreshToken = '') {
  return token(okta, { grant_type: 'refresh_token', refresh_token: refreshToken })
}

async function startDevice({ issuer }: Okta) {
  const asked = { client_id: 'aws-ops', scope }
  const response = await fetch(`${issuer}/v1/device/authorize`, post(asked))
  return deviceAnswer.parse(await response.json())
}

function pollDevice(okta: Okta, { device_code }: z.infer<typeof deviceAnswer>) {
  const grant_type = 'urn:ietf:params:oauth:grant-type:device_code'
  return token(okta, { grant_type, device_code })
}

async function refusal(asked: Promise<unknown>): Promise<string> {
  try {
    await asked
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'not refused'
}
