import { EventEmitter, once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { listen } from '../../../stand-ins/listen.ts'

/** A chat-completions server that says what a test tells it to, when it tells it to. */
export async function startHeldModel() {
  const events = new EventEmitter()
  const open: ServerResponse[] = []
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST') return response.writeHead(404).end()
    await request.toArray()
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    open.push(response)
    send({ role: 'assistant', content: '' })
    response.on('close', () => events.emit('closed'))
    events.emit('asked')
    return undefined
  })
  const write = (part: object) => {
    const chunk = { id: 'c', object: 'chat.completion.chunk', created: 0, model: 'held', ...part }
    open.at(-1)?.write(`data: ${JSON.stringify(chunk)}\n\n`)
  }
  const send = (delta: object, finish: string | null = null) => {
    write({ choices: [{ index: 0, delta, finish_reason: finish }] })
  }
  const port = await listen(server)
  return {
    env: { OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, OPENAI_API_KEY: 'k', MODEL_ID: 'held' },
    /** Resolves at the next question. */
    asked: () => once(events, 'asked', { signal: AbortSignal.timeout(45_000) }),
    /** Resolves when who asked goes away. */
    closed: () => once(events, 'closed', { signal: AbortSignal.timeout(45_000) }),
    say: (content: string) => send({ content }),
    finish() {
      send({}, 'stop')
      const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }
      write({ choices: [], usage })
      open.at(-1)?.end('data: [DONE]\n\n')
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
