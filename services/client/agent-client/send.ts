import type { ClientRequest, IncomingMessage } from 'node:http'
import { ClientError } from '../errors.ts'
import { connectionFailure } from './connection-failure.ts'

export interface Timeouts {
  /** Until the connection stands, TLS included. */
  connectMs: number
  /** From there until the answer begins; a function that starts cold takes some seconds. */
  firstByteMs: number
  /** Within an answer; the agent says `: ok` every 10 s. */
  silenceMs: number
}

export const usualTimeouts: Timeouts = { connectMs: 10_000, firstByteMs: 60_000, silenceMs: 30_000 }

interface Sent {
  method: string
  headers: Record<string, string>
  body: string
}

interface SendOptions {
  timeouts: Timeouts
  signal: AbortSignal
}

export interface Answer {
  status: number
  headers: IncomingMessage['headers']
  /** The body's pieces as they come; leaving off closes the connection. */
  pieces(): AsyncGenerator<Uint8Array>
  /** The whole of a body that is no stream. */
  text(): Promise<string>
  /** For who reads no body. */
  close(): void
}

/**
 * One HTTP request, whatever its answer's status. Throws the signal's reason once that is aborted,
 * else a ClientError `unreachable`, `untrusted`, `timeout` or `cut_off`.
 */
export async function send(url: URL, sent: Sent, options: SendOptions): Promise<Answer> {
  options.signal.throwIfAborted()
  const incoming = await open(url, sent, options).catch((error: unknown) => {
    options.signal.throwIfAborted()
    throw connectionFailure(url, error)
  })
  const pieces = () => untilSilent(incoming, options)
  return {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    pieces,
    text: () => textOf(pieces()),
    close: () => void incoming.destroy(),
  }
}

/** Not by fetch: that has no timeouts of ours, and takes its time to load. */
async function open(
  url: URL,
  { body, ...sent }: Sent,
  { timeouts, signal }: SendOptions,
): Promise<IncomingMessage> {
  const secure = url.protocol === 'https:'
  const { request } = await (secure ? import('node:https') : import('node:http'))
  const outgoing = request(url, { ...sent, signal })
  using _timers = openingTimers(outgoing, secure, timeouts)
  return await new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve)
    // Stays: what breaks later is told by the answer's body.
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

function openingTimers(outgoing: ClientRequest, secure: boolean, timeouts: Timeouts): Disposable {
  const { connectMs, firstByteMs } = timeouts
  const giveUp = (ms: number, what: string) =>
    setTimeout(() => outgoing.destroy(timedOut(what, ms)), ms)
  let timer = giveUp(connectMs, 'The connection to the agent did not come about')
  const connected = () => {
    clearTimeout(timer)
    timer = giveUp(firstByteMs, 'The agent did not begin to answer')
  }
  outgoing.once('socket', (socket) => {
    if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', connected)
    else connected()
  })
  return { [Symbol.dispose]: () => clearTimeout(timer) }
}

async function* untilSilent(
  incoming: IncomingMessage,
  { timeouts, signal }: SendOptions,
): AsyncGenerator<Uint8Array> {
  const { silenceMs } = timeouts
  const giveUp = () =>
    incoming.destroy(timedOut('The agent fell silent: nothing more came of its answer', silenceMs))
  let timer = setTimeout(giveUp, silenceMs)
  try {
    for await (const piece of incoming) {
      // The time that the reader takes is not the agent's.
      clearTimeout(timer)
      yield piece
      timer = setTimeout(giveUp, silenceMs)
    }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ClientError) throw error
    const message = 'The connection broke before the answer was whole.'
    throw new ClientError('cut_off', message, { cause: error, passing: true })
  } finally {
    clearTimeout(timer)
  }
}

const maxTextBytes = 20_000_000

async function textOf(pieces: AsyncGenerator<Uint8Array>): Promise<string> {
  const read: Uint8Array[] = []
  let bytes = 0
  for await (const piece of pieces) {
    read.push(piece)
    bytes += piece.length
    if (bytes > maxTextBytes) throw new ClientError('bad_answer', 'The answer has no end.')
  }
  return Buffer.concat(read).toString()
}

function timedOut(what: string, ms: number): ClientError {
  return new ClientError('timeout', `${what} within ${ms / 1000} s.`, { passing: true })
}
