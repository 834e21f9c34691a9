import { addAbortSignal, type Readable } from 'node:stream'
import { ClientError } from '../../errors.ts'
import type { Terminal } from '../../terminal.ts'

interface Waiting {
  terminal: Pick<Terminal, 'note'>
  signal: AbortSignal
  /** How long to wait for the first of the input, where there is a question without it. */
  patienceMs?: number
}

/** The words, and what is piped in below them; either will do. Throws a ClientError for neither. */
export async function questionOf(
  words: readonly string[],
  input: Readable | undefined,
  waiting: Waiting,
): Promise<string> {
  const asked = words.join(' ').trim()
  const piped = input === undefined ? '' : (await read(input, asked !== '', waiting)).trim()
  const message = [asked, piped].filter((part) => part !== '').join('\n\nStandard input:\n\n')
  if (message === '') throw new ClientError('wrong_usage', 'Ask something: aws-ops ask "…"')
  if (message.length > mostCharacters) throw tooLong()
  return message
}

/** As the agent's API has it. */
const mostCharacters = 32_000

async function read(input: Readable, canDoWithout: boolean, waiting: Waiting): Promise<string> {
  const { terminal, signal, patienceMs = 10_000 } = waiting
  const givenUp = new AbortController()
  // An input that stays open and empty, as some schedulers give, must not hold up a question.
  const timers = [
    setTimeout(
      () => terminal.note('Waiting for standard input; </dev/null asks without.\n'),
      patienceMs / 5,
    ),
    setTimeout(() => givenUp.abort(), patienceMs),
  ]
  const stopTimers = () => timers.forEach(clearTimeout)
  if (!canDoWithout) stopTimers()
  let text = ''
  try {
    const ends = AbortSignal.any([signal, givenUp.signal])
    for await (const part of addAbortSignal(ends, input.setEncoding('utf8'))) {
      stopTimers()
      text += part
      if (text.length > mostCharacters) throw tooLong()
    }
  } catch (error) {
    if (!givenUp.signal.aborted) throw error
    terminal.note('Nothing came from standard input: asked without it.\n')
  } finally {
    stopTimers()
  }
  return text
}

const tooLong = () =>
  new ClientError(
    'wrong_usage',
    `The question and what was piped in may have ${mostCharacters} characters together: pipe less, as by tail or grep.`,
  )
