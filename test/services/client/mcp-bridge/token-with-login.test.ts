import assert from 'node:assert/strict'
import type { Identity, SignIn } from '../../../../services/client/auth/sign-in.ts'
import { ClientError } from '../../../../services/client/errors.ts'
import { tokenWithLogin } from '../../../../services/client/mcp-bridge/token-with-login.ts'

describe('a token with a login on demand', () => {
  it('asks nobody while somebody is signed in', async () => {
    const { signIn, logins } = scriptedSignIn({ token: 'first' })
    assert.equal(await tokenWithLogin(signIn, parts)(), 'first')
    assert.equal(logins(), 0)
  })

  it('signs in once for all that wait', async () => {
    const { signIn, logins } = scriptedSignIn({ token: undefined })
    const token = tokenWithLogin(signIn, parts)
    assert.deepEqual(await Promise.all([token(), token()]), ['of login 1', 'of login 1'])
    assert.equal(logins(), 1)
  })

  it('passes a failed login on, and asks again the next time', async () => {
    const { signIn, logins } = scriptedSignIn({ token: undefined, failures: 1 })
    const token = tokenWithLogin(signIn, parts)
    await assert.rejects(token(), { code: 'login_failed' })
    assert.equal(await token(), 'of login 2')
    assert.equal(logins(), 2)
  })

  it('leaves other failures alone', async () => {
    const { signIn, logins } = scriptedSignIn({ token: undefined, code: 'token_expired' })
    await assert.rejects(tokenWithLogin(signIn, parts)(), { code: 'token_expired' })
    assert.equal(logins(), 0)
  })
})

const parts = { show: () => {}, signal: new AbortController().signal }

interface Script {
  token: string | undefined
  failures?: number
  code?: string
}

function scriptedSignIn({ token, failures = 0, code = 'login_required' }: Script) {
  let logins = 0
  let held = token
  const identity: Identity = {
    login: 'ana',
    issuer: 'https://okta.example.com',
    scopes: [],
    expiresAt: new Date(0),
    refreshable: true,
    keptIn: 'keyring',
  }
  const signIn: SignIn = {
    async accessToken() {
      if (held === undefined) throw new ClientError({ ofAgent: code }, 'Sign in.')
      return held
    },
    async logIn() {
      logins += 1
      if (logins <= failures) throw new ClientError('login_failed', 'Not this time.')
      held = `of login ${logins}`
      return identity
    },
    async logOut() {},
    identity: async () => identity,
  }
  return { signIn, logins: () => logins }
}
