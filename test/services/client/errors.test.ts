import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import {
  ClientError,
  clientErrorOf,
  clockOffsetMs,
  exitCodeOf,
  refusal,
} from '../../../services/client/errors.ts'

describe('exitCodeOf', () => {
  const codes: [code: string, exitCode: number][] = [
    ['wrong_usage', 2],
    ['login_required', 3],
    ['token_expired', 3],
    ['forbidden', 3],
    ['aws_refused', 3],
    ['not_configured', 4],
    ['cancelled', 130],
    ['unreachable', 1],
    ['anything else', 1],
    ['constructor', 1],
  ]
  for (const [code, exitCode] of codes) {
    it(`is ${exitCode} for ${code}`, () => {
      assert.equal(exitCodeOf(new ClientError({ ofAgent: code }, '')), exitCode)
    })
  }
})

describe('clientErrorOf', () => {
  it('is a file that cannot be used, by name, and no fault of the program', async () => {
    const failed = new ClientError('forbidden', 'No.')
    assert.equal(clientErrorOf(failed), failed)
    const noFile = clientErrorOf(await readFile('/nowhere').catch((error: unknown) => error))
    assert.equal(noFile?.message, "ENOENT: no such file or directory, open '/nowhere'")
    assert.equal(clientErrorOf(new TypeError('x is not a function')), undefined)
  })
})

describe('refusal', () => {
  it("is the agent's problem, with what to do and when", () => {
    const { code, message, passing, retryAfterS } = refusal(429, problem('throttled'), {
      'retry-after': '4',
    })
    assert.deepEqual(
      { code, message, passing, retryAfterS },
      { code: 'throttled', message: 'Wait. Try again in 4 s.', passing: true, retryAfterS: 4 },
    )
    assert.equal(
      refusal(401, problem('token_missing')).message,
      'Wait. Sign in first: aws-ops login.',
    )
  })

  it("keeps a newer agent's code", () => {
    assert.equal(refusal(418, problem('teapot')).code, 'teapot')
  })

  it('is bounded, and never a stack, for whatever else answers', () => {
    for (const body of [
      '',
      '<html>',
      '[]',
      'null',
      '7',
      JSON.stringify({ message: 'x'.repeat(9_999) }),
    ]) {
      for (const status of [400, 403, 429, 500, 502]) {
        const { code, message } = refusal(status, body, { 'retry-after': 'Wed, 21 Oct 2026' })
        assert.match(code, /^(bad_answer|aws_refused|throttled|unavailable)$/)
        assert.ok(message.length < 700, message)
      }
    }
  })
})

describe('clockOffsetMs', () => {
  it('is unknown without a date', () => {
    assert.equal(clockOffsetMs(undefined), undefined)
    assert.equal(clockOffsetMs('yesterday'), undefined)
  })
})

function problem(code: string): string {
  return JSON.stringify({ type: 'about:blank', title: 'T', status: 400, detail: 'Wait.', code })
}
