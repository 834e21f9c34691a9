import assert from 'node:assert/strict'
import { mismatches, readAccessToken } from '../../../../services/client/auth/access-token.ts'

describe('an access token', () => {
  it("is read in Okta's shape", () => {
    const claims = { iss: 'i', sub: 'alice', exp: 1, aud: 'a', cid: 'c', scp: ['x', 'y'] }
    const read = { iss: 'i', sub: 'alice', exp: 1, aud: ['a'], client: 'c', scopes: ['x', 'y'] }
    assert.deepEqual(readAccessToken(jwt(claims)), read)
  })

  it("is read in Cognito's shape, whose audience is the client", () => {
    const token = readAccessToken(jwt({ iss: 'i', sub: 's', exp: 1, client_id: 'c', scope: 'x y' }))
    assert.deepEqual(token?.scopes, ['x', 'y'])
    const app = { issuer: 'i', clientId: 'c', audience: 'c', scopes: [] }
    assert.deepEqual(token && mismatches(token, app), [])
  })

  it('fits with one of several audiences', () => {
    const token = readAccessToken(jwt({ iss: 'i', sub: 's', exp: 1, aud: ['a', 'b'], cid: 'c' }))
    const app = { issuer: 'i', clientId: 'c', audience: 'b', scopes: [] }
    assert.deepEqual(token && mismatches(token, app), [])
    assert.deepEqual(token && mismatches(token, { ...app, audience: 'z', clientId: 'y' }), [
      'its audience is a, b, not z',
      'it was issued to the client c, not y',
    ])
  })

  for (const text of ['', 'opaque', 'a.b.c', jwt({}), jwt({ iss: 1 })]) {
    it(`is not ${text || 'an empty text'}`, () => assert.equal(readAccessToken(text), undefined))
  }
})

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part(claims)}.x`
}
