import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { z } from 'zod'
import { listen } from './listen.ts'

/** What the scripted server answers to one request. */
export interface OpenAIAnswer {
  text?: readonly string[]
  tools?: readonly { id: string; name: string; input: unknown }[]
  /** Deltas as they are, then why it ended, where that is said. */
  deltas?: readonly object[]
  finish?: string
  refuse?: { status: number; code: string }
  /** Whatever it is; JSON where it is no text. */
  raw?: RawAnswer
  /** The connection ends before the answer does. */
  cut?: boolean
}

export interface RawAnswer {
  status?: number
  type?: string
  headers?: Record<string, string>
  body: unknown
}

const openAIRequest = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string() })),
  tools: z.array(z.unknown()).optional(),
})

export type OpenAIRequest = z.infer<typeof openAIRequest>

/** A chat-completions server (`/chat/completions`, streamed), as scripted. */
export async function startOpenAI(
  script: readonly OpenAIAnswer[] | ((request: OpenAIRequest) => OpenAIAnswer),
  /** What it tells of itself, by path (`/v1/models`). */
  tells: Readonly<Record<string, unknown>> = {},
) {
  const requests: OpenAIRequest[] = []
  const server = createServer(async (request, response) => {
    const told = tells[request.url ?? '']
    if (told !== undefined) {
      response.writeHead(200, { 'content-type': 'application/json' })
      return response.end(JSON.stringify(told))
    }
    if (!request.url?.endsWith('/chat/completions')) return response.writeHead(404).end()
    const asked = openAIRequest.parse(await json(request))
    requests.push(asked)
    const scripted = typeof script === 'function' ? script(asked) : script[requests.length - 1]
    const answer = scripted ?? { refuse: { status: 400, code: 'no_script' } }
    if (answer.raw !== undefined) {
      const { status = 200, type = 'application/json', headers, body } = answer.raw
      response.writeHead(status, { 'content-type': type, ...headers })
      const isReady = typeof body === 'string' || body instanceof Uint8Array
      return response.end(isReady ? body : JSON.stringify(body))
    }
    if (answer.refuse !== undefined) {
      const { status, code } = answer.refuse
      response.writeHead(status, { 'content-type': 'application/json' })
      return response.end(JSON.stringify({ error: { message: 'scripted secret', code } }))
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const chunk of chunks(answer)) response.write(`data: ${JSON.stringify(chunk)}\n\n`)
    if (answer.cut === true) return response.write(': cut\n\n', () => request.socket.destroy())
    return response.end('data: [DONE]\n\n')
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function* chunks({ text = [], tools = [], deltas, finish }: OpenAIAnswer): Generator<unknown> {
  if (deltas !== undefined) {
    for (const delta of deltas) yield chunk(delta)
    if (finish !== undefined) yield chunk({}, finish)
    return
  }
  yield chunk({ role: 'assistant', content: '' })
  for (const content of text) yield chunk({ content })
  for (const [index, { id, name, input }] of tools.entries()) {
    const call = {
      index,
      id,
      type: 'function',
      function: { name, arguments: JSON.stringify(input) },
    }
    yield chunk({ tool_calls: [call] })
  }
  yield chunk({}, tools.length > 0 ? 'tool_calls' : 'stop')
  yield {
    ...base,
    choices: [],
    usage: { prompt_tokens: 50, completion_tokens: 5, total_tokens: 55 },
  }
}

const base = { id: 'scripted', object: 'chat.completion.chunk', created: 0, model: 'scripted' }

function chunk(delta: unknown, finish_reason: string | null = null): unknown {
  return { ...base, choices: [{ index: 0, delta, finish_reason }] }
}
