import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { decodeJwt } from 'jose'
import { signIn } from '../../../../services/client/auth/open-sign-in.ts'
import { browserOf } from './browser.ts'
import { authFixture, type Fixture } from './fixture.ts'

describe('another app in place of the one that people signed in with', () => {
  const never = new AbortController().signal
  let fixture: Fixture
  beforeEach(async () => {
    fixture = await authFixture({ clientId: 'former', otherClientIds: ['newer'] })
  })
  afterEach(() => fixture.close())

  /** As the stack's outputs name the apps; at the same folder of tokens. */
  function configured(clientId: string, otherClientIds?: string[]) {
    const { okta, folder } = fixture
    const env = { AWS_OPS_KEYRING: 'off', DISPLAY: ':0' }
    const open = (url: string) => browserOf('ana').open(url)
    const app = { ...okta, clientId, otherClientIds }
    return signIn({ environment: 'dev', okta: app }, { env, folder, open })
  }
  const how = { device: false, port: 0, show: () => {} }
  const appOf = (token: string) => decodeJwt(token).cid

  it('asks nobody to sign in again while the former app’s tokens are taken', async () => {
    await configured('former').logIn(how, never)
    const user = configured('newer', ['former'])
    const token = await user.accessToken()
    assert.equal(appOf(token), 'former')
    const refreshed = await user.accessToken(token)
    assert.notEqual(refreshed, token)
    assert.equal(appOf(refreshed), 'former')
    assert.equal((await user.identity())?.login, 'ana')
  })

  it('signs in with the newer, and forgets what the former gave', async () => {
    await configured('former').logIn(how, never)
    const user = configured('newer', ['former'])
    await user.logIn(how, never)
    assert.equal(appOf(await user.accessToken()), 'newer')
    assert.equal((await readdir(fixture.folder)).filter((name) => name.endsWith('.json')).length, 1)
    await assert.rejects(configured('former').accessToken(), { code: 'login_required' })
  })

  it('takes tokens of the newer before the newer is what people sign in with', async () => {
    await configured('newer').logIn(how, never)
    const user = configured('former', ['newer'])
    assert.equal(appOf(await user.accessToken()), 'newer')
  })

  it('asks to sign in once the former is no longer taken', async () => {
    await configured('former').logIn(how, never)
    await assert.rejects(configured('newer').accessToken(), { code: 'login_required' })
  })

  it('signs out of all', async () => {
    await configured('former').logIn(how, never)
    const user = configured('newer', ['former'])
    await user.logOut()
    assert.equal(await user.identity(), undefined)
    await assert.rejects(user.accessToken(), { code: 'login_required' })
  })
})
