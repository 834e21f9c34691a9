import { parseJson } from './json.ts'
import { meaningOf } from './refusals/refusal-of.ts'
import { isRefusal, type ServerWords, serverWords } from './refusals/server-words.ts'
import { tidiedStream } from './tidy-stream.ts'
import { usualRequest } from './usual-request.ts'

/**
 * A fetch by which any server answers as OpenAI does: a stream of chunks in its form, or a refusal with
 * words that can be read. What a server does not take of a request, and can be left out, is left out from
 * then on.
 */
export function tidyFetch(): typeof fetch {
  const request = usualRequest()
  return async (url, init) => {
    for (;;) {
      const response = await fetch(url, request.of(init))
      if (response.ok) return streamed(response)
      const words = serverWords(await beginningOf(response))
      if (!request.adaptTo(words, init)) return refusal(response.status, words, response.headers)
    }
  }
}

/** An answer as a stream; a whole one, or a refusal, that came in its place is made into it. */
async function streamed(response: Response): Promise<Response> {
  const { body, status, headers } = response
  if (body === null) return refusal(404, { message: 'no words' }, headers)
  const [head, whole] = await headOf(body)
  const type = headers.get('content-type') ?? ''
  if (type.startsWith('text/event-stream') || /^\s*(?:data|event|id|retry)?:/.test(head)) {
    return new Response(tidiedStream(whole), { status, headers: eventStream })
  }
  const said = await beginningOf(new Response(whole))
  const answer = parseJson(said)
  const chunks = isRefusal(answer) ? undefined : chunksOf(answer)
  if (chunks === undefined) {
    const words = serverWords(said)
    const code = Number(words.code)
    const message = isRefusal(answer) ? words.message : `answered without a stream ${words.message}`
    // Without a status of its own it is the path that is wrong, most often; or what its words say.
    const known = meaningOf(message, undefined).means ?? meaningOf(message, 404).means
    const likely = isRefusal(answer) && known === 'no_model' ? 400 : 404
    return refusal(code >= 400 && code < 600 ? code : likely, { ...words, message }, headers)
  }
  const text = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')
  const { body: events } = new Response(`${text}data: [DONE]\n\n`)
  return new Response(events && tidiedStream(events), { headers: eventStream })
}

const eventStream = { 'content-type': 'text/event-stream' }

/** A refusal in OpenAI's form; whether to ask again is said by what it means. */
function refusal(status: number, words: ServerWords, headers: Headers): Response {
  const { means } = meaningOf(`${status} ${words.message}`, status)
  const isPassing = means === undefined || passing.has(means)
  const wait = secondsOf(headers.get('retry-after'))
  return new Response(JSON.stringify({ error: words }), {
    status,
    headers: {
      'content-type': 'application/json',
      ...(!isPassing && { 'x-should-retry': 'false' }),
      ...(wait !== null && { 'retry-after': wait }),
    },
  })
}

/** `Retry-After` is a number of seconds, or a date. */
function secondsOf(wait: string | null): string | null {
  if (wait === null || /^\d+$/.test(wait)) return wait
  const ms = Date.parse(wait) - Date.now()
  return ms > 0 ? String(Math.ceil(ms / 1000)) : null
}

/** Only these does it help to ask again at once, where the status lets it. */
const passing: ReadonlySet<string> = new Set(['throttled', 'overloaded', 'broken_off'])

/** What was asked to be streamed, and came as one: its one chunk, and what it took. */
function chunksOf(answer: unknown): object[] | undefined {
  if (typeof answer !== 'object' || answer === null || !('choices' in answer)) return undefined
  const { choices } = answer
  if (!Array.isArray(choices) || choices.length === 0) return undefined
  const [choice] = choices
  const delta = choice?.message ?? { content: choice?.text ?? '' }
  const finish_reason = choice?.finish_reason || 'stop'
  const usage = 'usage' in answer ? [{ choices: [], usage: answer.usage }] : []
  return [{ choices: [{ index: 0, delta, finish_reason }] }, ...usage]
}

/** The first words of a body, and the whole of it. */
async function headOf(body: ReadableStream<Uint8Array>) {
  const [one, other] = body.tee()
  const reader = one.getReader()
  const decoder = new TextDecoder()
  let head = ''
  while (head.trim() === '') {
    const { done, value } = await reader.read()
    if (done) break
    head += decoder.decode(value, { stream: true })
  }
  reader.cancel().catch(() => undefined)
  return [head, other] as const
}

/** Pages of errors can be long. */
const mostBytes = 4_000_000

async function beginningOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  if (body === null) return text
  for await (const piece of body) {
    text += decoder.decode(piece, { stream: true })
    if (text.length > mostBytes) break
  }
  return text
}
