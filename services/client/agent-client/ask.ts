import type { QuestionBody } from '../../agent/api.ts'
import { type AgentEvent, type AgentEventOf, noticeOf } from '../../agent/events.ts'
import { ClientError, codeMap, codeSet } from '../errors.ts'
import type { Call } from './call.ts'
import { readEvents } from './read-events.ts'
import type { Retries } from './retries.ts'
import type { Answer } from './send.ts'
import { ToldAnswer } from './told-answer.ts'

interface AskParts {
  call: Call
  retries: Retries
  pause: (ms: number, signal: AbortSignal) => Promise<void>
  signal: AbortSignal
  /** What is to be said before an answer. */
  greet: (answer: Answer) => Iterable<AgentEvent>
}

/**
 * One answer, in as many attempts as it takes; all with one `request_id`, so that the agent answers
 * once. Nothing is told twice.
 */
export async function* askWithRetries(
  question: QuestionBody & { request_id: string },
  parts: AskParts,
): AsyncGenerator<AgentEvent> {
  const { retries, pause, signal } = parts
  const told = new ToldAnswer()
  for (;;) {
    const failure = yield* tellAnswer(question, told, parts)
    if (failure === undefined) return
    const { error, ending } = failure
    const waitMs = retries.waitAfter(error)
    if (waitMs === undefined) {
      if (ending === undefined) throw error
      yield ending
      return
    }
    yield* told.news(retrying(error, waitMs))
    await pause(waitMs, signal)
    told.again()
  }
}

interface Failure {
  error: unknown
  /** Where the stream itself ended with one. */
  ending?: AgentEventOf<'error'>
}

/** Tells what is new in one attempt; how it failed, where it did. */
async function* tellAnswer(
  question: QuestionBody,
  told: ToldAnswer,
  { call, greet, signal }: AskParts,
): AsyncGenerator<AgentEvent, Failure | undefined> {
  try {
    const answer = await call({ method: 'POST', path: '/stream', body: question }, signal)
    yield* greet(answer)
    for await (const event of readEvents(streamOf(answer))) {
      if (event.type === 'error' && mayAskAgain(event, told)) return failureOf(event)
      yield* told.news(event)
      if (event.type === 'done' || event.type === 'error') return undefined
    }
    return { error: cutOff() }
  } catch (error) {
    return { error }
  }
}

function streamOf(answer: Answer): AsyncGenerator<Uint8Array> {
  const type = answer.headers['content-type'] ?? 'nothing'
  if (type.startsWith('text/event-stream')) return answer.pieces()
  answer.close()
  throw new ClientError(
    'bad_answer',
    `The agent's address answered with ${type.slice(0, 60)} instead of events: is it another service's?`,
  )
}

/**
 * An answer that failed half way is not asked for again by itself: it would begin anew beneath what
 * was read already. One that failed before its first word is.
 */
function mayAskAgain({ code, retryable }: AgentEventOf<'error'>, told: ToldAnswer): boolean {
  return retryable && told.text === '' && passingEndings.has(code)
}

/** Not `deadline_exceeded`, which would take as long again. */
const passingEndings = codeSet(['throttled', 'model_unavailable', 'internal', 'token_expired'])

function failureOf(ending: AgentEventOf<'error'>): Failure {
  const { code, message, retry_after_s: retryAfterS } = ending
  return {
    error: new ClientError({ ofAgent: code }, message, { passing: true, retryAfterS }),
    ending,
  }
}

function cutOff(): ClientError {
  const message = 'The connection ended before the answer did. The agent keeps what it has of it.'
  return new ClientError('cut_off', message, { passing: true })
}

function retrying(error: unknown, waitMs: number): AgentEventOf<'notice'> {
  const code = error instanceof ClientError ? error.code : ''
  if (code === 'conversation_busy') {
    const message = 'Another answer in this conversation has not ended yet: waiting for it.'
    return noticeOf('retrying', message)
  }
  const why = reasons.get(code) ?? 'The agent is not available at the moment'
  const when = waitMs < 1_000 ? '' : ` in ${Math.ceil(waitMs / 1_000)} s`
  return noticeOf('retrying', `${why}: trying again${when}.`)
}

const reasons = codeMap([
  ['unreachable', 'The agent cannot be reached'],
  ['issuer_unreachable', 'The sign-in cannot be renewed: its issuer cannot be reached'],
  ['timeout', 'The agent does not answer'],
  ['cut_off', 'The connection broke'],
  ['throttled', 'The agent, or its model, has too much to do'],
  ['model_unavailable', 'The model failed'],
  ['token_expired', 'The sign-in expired'],
])
