import assert from 'node:assert/strict'
import type { LimitState } from '../../../../services/agent/api.ts'
import { agentClient } from '../../../../services/client/agent-client.ts'
import type { SignInParts } from '../../../../services/client/auth/open-sign-in.ts'
import { login } from '../../../../services/client/commands/login.ts'
import { logout } from '../../../../services/client/commands/logout.ts'
import { token } from '../../../../services/client/commands/token.ts'
import { whoami } from '../../../../services/client/commands/whoami.ts'
import type { Session } from '../../../../services/client/session.ts'
import { authFixture, type Fixture } from '../auth/fixture.ts'
import { contextOf } from '../local-session.ts'
import { scriptedTerminal } from '../scripted-terminal.ts'

describe('the commands for signing in', () => {
  let fixture: Fixture
  beforeEach(async () => {
    fixture = await authFixture()
  })
  afterEach(() => fixture.close())

  function start(parts?: SignInParts) {
    const terminal = scriptedTerminal()
    return { terminal, context: contextOf(sessionOf(fixture, parts), terminal) }
  }

  it('log in, say who that is, and log out; no token is shown', async () => {
    const { terminal, context } = start()
    assert.equal(await login(context, { port: 0 }), 0)
    const { accessToken, refreshToken = '', expiresAt } = await fixture.readKept()
    const kept = fixture.folder.replaceAll('.', '\\.')
    assert.match(
      terminal.notes,
      new RegExp(
        `Signed in to dev as alice@example\\.com\\. The tokens are kept in ${kept}/\\S+\\.\\n$`,
      ),
    )
    assert.equal(await whoami(context, {}), 0)
    const ends = new Date(expiresAt).toISOString()
    assert.equal(
      terminal.answers.split('Kept in')[0],
      `Login        alice@example.com
Environment  dev
Issuer       ${fixture.okta.issuer}
Scopes       openid profile email offline_access aws-operations.read
Token        ends ${ends}, and is refreshed before
`,
    )
    assert.equal(await logout(context), 0)
    assert.match(terminal.notes, /\nSigned out of dev\.\n$/)
    assert.equal(await logout(context), 0)
    assert.match(terminal.notes, /\nNobody was signed in to dev\.\n$/)
    for (const secret of [accessToken, refreshToken]) {
      assert(!(terminal.notes + terminal.answers).includes(secret))
    }
    await assert.rejects(whoami(context, {}), {
      code: 'login_required',
      message: 'Nobody is signed in to dev: aws-ops login --env dev',
    })
  })

  it('say who it is as JSON', async () => {
    const { terminal, context } = start({
      env: { OKTA_TOKEN: await fixture.okta.issueToken('bob') },
    })
    await whoami(context, { json: true })
    const { expires_at, ...who } = JSON.parse(terminal.answers)
    assert(Date.parse(expires_at) > Date.now())
    assert.deepEqual(who, {
      environment: 'dev',
      login: 'bob',
      issuer: fixture.okta.issuer,
      scopes: fixture.okta.scopes,
      refreshable: false,
      kept_in: 'environment',
    })
  })

  it('say what of the agent’s limits is spent', async () => {
    await fixture.signedIn()
    const { terminal, context } = start()
    const { agent } = await context.session()
    const limits: LimitState[] = [
      {
        limit: 'person_day',
        tokens: { limit: 50_000, spent: 21_200, held: 20_000 },
        usd: { limit: 2, spent: 0.104, held: 0 },
        resets_at: '2026-11-29T00:00:00.000Z',
      },
      {
        limit: 'deployment_month',
        usd: { limit: 900, spent: 12.5, held: 0 },
        resets_at: '2026-12-01T00:00:00.000Z',
      },
    ]
    agent.whoami = async () => ({ limits })
    assert.equal(await whoami(context, {}), 0)
    assert.equal(
      terminal.answers.split('\n').slice(-3).join('\n'),
      `Today        21,200 of 50,000 tokens, $0.10 of $2.00, running answers included; begins anew at 2026-11-29 00:00 UTC
All, month   $12.50 of $900.00; begins anew at 2026-12-01 00:00 UTC
`,
    )
    const json = start()
    Object.assign((await json.context.session()).agent, { whoami: async () => ({ limits }) })
    await whoami(json.context, { json: true })
    assert.deepEqual(JSON.parse(json.terminal.answers).limits, limits)
  })

  it('print the token alone where that is asked for', async () => {
    await fixture.signedIn()
    const { terminal, context } = start()
    assert.equal(await token(context), 0)
    assert.equal(terminal.answers, `${(await fixture.readKept()).accessToken}\n`)
    assert.equal(terminal.notes, '')
  })

  it('give up a login at Ctrl-C', async () => {
    const { terminal, context } = start({ open: async () => terminal.interrupt() })
    assert.equal(await login(context, { port: 0 }), 130)
    assert.match(terminal.notes, /\nCancelled\.\n$/)
  })

  it('pass on what went wrong', async () => {
    const { context } = start()
    await fixture.okta.close()
    await assert.rejects(login(context, { port: 0 }), { code: 'issuer_unreachable' })
    await assert.rejects(token(context), { code: 'login_required' })
  })
})

function sessionOf(fixture: Fixture, parts: SignInParts = {}): Session {
  const { user } = fixture.terminal(parts)
  const functionUrl = 'http://127.0.0.1:1'
  const region = 'us-east-1'
  const credentials = async () => ({ accessKeyId: 'a', secretAccessKey: 'b' })
  return {
    environment: 'dev',
    account: '',
    region,
    gatewayUrl: functionUrl,
    functionUrl,
    credentials,
    agent: agentClient({ functionUrl, region, credentials, token: () => user.accessToken() }),
    signIn: user,
    clientId: 'cli-client-test',
  }
}
