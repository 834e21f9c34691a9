import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { authFixture, type Fixture } from './fixture.ts'

describe('a token that is supplied', () => {
  let fixture: Fixture
  let file: string
  before(async () => {
    fixture = await authFixture()
    file = join(fixture.folder, 'token')
  })
  after(() => fixture.close())
  const inEnv = (token: string) => fixture.terminal({ env: { OKTA_TOKEN: token } })

  it('wins over a login, and is not kept', async () => {
    await fixture.signedIn()
    const token = await fixture.okta.issueToken('bob')
    const { user } = inEnv(` ${token}\n`)
    assert.equal(await user.accessToken(), token)
    const { login, refreshable, keptIn } = (await user.identity()) ?? {}
    assert.deepEqual([login, refreshable, keptIn], ['bob', false, 'environment'])
    assert.notEqual((await fixture.readKept()).accessToken, token)
  })

  it('is read from its file each time, and that wins over the environment', async () => {
    const { user } = fixture.terminal({ env: { OKTA_TOKEN: 'x' }, tokenFile: file })
    for (const login of ['carol', 'dave']) {
      const token = await fixture.okta.issueToken(login)
      await writeFile(file, `${token}\n`)
      assert.equal(await user.accessToken(), token)
      assert.equal((await user.identity())?.keptIn, file)
    }
  })

  it('is not sent when it has expired, is for something else, is none, or was refused', async () => {
    const issue = fixture.okta.issueToken
    const expired = inEnv(await issue('bob', { exp: 1 })).user
    await assert.rejects(expired.accessToken(), {
      code: 'token_expired',
      message: 'The token in OKTA_TOKEN has expired: put a new one there.',
    })
    const other = inEnv(await issue('bob', { aud: 'api://x\u001b[2J' })).user
    await assert.rejects(other.accessToken(), {
      code: 'token_invalid',
      message:
        'The token in OKTA_TOKEN is not for here: its audience is api://x, not api://aws-operations-agent.',
    })
    for (const text of ['opaque', 'a.b.c', `e30.${btoa('{}')}.x`]) {
      await assert.rejects(inEnv(text).user.accessToken(), {
        code: 'token_invalid',
        message: 'OKTA_TOKEN holds no access token of an issuer.',
      })
    }
    const good = await issue('bob')
    await assert.rejects(inEnv(good).user.accessToken(good), {
      code: 'token_invalid',
      message: 'The agent does not take the token in OKTA_TOKEN.',
    })
  })

  it('says that its file is not there', async () => {
    const { user } = fixture.terminal({ tokenFile: join(fixture.folder, 'none') })
    await assert.rejects(user.accessToken(), {
      code: 'token_missing',
      message: /Cannot read a token/,
    })
  })

  it('leaves nothing to log in to or out of', async () => {
    const { user, how } = inEnv(await fixture.okta.issueToken('bob'))
    const refusal = { code: 'token_supplied', message: /The token is in OKTA_TOKEN, which wins/ }
    await assert.rejects(user.logIn(how, new AbortController().signal), refusal)
    await assert.rejects(user.logOut(), refusal)
  })
})
