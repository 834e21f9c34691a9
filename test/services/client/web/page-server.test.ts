import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { type IncomingHttpHeaders, request } from 'node:http'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AgentEvent } from '../../../../services/agent/events.ts'
import { ClientError } from '../../../../services/client/errors.ts'
import { openPage } from '../../../../services/client/web/open-page.ts'
import { type PageServer, servePage } from '../../../../services/client/web/page-server.ts'
import type { PageFile } from '../../../../services/web/built-page.ts'
import { sessionWith } from '../local-session.ts'

const files: PageFile[] = [
  { path: '/', type: 'text/html; charset=utf-8', contents: '<!doctype html><title>Page</title>' },
  { path: '/page.js', type: 'text/javascript; charset=utf-8', contents: 'void 0' },
]

describe('the server of the page', () => {
  let events: (signal: AbortSignal) => AsyncGenerator<AgentEvent>
  let server: PageServer
  let entered: boolean[]
  let port: number
  let pass: { cookie: string; 'x-page-key': string }
  const asked: object[] = []

  before(async () => {
    entered = []
    server = await servePage({
      session: sessionWith(agent()),
      files,
      port: 0,
      onEntered: (isLetIn) => entered.push(isLetIn),
    })
    port = Number(new URL(server.address()).port)
    pass = await enter(secretOf(server.address()))
  })
  beforeEach(() => {
    asked.length = 0
  })
  after(() => server.close())

  describe('lets nobody in', () => {
    it('by a name that another’s DNS points at it', async () => {
      const hosts = [
        'attacker.example',
        `attacker.example:${port}`,
        `localhost:${port}`,
        '127.0.0.1',
      ]
      for (const host of [
        ...hosts,
        `127.0.0.1:${port + 1}`,
        `[::1]:${port}`,
        `127.0.0.1.:${port}`,
      ]) {
        for (const path of ['/', '/page.js', '/about', '/api/conversations']) {
          const { status, headers } = await get(path, { ...pass, host })
          assert.equal(status, 403, `${host} ${path}`)
          assert.equal(headers['set-cookie'], undefined)
        }
      }
      assert.equal((await get(`http://attacker.example/about`, pass)).status, 400)
    })

    it('from another origin, be it another port of this address', async () => {
      const origins = ['https://attacker.example', 'null', `http://127.0.0.1:${port + 1}`]
      for (const origin of [
        ...origins,
        `http://localhost:${port}`,
        `https://127.0.0.1:${port}`,
        'file://',
      ]) {
        const { status, headers } = await post('/stream', question, { ...pass, origin })
        assert.equal(status, 403, origin)
        assert.equal(headers['access-control-allow-origin'], undefined)
        assert.equal((await get('/about', { ...pass, origin })).status, 403, origin)
      }
      for (const site of ['same-site', 'cross-site']) {
        const { status } = await get('/about', { ...pass, 'sec-fetch-site': site })
        assert.equal(status, 403, site)
      }
      assert.deepEqual(asked, [])
    })

    it('by a form, or whatever a page sends without asking first', async () => {
      const types = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', '']
      for (const type of types) {
        const { status } = await post('/stream', question, { ...pass, 'content-type': type })
        assert.equal(status, 403, type)
      }
      const { origin: _, ...nowhere } = ownHeaders()
      const sent = await send('POST', '/stream', { ...nowhere, ...pass }, JSON.stringify(question))
      assert.equal(sent.status, 403)
      for (const method of ['OPTIONS', 'PUT', 'TRACE']) {
        const { status, headers } = await send(method, '/stream', { ...ownHeaders(), ...pass })
        assert.equal(status, 403, method)
        assert.equal(headers['access-control-allow-methods'], undefined)
      }
      assert.deepEqual(asked, [])
    })

    it('in a frame', async () => {
      for (const dest of ['iframe', 'frame', 'embed', 'object']) {
        const way = { 'sec-fetch-dest': dest, 'sec-fetch-mode': 'navigate' }
        assert.equal((await get('/', way)).status, 403, dest)
      }
      const { headers } = await get('/')
      assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/)
      assert.equal(headers['x-frame-options'], 'DENY')
    })

    it('by an address that was used, or that never was', async () => {
      const address = server.address()
      await enter(secretOf(address))
      for (const secret of [secretOf(address), 'x'.repeat(43), '', 7, null]) {
        const { status, headers, text } = await post('/session', { secret })
        assert.deepEqual([status, headers['set-cookie']], [403, undefined])
        assert.equal(JSON.parse(text).code, 'used_address')
      }
      assert.deepEqual(entered.slice(-6), [true, false, false, false, false, false])
    })

    it('by the cookie alone, which browsers send to each port of an address, nor by the key alone', async () => {
      const { cookie, 'x-page-key': key } = pass
      const other = await enter(secretOf(server.address()))
      const wrong = [
        {},
        { cookie },
        { 'x-page-key': key },
        { ...pass, 'x-page-key': other['x-page-key'] },
      ]
      for (const headers of [...wrong, { ...pass, cookie: `${cookie}x` }]) {
        for (const path of ['/about', '/api/conversations', '/report?conversation=c_1']) {
          assert.equal((await get(path, headers)).status, 401, path)
        }
        assert.equal((await post('/stream', question, headers)).status, 401)
      }
      assert.deepEqual(asked, [])
    })

    it('who is another user of the machine, and sees what programs are started with', async () => {
      const address = server.address()
      let opened = ''
      const forget = await openPage(address, async (url) => {
        opened = url
      })
      assert.ok(!opened.includes(secretOf(address)))
      const file = fileURLToPath(opened)
      assert.match(await readFile(file, 'utf8'), new RegExp(secretOf(address)))
      assert.equal((await stat(file)).mode & 0o077, 0)
      assert.equal((await stat(dirname(file))).mode & 0o077, 0)
      if (process.getuid?.() === 0) {
        const { status } = spawnSync('cat', [file], { uid: 65_534, gid: 65_534 })
        assert.notEqual(status, 0)
      }
      await forget()
      assert.equal(existsSync(file), false)
    })
  })

  it('tells the cookie to no script and no other site, and keeps nothing anywhere', async () => {
    const { headers, text } = await post('/session', { secret: secretOf(server.address()) })
    assert.match(
      String(headers['set-cookie']),
      new RegExp(`^aws-ops-page-${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
    )
    assert.deepEqual(Object.keys(JSON.parse(text)), ['key'])
    for (const path of ['/', '/page.js', '/about', '/nothing']) {
      const { headers } = await get(path, pass)
      assert.equal(headers['cache-control'], 'no-store', path)
      assert.equal(headers['x-content-type-options'], 'nosniff', path)
      assert.equal(headers['referrer-policy'], 'no-referrer', path)
      const policy = String(headers['content-security-policy'])
      assert.match(
        policy,
        /^default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'/,
      )
      assert.match(policy, /require-trusted-types-for 'script'; trusted-types 'none'$/)
      assert.ok(!policy.includes('unsafe'), path)
    }
  })

  it('answers the page, and says no token, nor anything that it does not know', async () => {
    const about = await get('/about', pass)
    assert.equal(about.status, 200)
    assert.deepEqual(Object.keys(JSON.parse(about.text)).sort(), [
      ...['account', 'environment', 'first_questions', 'login', 'region', 'version'],
    ])
    const paths = ['/', '/page.js', '/about', '/api/conversations', '/api/conversations/c_1']
    for (const path of [...paths, '/report?conversation=c_1']) {
      const { status, text, headers } = await get(path, pass)
      assert.equal(status, 200, path)
      assert.ok(!`${text}${JSON.stringify(headers)}`.includes('the-token'), path)
    }
    for (const path of [
      '/x',

      '/%2e%2e/package.json',
      '/api/conversations/%',
      '/health',
    ]) {
      assert.equal((await get(path, pass)).status, 404, path)
    }
  })

  it('refuses what is no question, or too much', async () => {
    const bad: [number, object | string][] = [
      [400, { message: '' }],
      [400, { message: 'x', okta_token: 'another' }],
      [400, { message: 'x', client_id: 'me' }],
      [400, '[]'],
      [400, '{'],
      [413, { message: 'x'.repeat(300_000) }],
    ]
    for (const [status, body] of bad)
      assert.equal((await post('/stream', body, pass)).status, status)
    assert.deepEqual(asked, [])
  })

  it('hands on each event at once, and cancels the answer of a page that leaves', async () => {
    const cancelled = Promise.withResolvers<void>()
    events = async function* (signal) {
      yield { type: 'text', text: 'First\u001b[31m words\u202e' }
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      cancelled.resolve()
    }
    const leaving = new AbortController()
    const response = await fetch(`http://127.0.0.1:${port}/stream`, {
      method: 'POST',
      headers: { ...ownHeaders(), ...pass },
      body: JSON.stringify(question),
      signal: leaving.signal,
    })
    assert.equal(response.headers.get('content-type'), 'text/event-stream')
    let read = ''
    const decoder = new TextDecoder()
    for await (const piece of response.body ?? []) {
      read += decoder.decode(piece, { stream: true })
      if (read.includes('event: text')) break
    }
    leaving.abort()
    assert.match(read, /event: text\ndata: \{"text":"First words"\}\n\n/)
    await cancelled.promise
    assert.deepEqual(asked.at(-1), { ...question, client_id: 'cli-client-test' })
  })

  it('ends a stream that failed with why, and what to do', async () => {
    events = async function* () {
      yield { type: 'text', text: 'x' }
      throw new ClientError('login_required', 'Nobody is signed in. Sign in: aws-ops login')
    }
    const { text } = await post('/stream', question, pass)
    assert.match(
      text,
      /event: error\ndata: \{"code":"login_required","message":"Nobody is signed in\./,
    )
  })

  it('ends with its process, streams too', async () => {
    const other = await servePage({ session: sessionWith(agent()), files, port: 0 })
    const address = other.address()
    events = async function* (signal) {
      yield { type: 'text', text: 'x' }
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    }
    const its = await enter(secretOf(address), Number(new URL(address).port))
    const open = fetch(new URL('/stream', address), {
      method: 'POST',
      headers: { ...ownHeaders(new URL(address).host), ...its },
      body: JSON.stringify(question),
    }).then((response) => response.text())
    const broken = assert.rejects(open)
    await new Promise((resolve) => setTimeout(resolve, 50))
    await other.close()
    await broken
    await assert.rejects(fetch(address))
  })

  const question = { message: 'Which instances?' }

  function agent() {
    const summary = {
      conversation_id: 'c_1',
      title: 'T',
      created_at: '2026-01-31T12:00:00Z',
      updated_at: '2026-01-31T12:00:00Z',
      turns: 1,
    }
    const never = async () => {
      throw new Error('not asked for')
    }
    return {
      ask(body: object, signal: AbortSignal) {
        asked.push(withoutId(body))
        return events(signal)
      },
      listConversations: async () => ({ conversations: [summary] }),
      readConversation: async () => ({
        ...summary,
        messages: [],
        session_metadata: {
          client_type: 'cli-client',
          client_id: null,
          bedrock_agentcore_gateway_url: '',
          tools_available: [],
        },
      }),
      renameConversation: async () => summary,
      deleteConversation: async () => {},
      health: never,
      tools: never,
      whoami: never,
      clearConversation: never,
      deleteConversations: never,
    }
  }

  async function enter(secret: string, at = port) {
    const headers = ownHeaders(`127.0.0.1:${at}`)
    const {
      status,
      headers: got,
      text,
    } = await send('POST', '/session', headers, JSON.stringify({ secret }), at)
    assert.equal(status, 200, text)
    const [cookie = ''] = String(got['set-cookie']).split(';')
    return { cookie, 'x-page-key': JSON.parse(text).key }
  }

  const ownHeaders = (host = `127.0.0.1:${port}`) => ({
    host,
    origin: `http://${host}`,
    'content-type': 'application/json',
    'sec-fetch-site': 'same-origin',
  })

  const get = (path: string, headers: object = {}) =>
    send('GET', path, { host: `127.0.0.1:${port}`, ...headers })

  const post = (path: string, body: object | string, headers: object = {}) =>
    send(
      'POST',
      path,
      { ...ownHeaders(), ...headers },
      typeof body === 'string' ? body : JSON.stringify(body),
    )

  /** Not by fetch, which sets these headers itself. */
  function send(method: string, path: string, headers: object, body = '', at = port) {
    return new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>(
      (resolve, reject) => {
        const sent = request(
          { host: '127.0.0.1', port: at, method, path, headers: { ...headers }, agent: false },
          async (response) => {
            let text = ''
            for await (const piece of response) text += piece
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
          },
        )
        sent.on('error', reject)
        sent.end(body)
      },
    )
  }
})

const secretOf = (address: string) => new URL(address).hash.slice(1)

function withoutId(body: object): object {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'request_id'))
}
