import assert from 'node:assert/strict'
import { tokenVerifier } from '../../../services/agent/auth.ts'
import { agentConfig } from '../../../services/agent/config.ts'
import { startIssuer } from '../../stand-ins/issuer.ts'

describe('tokens of Cognito', () => {
  let issuer: Awaited<ReturnType<typeof startIssuer>>
  before(async () => {
    issuer = await startIssuer()
  })
  after(() => issuer.close())

  /** As Cognito shapes an access token: no audience, and the client in `client_id`. */
  const claims = {
    aud: undefined,
    cid: undefined,
    uid: undefined,
    scp: undefined,
    client_id: 'aws-ops',
    token_use: 'access',
    sub: 'aaaa-1111',
    scope: 'openid ops/read',
    'cognito:groups': ['Operators'],
  }
  const verify = async (changes: object, env: Record<string, string> = {}) => {
    const { okta } = agentConfig({
      ENVIRONMENT: 'test',
      CONVERSATIONS_TABLE: 'conversations',
      GATEWAY_URL: 'https://gateway.test/mcp',
      IDENTITY_PROVIDER: 'cognito',
      OKTA_ISSUER: issuer.issuer,
      OKTA_AUDIENCE: 'aws-ops',
      OKTA_CLIENT_ID: 'aws-ops',
      OKTA_REQUIRED_SCOPE: 'ops/read',
      OKTA_REQUIRED_GROUP: 'Operators',
      ...env,
    })
    const token = await issuer.token('ana', { claims: { ...claims, ...changes } })
    return tokenVerifier(okta)(token)
  }

  it('are known by their client, and their user by the subject', async () => {
    assert.equal((await verify({})).owner, `${issuer.issuer}|aaaa-1111`)
  })

  const refused: [what: string, changes: object, code: string][] = [
    ['an id token', { token_use: 'id', client_id: undefined, aud: 'aws-ops' }, 'token_invalid'],
    ['a token of another client', { client_id: 'other' }, 'token_invalid'],
    ['a token without the scope', { scope: 'openid' }, 'forbidden'],
    ['a token of somebody outside the group', { 'cognito:groups': ['Guests'] }, 'forbidden'],
  ]
  for (const [what, changes, code] of refused) {
    it(`that are ${what} are refused`, async () => {
      await assert.rejects(verify(changes), { code })
    })
  }

  it('are refused where the issuer is said to be Okta', async () => {
    await assert.rejects(verify({}, { IDENTITY_PROVIDER: 'okta' }), { code: 'token_invalid' })
  })
})
