import { createHash, randomBytes } from 'node:crypto'

/** An access token's claims as an Okta custom authorization server makes them; times in seconds. */
export interface AccessTokenClaims {
  ver: 1
  jti: string
  iss: string
  aud: string
  iat: number
  exp: number
  cid: string
  uid: string
  scp: string[]
  auth_time: number
  sub: string
}

type Grant = Omit<AccessTokenClaims, 'ver' | 'jti' | 'uid' | 'sub'> & { login: string }

export function accessTokenClaims({ login, ...grant }: Grant): AccessTokenClaims {
  return {
    ver: 1,
    jti: `AT.${randomBytes(32).toString('base64url')}`,
    iss: grant.iss,
    aud: grant.aud,
    iat: grant.iat,
    exp: grant.exp,
    cid: grant.cid,
    uid: uidOf(login),
    scp: grant.scp,
    auth_time: grant.auth_time,
    sub: login,
  }
}

/** An Okta-like user id, `00u` and 17 letters or digits: the same for a login each time. */
function uidOf(login: string): string {
  const hash = createHash('sha512').update(login.toLowerCase()).digest('base64')
  return `00u${hash.replace(/[+/=]/g, '').slice(0, 17)}`
}
