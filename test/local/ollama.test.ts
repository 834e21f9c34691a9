import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { closeServer, listen } from '../../local/listen.ts'
import { checkOllama, roomyOllama } from '../../local/ollama.ts'

describe('Ollama', () => {
  let server: Server
  let loads = 0
  beforeEach(() => {
    loads = 0
  })
  afterEach(() => closeServer(server))

  describe('checked', () => {
    it('is refused for a context that is too small, with what to set', async () => {
      const url = await serve({ context_length: 4_096 })
      await assert.rejects(checkOllama(`${url}/v1`, 'qwen3'), {
        name: 'StartError',
        message: /context of 4096 tokens.*\n.*OLLAMA_CONTEXT_LENGTH=32768 ollama serve/,
      })
    })

    it('passes with a context that has room', async () => {
      const url = await serve({ context_length: 32_768 })
      await checkOllama(`${url}/v1`, 'qwen3')
    })

    it('is refused where the model is not there', async () => {
      const url = await serve({ context_length: 32_768 })
      await assert.rejects(checkOllama(`${url}/v1`, 'other'), {
        message: /does not have the model/,
      })
    })

    it('is not asked where another server is', async () => {
      server = createServer((_request, response) => response.writeHead(404).end('{}'))
      await checkOllama(`${await listen(server, 0)}/v1`, 'qwen3')
    })
  })

  describe('looked for', () => {
    it('is found where it runs a model with room, and nothing is loaded for that', async () => {
      const url = await serve({ context_length: 32_768 })
      assert.deepEqual(await roomyOllama(url), { model: 'qwen3:latest', url: `${url}/v1` })
      assert.equal(loads, 0)
    })

    it('is not found where its context is too small, or it is not there', async () => {
      const url = await serve({ context_length: 4_096 })
      assert.equal(await roomyOllama(url), undefined)
      await closeServer(server)
      assert.equal(await roomyOllama(url), undefined)
    })
  })

  /** As Ollama answers: a model says its context once it is loaded. */
  function serve(loaded: { context_length: number }): Promise<string> {
    server = createServer(async (request, response) => {
      const body = (await request.toArray()).join('')
      switch (request.url) {
        case '/api/version':
          return response.end('{"version":"0.13.0"}')
        case '/api/generate':
          loads += 1
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
