import assert from 'node:assert/strict'
import { Agent } from 'node:https'
import { awsAgents, useAwsAgents } from '../../outbound/aws-agents.ts'
import { fetchRange } from '../../tools/executor/code/fetch-range.ts'
import { httpsServer } from './behind-proxy.ts'

describe('a range of a file', () => {
  it('is fetched as it is asked for; a redirect, the whole file or more than asked is no answer', async function () {
    const content = Buffer.from('0123456789')
    const asked: string[] = []
    const server = await httpsServer((request, response) => {
      const { url, headers } = request
      asked.push(`${url} ${headers.range}`)
      if (url === '/moved') response.writeHead(302, { location: '/file' }).end()
      else if (url === '/whole') response.writeHead(200).end(content)
      else if (url === '/huge') {
        response.writeHead(206, { 'content-range': 'bytes 0-99999999/100000000' }).end(content)
      } else {
        response.writeHead(206, { 'content-range': 'bytes 2-5/10' }).end(content.subarray(2, 6))
      }
    })
    if (server === undefined) return this.skip()
    const before = awsAgents()
    useAwsAgents({ httpsAgent: new Agent({ ca: server.ca, servername: 'x.acme.test' }) })
    try {
      const { signal } = new AbortController()
      const get = (path: string) => fetchRange(new URL(`${server.url}${path}`), '2-5', signal)
      assert.deepEqual(await get('/file'), { bytes: Buffer.from('2345'), total: 10 })
      for (const [path, status] of [
        ['/moved', 302],
        ['/whole', 200],
        ['/huge', 206],
      ] as const) {
        await assert.rejects(get(path), {
          message: `The code could not be fetched: status ${status}`,
        })
      }
      assert.deepEqual(
        asked,
        ['/file', '/moved', '/whole', '/huge'].map((path) => `${path} bytes=2-5`),
      )
      await assert.rejects(
        fetchRange(new URL(`${server.url.replace('https', 'http')}/file`), '2-5', signal),
        { code: 'ERR_INVALID_PROTOCOL' },
      )
    } finally {
      useAwsAgents(before)
      await server.close()
    }
  })
})
