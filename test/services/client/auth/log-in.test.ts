import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { mock } from 'node:test'
import { decodeJwt } from 'jose'
import { closeServer, listen } from '../../../../local/listen.ts'
import { signIn } from '../../../../services/client/auth/open-sign-in.ts'
import { addressIn, browserOf } from './browser.ts'
import { authFixture, type Fixture } from './fixture.ts'

describe('logging in', () => {
  const never = new AbortController().signal
  let fixture: Fixture
  beforeEach(async () => {
    fixture = await authFixture()
  })
  afterEach(() => fixture.close())

  describe('by a browser', () => {
    it('signs in whom the browser signs in, and says so there and here', async () => {
      const browser = browserOf('alice@example.com')
      const { user, how, shown } = fixture.terminal({ open: browser.open })
      const { expiresAt, keptIn, ...identity } = await user.logIn(how, never)
      assert.deepEqual(identity, {
        login: 'alice@example.com',
        issuer: fixture.okta.issuer,
        scopes: fixture.okta.scopes,
        refreshable: true,
      })
      assert(keptIn.startsWith(fixture.folder))
      assert.deepEqual(await user.identity(), { expiresAt, keptIn, ...identity })
      assert.equal(decodeJwt(await user.accessToken()).sub, 'alice@example.com')
      assert.equal(browser.status, 200)
      assert.match(browser.page, /You are signed in\. You may close this page\./)
      assert.match(shown(), /^Sign in in your browser\. If none has opened, open\n\nhttp/)
    })

    it('closes its port afterwards', async () => {
      const { user, how, shown } = fixture.terminal()
      await user.logIn(how, never)
      await assert.rejects(fetch(redirectOf(shown())))
    })

    it('only shows the address where it is told to open nothing', async () => {
      const opened: string[] = []
      const open = async (url: string) => void opened.push(url)
      const { user, how, shown } = fixture.terminal({ open })
      const signedIn = user.logIn({ ...how, browser: false }, never)
      await until(() => shown() !== '')
      assert.match(
        shown(),
        /^To sign in, open\n\nhttp\S+\n\nIt has to be a browser on this machine; by device \(--device, in a chat \/login device\) any does\.\n$/,
      )
      await browserOf('bob').open(addressIn(shown()))
      assert.equal((await signedIn).login, 'bob')
      assert.deepEqual(opened, [])
    })

    it('goes on where no browser can be opened: the address was shown', async () => {
      const open = () => Promise.reject(new Error('no xdg-open'))
      const { user, how, shown } = fixture.terminal({ open })
      const signedIn = user.logIn(how, never)
      await until(() => shown() !== '')
      await browserOf('bob').open(addressIn(shown()))
      assert.equal((await signedIn).login, 'bob')
    })

    it('waits on after a request that does not bring its state, or asks for something else', async () => {
      const statuses: number[] = []
      const { user, how } = fixture.terminal({
        async open(url) {
          const callback = redirectOf(url)
          for (const path of ['?code=stolen&state=guess', '?code=stolen', '/../favicon.ico']) {
            statuses.push((await fetch(`${callback}${path}`)).status)
          }
          await browserOf('alice').open(url)
        },
      })
      assert.equal((await user.logIn(how, never)).login, 'alice')
      assert.deepEqual(statuses, [400, 400, 404])
    })

    it('says what the issuer refused, in the browser too', async () => {
      const page = Promise.withResolvers<string>()
      const { user, how } = fixture.terminal({
        async open(url) {
          const state = new URL(url).searchParams.get('state') ?? ''
          const refusal = new URLSearchParams({
            state,
            error: 'access_denied',
            error_description: 'Not\u001b[2J assigned',
            iss: fixture.okta.issuer,
          })
          const response = await fetch(`${redirectOf(url)}?${refusal}`)
          page.resolve(await response.text())
        },
      })
      await assert.rejects(user.logIn(how, never), {
        code: 'issuer_refused',
        message: `${fixture.okta.issuer} refused: access_denied: Not assigned.`,
      })
      assert.match(await page.promise, /You are not signed in: the terminal says why\./)
    })

    it('takes no code that another issuer has given (RFC 9207)', async () => {
      const { user, how } = fixture.terminal({
        async open(url) {
          const state = new URL(url).searchParams.get('state') ?? ''
          const mixedUp = new URLSearchParams({ state, code: 'x', iss: 'https://evil.example.com' })
          await fetch(`${redirectOf(url)}?${mixedUp}`)
        },
      })
      await assert.rejects(user.logIn(how, never), { code: 'issuer_failed', message: /"iss"/ })
      assert.equal(await user.identity(), undefined)
    })

    it('gives up at Ctrl-C, and when nobody comes in time', async () => {
      const leaving = new AbortController()
      const reason = new Error('Ctrl-C')
      const { user, how, shown } = fixture.terminal({ open: async () => leaving.abort(reason) })
      await assert.rejects(user.logIn(how, leaving.signal), reason)
      await assert.rejects(fetch(redirectOf(shown())))

      const slow = fixture.terminal({ open: async () => {}, loginTimeoutMs: 1 })
      await assert.rejects(slow.user.logIn(slow.how, never), {
        code: 'login_failed',
        message: /Nobody has signed in in the browser in time/,
      })
    })

    it('says that its port is taken', async () => {
      const taken = createServer()
      const { port } = new URL(await listen(taken, 0))
      const { user, how } = fixture.terminal()
      await assert.rejects(user.logIn({ ...how, port: Number(port) }, never), {
        code: 'login_failed',
        message: new RegExp(`Ports ${port} of this machine are taken\\..*--device`),
      })
      await closeServer(taken)
    })

    it('keeps no token that is for something else', async () => {
      const okta = { ...fixture.okta, audience: 'api://other' }
      const { folder } = fixture
      const env = { AWS_OPS_KEYRING: 'off', DISPLAY: ':0' }
      const open = (url: string) => browserOf('alice').open(url)
      const user = signIn({ environment: 'dev', okta }, { env, folder, open })
      await assert.rejects(user.logIn(fixture.terminal().how, never), {
        code: 'token_invalid',
        message:
          /is not for dev: its audience is api:\/\/aws-operations-agent, not api:\/\/other\./,
      })
      assert.equal(await user.identity(), undefined)
    })
  })

  describe('by a device code', () => {
    afterEach(() => mock.timers.reset())

    it('signs in whoever enters the code; over SSH without being told to', async () => {
      const ssh = {
        AWS_OPS_KEYRING: 'off',
        DISPLAY: ':0',
        SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22',
      }
      const { user, how, shown } = fixture.terminal({ env: ssh })
      mock.timers.enable({ apis: ['setTimeout'] })
      const signedIn = user.logIn(how, never)
      await until(() => shown() !== '')
      const [, code = ''] = /open http\S+ in any browser and enter (\S+)\n/.exec(shown()) ?? []
      await browserOf('alice').open(`${fixture.okta.issuer}/activate?user_code=${code}`)
      assert.match(shown(), /\nThis waits for you, up to \d+ minutes\. Ctrl-C gives up\.\n$/)
      // The issuer is asked every five seconds.
      mock.timers.tick(5_000)
      assert.equal((await signedIn).login, 'alice')
      assert.equal((await user.identity())?.refreshable, true)
    })

    it('gives up at Ctrl-C', async () => {
      const leaving = new AbortController()
      const reason = new Error('Ctrl-C')
      const { user, how } = fixture.terminal()
      const show = () => leaving.abort(reason)
      await assert.rejects(user.logIn({ ...how, device: true, show }, leaving.signal), reason)
    })
  })

  it('gives up at Ctrl-C while the issuer does not answer', async () => {
    const leaving = new AbortController()
    const reason = new Error('Ctrl-C')
    const silent = createServer(() => leaving.abort(reason))
    const okta = { ...fixture.okta, issuer: await listen(silent, 0) }
    const user = signIn({ environment: 'dev', okta }, fixture)
    await assert.rejects(user.logIn(fixture.terminal().how, leaving.signal), reason)
    await closeServer(silent)
  })

  it('says that the issuer cannot be reached, or is none', async () => {
    const other = createServer((_request, response) => response.writeHead(503).end('busy'))
    const issuer = await listen(other, 0)
    const user = signIn({ environment: 'dev', okta: { ...fixture.okta, issuer } }, fixture)
    const { how } = fixture.terminal()
    await assert.rejects(user.logIn(how, never), {
      code: 'issuer_failed',
      message: /did not answer/,
    })
    await closeServer(other)
    await assert.rejects(user.logIn(how, never), {
      code: 'issuer_unreachable',
      message: `Cannot reach ${issuer}: check the network.`,
    })
  })
})

function redirectOf(shown: string): string {
  return new URL(addressIn(shown)).searchParams.get('redirect_uri') ?? ''
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}
