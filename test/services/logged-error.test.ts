import assert from 'node:assert/strict'
import { pino } from 'pino'
import { loggedError } from '../../services/logged-error.ts'

const token = `eyJ${'a'.repeat(40)}.${'b'.repeat(120)}.${'c'.repeat(300)}`

describe('loggedError', () => {
  const broken = `${token.slice(0, 300)}\n${token.slice(300)}`
  const hiding: [title: string, error: Error][] = [
    ['a token', new Error(`No good: ${token}`)],
    ['a token over two lines', new TypeError(`"Bearer ${broken}" is an invalid header value`)],
    ['a token without Bearer over two lines', new Error(`Bad value ${broken}`)],
    ['headers', new Error(`{"x-okta-token": "${token}", "Authorization": "Bearer ${token}"}`)],
    ['a token in an address', new Error(`GET /x?access_token=${token.slice(0, 30)}&a=b failed`)],
    ['an answer', Object.assign(new Error(`HTTP 502: ${token.slice(3, 60)}`), { code: 502 })],
    ['an answer in a status', Object.assign(new Error(token.slice(3, 60)), { status: 400 })],
    ['a parser', new SyntaxError(`Unexpected token 'a', "${token.slice(3, 40)}" is not JSON`)],
    ['members', Object.assign(new Error('No.'), { headers: { a: token }, body: token })],
    ['a cause', new Error('No.', { cause: new Error(token) })],
    ['one of several', new AggregateError([new Error(token)], 'No.')],
    ['something that is thrown', new Error('No.', { cause: { token } })],
    ['a name', Object.assign(new Error('No.'), { name: token })],
    ['frames', Object.assign(new Error('No.'), { stack: `Error: x\n    at ${token} (a.ts:1)` })],
  ]
  for (const [title, error] of hiding) {
    it(`shows nothing of a token in ${title}`, () => {
      const lines: string[] = []
      const options = { serializers: { err: loggedError } }
      pino(options, { write: (line: string) => lines.push(line) }).error({ err: error }, 'failed')
      assert.doesNotMatch(lines.join(''), /a{12}|b{12}|c{12}/)
      assert.match(lines.join(''), /"err":\{"type":/)
    })
  }

  it('keeps what a reader needs: what failed, why, where, and what was behind it', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:8000'), {
      code: 'ECONNREFUSED',
    })
    const { stack, ...error } = loggedError(new TypeError('fetch failed', { cause }))
    assert.match(stack ?? '', /^at .*logged-error\.test\.ts:\d+:\d+/)
    const { stack: _, ...shown } = error.cause ?? {}
    assert.deepEqual(
      { ...error, cause: shown },
      {
        type: 'TypeError',
        message: 'fetch failed',
        cause: {
          type: 'Error',
          message: 'connect ECONNREFUSED 127.0.0.1:8000',
          code: 'ECONNREFUSED',
        },
      },
    )
  })

  it('keeps what a time that ran out says', () => {
    const { type, message } = loggedError(new DOMException('Timed out here.', 'TimeoutError'))
    assert.deepEqual({ type, message }, { type: 'TimeoutError', message: 'Timed out here.' })
  })

  it('keeps how AWS words it', () => {
    const message = 'User: arn:aws:sts::123456789012:assumed-role/agent is not authorized'
    const error = Object.assign(new Error(message), { name: 'AccessDenied', $fault: 'client' })
    assert.equal(loggedError(error).message, message)
  })

  it('leaves out keys and passwords of addresses, and tokens in base64 or with what is not seen', () => {
    const secret = 'Qh7fenwick2Lp9XzTr4Qh7fenwick2Lp9XzTr4'
    const token = `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.${secret}`
    const base64 = Buffer.from(token).toString('base64')
    const texts: [string, string][] = [
      [`connect https://user:${secret}@host failed`, secret],
      [`connect https://${secret}@host failed`, secret],
      [`Incorrect API key provided: sk-proj-${secret}`, secret],
      [`code_verifier=${secret}`, secret],
      [`got ${token.replaceAll('.', '\u200b.')}`, secret],
      [`got ${base64}`, base64.slice(4)],
    ]
    for (const [text, hidden] of texts) {
      assert.ok(!JSON.stringify(loggedError(new Error(text))).includes(hidden), text)
    }
  })

  it('reads a message of any length at once', () => {
    const long = ['x'.repeat(5e6), 'a-'.repeat(2e6), `${'A'.repeat(1e6)}.${'B'.repeat(1e6)}`]
    const start = process.cpuUsage()
    for (const text of long) loggedError(new Error(text))
    assert.ok(process.cpuUsage(start).user < 2e6)
  })
})
