import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { mock } from 'node:test'
import { exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose'
import { discoverKeys } from '../../../services/agent/issuer-keys.ts'
import { listen } from '../../stand-ins/listen.ts'

describe('the keys of an issuer', () => {
  let issuer: Awaited<ReturnType<typeof startRotatingIssuer>>

  beforeEach(async () => {
    issuer = await startRotatingIssuer()
  })
  afterEach(() => {
    mock.timers.reset()
    return issuer.close()
  })

  it('are found where the discovery document has moved to, and kept', async () => {
    const { keySet, issuer: name } = await discoverKeys(issuer.url)
    assert.equal(name, issuer.url)
    const token = await issuer.token('key-1')
    await jwtVerify(token, keySet)
    await jwtVerify(token, keySet)
    assert.deepEqual(issuer.requests, ['/.well-known/openid-configuration', '/moved', '/keys'])
  })

  it('are asked for again by a token of another key, each half minute at most, and after ten minutes', async () => {
    mock.timers.enable({ apis: ['Date'], now: Date.now() })
    const { keySet } = await discoverKeys(issuer.url)
    await jwtVerify(await issuer.token('key-1'), keySet)
    await issuer.publish('key-2')
    const asked = () => issuer.requests.filter((path) => path === '/keys').length
    const later = await issuer.token('key-2')
    await assert.rejects(jwtVerify(later, keySet), { code: 'ERR_JWKS_NO_MATCHING_KEY' })
    assert.equal(asked(), 1)
    mock.timers.tick(31_000)
    await jwtVerify(later, keySet)
    assert.equal(asked(), 2)
    mock.timers.tick(10 * 60_000 + 1)
    await jwtVerify(later, keySet)
    assert.equal(asked(), 3)
  })

  it('that were not there are asked for by the next token', async () => {
    issuer.state.broken = true
    const { keySet } = await discoverKeys(issuer.url)
    const token = await issuer.token('key-1')
    await assert.rejects(jwtVerify(token, keySet), /No keys at/)
    issuer.state.broken = false
    await jwtVerify(token, keySet)
  })
})

/** One whose discovery document has moved, and whose keys change. */
async function startRotatingIssuer() {
  const pairs = new Map<string, Awaited<ReturnType<typeof generateKeyPair>>>()
  for (const kid of ['key-1', 'key-2']) pairs.set(kid, await generateKeyPair('ES256'))
  const published: object[] = []
  const requests: string[] = []
  const state = { broken: false }
  const server = createServer(({ url: path = '' }, response) => {
    requests.push(path)
    const documents: Record<string, object> = {
      '/moved': { issuer: url, jwks_uri: `${url}/keys` },
      '/keys': { keys: published },
    }
    if (path === '/.well-known/openid-configuration') {
      return void response.writeHead(302, { location: '/moved' }).end()
    }
    const isBroken = state.broken && path === '/keys'
    response.writeHead(isBroken ? 503 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(documents[path] ?? {}))
  })
  const url = `http://127.0.0.1:${await listen(server)}`
  const publish = async (kid: string) => {
    const pair = pairs.get(kid)
    if (pair !== undefined) published.push({ ...(await exportJWK(pair.publicKey)), kid })
  }
  await publish('key-1')
  return {
    url,
    requests,
    state,
    publish,
    token: (kid: string) => {
      const pair = pairs.get(kid)
      assert.ok(pair)
      return new SignJWT({}).setProtectedHeader({ alg: 'ES256', kid }).sign(pair.privateKey)
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
