import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inspect, promisify } from 'node:util'
import { closeServer, listen } from '../../../../local/listen.ts'
import { ClientError } from '../../../../services/client/errors.ts'
import { authFixture, type Fixture } from './fixture.ts'

describe('a login that is kept', () => {
  let fixture: Fixture
  beforeEach(async () => {
    fixture = await authFixture()
  })
  afterEach(() => fixture.close())

  it('gives its token without asking anybody while that is valid', async () => {
    const user = await fixture.signedIn()
    await fixture.okta.close()
    const { accessToken } = await fixture.readKept()
    assert.equal(await user.accessToken(), accessToken)
    assert.equal(await fixture.terminal().user.accessToken(), accessToken)
  })

  it('is refreshed when less than a minute is left, and what was given is kept', async () => {
    const user = await fixture.signedIn()
    const before = await fixture.readKept()
    await fixture.writeKept({ ...before, expiresAt: Date.now() + 59_000 })
    const accessToken = await user.accessToken()
    const after = await fixture.readKept()
    assert.notEqual(accessToken, before.accessToken)
    assert.equal(after.accessToken, accessToken)
    assert.notEqual(after.refreshToken, before.refreshToken)
    assert(after.expiresAt > Date.now() + 3_500_000)
  })

  it('does not give a token that was refused', async () => {
    const user = await fixture.signedIn()
    const refused = await user.accessToken()
    const next = await user.accessToken(refused)
    assert.notEqual(next, refused)
    assert.equal(await user.accessToken(refused), next)
  })

  it('is refreshed once for many requests at once', async () => {
    const user = await fixture.signedIn()
    const refused = await user.accessToken()
    const all = await Promise.all(Array.from({ length: 10 }, () => user.accessToken(refused)))
    assert.equal(new Set(all).size, 1)
    assert.equal(all[0], (await fixture.readKept()).accessToken)
  })

  it('outlives two terminals that refresh at once, each use of a spent token ending it', async () => {
    await fixture.signedIn()
    const { okta, folder } = fixture
    const { issuer, clientId, audience } = okta
    const args = [JSON.stringify({ issuer, clientId, audience, scopes: [], folder }), '8']
    const run = () => promisify(execFile)(process.execPath, [refresher, ...args])
    const tokens = (await Promise.all([run(), run()])).map(({ stdout }) => stdout.split('\n'))
    assert.deepEqual(
      tokens.map(({ length }) => length),
      [8, 8],
    )
    assert.equal((await fixture.terminal().user.identity())?.refreshable, true)
    assert(await fixture.terminal().user.accessToken(tokens[0]?.at(-1)))
    assert.equal((await readdir(folder)).length, 1)
  })

  it('goes on after a terminal that was killed as it refreshed', async () => {
    const user = await fixture.signedIn()
    const { pid } = await deadProcess()
    const [kept = ''] = await readdir(fixture.folder)
    const left = JSON.stringify({ id: randomUUID(), pid, host: hostname() })
    await writeFile(join(fixture.folder, `${kept}.lock`), left)
    assert(await user.accessToken(await user.accessToken()))
    assert.deepEqual(await readdir(fixture.folder), [kept])
  })

  it('ends when it was revoked, and says how to go on', async () => {
    const user = await fixture.signedIn()
    const { accessToken, refreshToken = '' } = await fixture.readKept()
    await revoke(fixture, refreshToken)
    await assert.rejects(user.accessToken(accessToken), {
      code: 'login_required',
      message: 'Your sign-in has expired or was revoked. Sign in again: aws-ops login --env dev',
    })
    assert.equal(await user.identity(), undefined)
    await assert.rejects(user.accessToken(), {
      code: 'login_required',
      message: 'Nobody is signed in to dev. Sign in: aws-ops login --env dev',
    })
  })

  it('ends with its token where it has nothing to refresh it by', async () => {
    const user = await fixture.signedIn()
    const { accessToken } = await fixture.readKept()
    await fixture.writeKept({ accessToken, expiresAt: Date.now() + 30_000 })
    assert.equal(await user.accessToken(), accessToken)
    await fixture.writeKept({ accessToken, expiresAt: Date.now() })
    await assert.rejects(user.accessToken(), { code: 'login_required' })
  })

  it('is kept while the issuer is away, or fails', async () => {
    const user = await fixture.signedIn()
    const kept = await fixture.readKept()
    await fixture.okta.close()
    const expected = { code: 'issuer_unreachable', passing: true }
    await assert.rejects(user.accessToken(kept.accessToken), expected)
    const failing = createServer((_request, response) => response.writeHead(503).end())
    await listen(failing, Number(new URL(fixture.okta.issuer).port))
    await assert.rejects(user.accessToken(kept.accessToken), { code: 'issuer_failed' })
    await closeServer(failing)
    assert.deepEqual(await fixture.readKept(), kept)
  })

  it('shows no token in what goes wrong, whatever the issuer answers', async () => {
    const user = await fixture.signedIn()
    const kept = await fixture.readKept()
    const { issuer } = fixture.okta
    await fixture.okta.close()
    const answers = [
      { status: 200, body: { access_token: 'at-secret', refresh_token: 'rt-secret' } },
      { status: 400, body: { error: 'invalid_client', error_description: 'Unknown client' } },
    ]
    const odd = createServer((request, response) => {
      const { status, body } = request.url?.endsWith('/token')
        ? (answers.shift() ?? { status: 404, body: {} })
        : { status: 200, body: { issuer, token_endpoint: `${issuer}/token` } }
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
    await listen(odd, Number(new URL(issuer).port))
    for (const code of ['issuer_failed', 'issuer_refused']) {
      await assert.rejects(user.accessToken(kept.accessToken), (error) => {
        assert(error instanceof ClientError)
        assert.equal(error.code, code)
        const shown = inspect(error, { depth: 10, showHidden: true })
        for (const secret of [
          'at-secret',
          'rt-secret',
          kept.accessToken,
          kept.refreshToken ?? '',
        ]) {
          assert(!shown.includes(secret))
        }
        return true
      })
    }
    await closeServer(odd)
    assert.deepEqual(await fixture.readKept(), kept)
  })

  it('is given to nobody but the agent that it is for', async () => {
    const user = await fixture.signedIn()
    const kept = await fixture.readKept()
    for (const [claims, message] of [
      [{ iss: 'https://evil.example.com' }, /its issuer is https:\/\/evil\.example\.com, not http/],
      [{ aud: 'api://other' }, /its audience is api:\/\/other, not api:\/\/aws-operations-agent/],
      [{ cid: 'other' }, /it was issued to the client other, not aws-ops/],
    ] as const) {
      const accessToken = await fixture.okta.issueToken('alice', claims)
      await fixture.writeKept({ ...kept, accessToken })
      await assert.rejects(user.accessToken(), { code: 'token_invalid', message })
    }
  })

  it('is revoked at the issuer, and forgotten, by logging out', async () => {
    const user = await fixture.signedIn()
    const kept = await fixture.readKept()
    await user.logOut()
    assert.deepEqual(await readdir(fixture.folder), [])
    await writeFile(join(fixture.folder, 'again.json'), '')
    await assert.rejects(user.accessToken(), { code: 'login_required' })
    assert.equal(await refreshAt(fixture, kept.refreshToken ?? ''), 400)
    await user.logOut()
  })

  it('is forgotten where the issuer cannot be told, which is said', async () => {
    const user = await fixture.signedIn()
    await fixture.okta.close()
    await assert.rejects(user.logOut(), { code: 'not_revoked', message: /signed out here/ })
    assert.deepEqual(await readdir(fixture.folder), [])
  })
})

const refresher = fileURLToPath(new URL('refresher.ts', import.meta.url))

async function deadProcess(): Promise<{ pid: number | undefined }> {
  const running = promisify(execFile)(process.execPath, ['--version'])
  await running
  return { pid: running.child.pid }
}

async function revoke({ okta }: Fixture, token: string): Promise<void> {
  await post(`${okta.issuer}/v1/revoke`, { token, client_id: okta.clientId })
}

async function refreshAt({ okta }: Fixture, refresh_token: string): Promise<number> {
  const grant = { grant_type: 'refresh_token', refresh_token, client_id: okta.clientId }
  return (await post(`${okta.issuer}/v1/token`, grant)).status
}

function post(url: string, form: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(form) })
}
