import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import { integrationContentType, preludeEnd, ResponseStream } from '../lambda-runtime.ts'
import type { HeaderPairs } from './cors.ts'

/**
 * What the function writes, as the client sees it: status and headers from the prelude, then the
 * bytes as they come. `ownHeaders` are the URL's; one that the function sends too goes out twice.
 */
export function responseStreamTo(
  response: ServerResponse,
  ownHeaders: HeaderPairs,
): ResponseStream {
  let unparsed: Buffer = Buffer.alloc(0)
  const begin = (chunk: Buffer): Buffer | undefined => {
    unparsed = Buffer.concat([unparsed, chunk])
    const head = parseHead(unparsed, stream.contentType)
    if (head === undefined) return undefined
    response.writeHead(head.status, [...head.headers, ...ownHeaders].flat())
    response.flushHeaders()
    return head.rest
  }
  const stream = new ResponseStream({
    write(chunk: Buffer, _encoding, done) {
      try {
        const bytes = response.headersSent ? chunk : begin(chunk)
        if (bytes === undefined || bytes.length === 0) done()
        else response.write(bytes, done)
      } catch (error) {
        done(new Error('The function sent a bad prelude', { cause: error }))
      }
    },
    final(done) {
      if (!response.headersSent) return done(new Error('The function ended before its prelude'))
      response.end(done)
    },
  })
  response.once('close', () => stream.destroy())
  // The handler has its own view of an error; without a listener it would end the process.
  stream.on('error', () => {})
  return stream
}

export function sendJson(
  response: ServerResponse,
  status: number,
  content: { body: object; headers: HeaderPairs },
): void {
  const headers: HeaderPairs = [['content-type', 'application/json'], ...content.headers]
  response.writeHead(status, headers.flat())
  response.end(JSON.stringify(content.body))
}

interface Head {
  status: number
  headers: HeaderPairs
  rest: Buffer
}

function parseHead(bytes: Buffer, contentType: string): Head | undefined {
  if (contentType !== integrationContentType) {
    return { status: 200, headers: [['content-type', contentType]], rest: bytes }
  }
  const end = bytes.indexOf(preludeEnd)
  if (end === -1) return undefined
  const { statusCode, headers, cookies } = prelude.parse(JSON.parse(bytes.toString('utf8', 0, end)))
  return {
    status: statusCode,
    headers: [
      ...Object.entries(headers).filter(([name]) => !hopByHop.has(name.toLowerCase())),
      ...cookies.map((cookie): [string, string] => ['set-cookie', cookie]),
    ],
    rest: bytes.subarray(end + preludeEnd.length),
  }
}

const headerValue = z.union([z.string(), z.number(), z.boolean()]).transform(String)

const prelude = z.object({
  statusCode: z.int().min(100).max(599).default(200),
  headers: z.record(z.string(), headerValue).default({}),
  cookies: z.array(z.string()).default([]),
})

const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding'])
