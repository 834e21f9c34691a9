import assert from 'node:assert/strict'
import { PassThrough, Readable } from 'node:stream'
import { questionOf } from '../../../../../services/client/commands/ask/question.ts'
import { scriptedTerminal } from '../../scripted-terminal.ts'

describe('questionOf', () => {
  it('joins words', async () => {
    assert.equal(await question(['which', 'ones?']), 'which ones?')
  })

  it('puts what is piped in below the words, and says what it is', async () => {
    const message = await question(['explain'], Readable.from(['a\n', 'b\n']))
    assert.equal(message, 'explain\n\nStandard input:\n\na\nb')
  })

  it('takes what is piped in for the question where there are no words', async () => {
    assert.equal(await question([], Readable.from([' which ones?\n'])), 'which ones?')
    assert.equal(await question(['which?'], Readable.from([])), 'which?')
  })

  it('reads characters that come in halves', async () => {
    const bytes = Buffer.from('Zürich')
    const input = Readable.from([bytes.subarray(0, 2), bytes.subarray(2)])
    assert.equal(await question([], input), 'Zürich')
  })

  it('refuses no question at all', async () => {
    for (const input of [undefined, Readable.from([' \n'])]) {
      await assert.rejects(question([' '], input), {
        code: 'wrong_usage',
        message: /Ask something/,
      })
    }
  })

  it('refuses more than 32,000 characters, and reads no further', async () => {
    const endless = new Readable({ read: () => void endless.push('x'.repeat(1_000)) })
    await assert.rejects(question([], endless), {
      code: 'wrong_usage',
      message: /32000 characters/,
    })
    assert(endless.destroyed)
    const words = ['x'.repeat(32_001)]
    await assert.rejects(question(words), { code: 'wrong_usage' })
  })

  it('goes without an input that nothing comes from, and says so', async () => {
    const terminal = scriptedTerminal()
    assert.equal(
      await question(['which?'], new PassThrough(), { terminal, patienceMs: 5 }),
      'which?',
    )
    assert.equal(
      terminal.notes,
      'Waiting for standard input; </dev/null asks without.\n' +
        'Nothing came from standard input: asked without it.\n',
    )
  })

  it('waits for the rest of an input that something came from', async () => {
    const input = new PassThrough()
    input.write('first ')
    const asked = question(['which?'], input, { patienceMs: 1 })
    setTimeout(() => input.end('last'), 20)
    assert.equal(await asked, 'which?\n\nStandard input:\n\nfirst last')
  })

  it('stops waiting when it is cancelled', async () => {
    const cancelling = new AbortController()
    const asked = question([], new PassThrough(), { signal: cancelling.signal })
    cancelling.abort()
    await assert.rejects(asked, { name: 'AbortError' })
  })
})

function question(
  words: readonly string[],
  input?: Readable,
  options: Partial<Parameters<typeof questionOf>[2]> = {},
): Promise<string> {
  const { signal } = new AbortController()
  return questionOf(words, input, { terminal: scriptedTerminal(), signal, ...options })
}
