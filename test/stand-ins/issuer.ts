import { createServer } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { listen } from './listen.ts'

export interface TokenOverrides {
  claims?: Record<string, unknown>
  /** Signed with a key that the issuer does not publish. */
  forged?: boolean
}

export type ScriptedIssuer = Awaited<ReturnType<typeof startIssuer>>

/**
 * An issuer of access tokens shaped as Okta's: discovery, keys, and tokens made on demand. `path` is
 * that of its name, which may end in a slash.
 */
export async function startIssuer(path = '/oauth2/default') {
  const [{ privateKey, publicKey }, forger] = await Promise.all([
    generateKeyPair('RS256'),
    generateKeyPair('RS256'),
  ])
  const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' }
  const requests: string[] = []
  /** What answers instead: a status for every path, another name in the discovery document. */
  const state: { status: number; name?: string } = { status: 200 }
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    const body = documents(request.headers.host)[request.url ?? '']
    response.writeHead(body === undefined ? 404 : state.status, {
      'content-type': 'application/json',
    })
    response.end(JSON.stringify(body ?? {}))
  })
  const issuerAt = (host: string | undefined) => `http://${host}${path}`
  const issuer = issuerAt(`127.0.0.1:${await listen(server)}`)
  const below = path.replace(/\/$/, '')
  /** Those of the issuer under whose name it is asked: a proxy may stand before it. */
  const documents = (host: string | undefined): Record<string, unknown> => ({
    [`${below}/.well-known/openid-configuration`]: {
      issuer: state.name ?? issuerAt(host),
      jwks_uri: `http://${host}${below}/v1/keys`,
    },
    [`${below}/v1/keys`]: { keys: [jwk] },
  })

  return {
    issuer,
    audience: 'api://aws-operations-agent',
    clientId: 'aws-ops',
    requests,
    state,
    /** An access token of `user`, valid for an hour; claims set to undefined are left out. */
    token(user: string, { claims = {}, forged = false }: TokenOverrides = {}): Promise<string> {
      const now = Math.floor(Date.now() / 1000)
      const payload = {
        ver: 1,
        jti: `AT.${crypto.randomUUID()}`,
        iss: issuer,
        aud: 'api://aws-operations-agent',
        iat: now,
        exp: now + 3600,
        cid: 'aws-ops',
        uid: `00u${user}`,
        scp: ['openid', 'aws-operations.read'],
        sub: `${user}@example.com`,
        ...claims,
      }
      return new SignJWT(payload)
        .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
        .sign(forged ? forger.privateKey : privateKey)
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
