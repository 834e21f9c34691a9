import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { closeServer, listen } from '../../local/listen.ts'
import { checkOllama } from '../../local/ollama.ts'

describe('checkOllama', () => {
  let server: Server
  afterEach(() => closeServer(server))

  it('refuses a context that is too small, and says what to set', async () => {
    const url = await serve({ context_length: 4_096 })
    await assert.rejects(checkOllama(`${url}/v1`, 'qwen3'), {
      name: 'StartError',
      message: /context of 4096 tokens.*\n.*OLLAMA_CONTEXT_LENGTH=32768 ollama serve/,
    })
  })

  it('lets a context with room pass', async () => {
    const url = await serve({ context_length: 32_768 })
    await checkOllama(`${url}/v1`, 'qwen3')
  })

  it('says that the model is not there', async () => {
    const url = await serve({ context_length: 32_768 })
    await assert.rejects(checkOllama(`${url}/v1`, 'other'), { message: /does not have the model/ })
  })

  it('lets any other server pass', async () => {
    server = createServer((_request, response) => response.writeHead(404).end('{}'))
    await checkOllama(`${await listen(server, 0)}/v1`, 'qwen3')
  })

  /** As Ollama answers: a model says its context once it is loaded. */
  function serve(loaded: { context_length: number }): Promise<string> {
    server = createServer(async (request, response) => {
      const body = (await request.toArray()).join('')
      switch (request.url) {
        case '/api/version':
          return response.end('{"version":"0.13.0"}')
        case '/api/generate':
          if (JSON.parse(body).model !== 'qwen3') response.statusCode = 404
          return response.end('{"error":"model not found"}')
        case '/api/ps':
          return response.end(JSON.stringify({ models: [{ model: 'qwen3:latest', ...loaded }] }))
        default:
          return response.writeHead(404).end()
      }
    })
    return listen(server, 0)
  }
})
