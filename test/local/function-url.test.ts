import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import { z } from 'zod'
import type { FunctionUrlEvent } from '../../local/function-url/event.ts'
import { type FunctionUrlOptions, startFunctionUrl } from '../../local/function-url.ts'
import {
  installLambdaRuntime,
  type LambdaContext,
  type ResponseStream,
} from '../../local/lambda-runtime.ts'

const credentials = { accessKeyId: 'AKIALOCAL', secretAccessKey: 'local-secret' }
const region = 'us-east-1'

describe('the Function URL', () => {
  let close: (() => Promise<void>) | undefined
  before(installLambdaRuntime)
  afterEach(async () => {
    await close?.()
    close = undefined
  })

  async function start(handler: Handler, options: Partial<FunctionUrlOptions> = {}) {
    const url = await startFunctionUrl({
      port: 0,
      region,
      credentials,
      handler: streamify(handler),
      ...options,
    })
    close = url.close
    return url.url
  }

  describe('as SigV4 asks', () => {
    it('lets a signed request through, with query and session token', async () => {
      const url = await start(echo)
      const response = await send(url, {
        method: 'POST',
        path: '/stream/a%20b?q=one%20two&q=three&empty=',
        body: '{"message":"hello"}',
        headers: { 'x-amz-security-token': 'a session' },
      })
      assert.equal(response.status, 200)
    })

    it('lets a request through whose body hash is neither sent nor signed', async () => {
      const url = await start(echo)
      const response = await send(url, { method: 'POST', body: 'x', applyChecksum: false })
      assert.equal(response.status, 200)
    })

    const mismatch =
      'The request signature we calculated does not match the signature you provided. ' +
      'Check your AWS Secret Access Key and signing method. ' +
      'Consult the service documentation for details.'
    const wrong: [string, Partial<Sent>, string][] = [
      ['a wrong secret', { credentials: { ...credentials, secretAccessKey: 'no' } }, mismatch],
      ['an altered body', { method: 'POST', body: 'a', sentBody: 'b' }, mismatch],
      ['an altered body without its hash', alteredBody(), mismatch],
      ['an altered path', { sentPath: '/health2' }, mismatch],
      ['an altered query', { path: '/?a=1', sentPath: '/?a=2' }, mismatch],
      ['an altered header', { headers: { 'x-a': '1' }, sentHeaders: { 'x-a': '2' } }, mismatch],
      ['an altered method', { sentMethod: 'DELETE' }, mismatch],
      [
        'an unsigned payload',
        { headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } },
        mismatch,
      ],
      [
        'an unknown access key',
        { credentials: { ...credentials, accessKeyId: 'AKIAOTHER' } },
        'The security token included in the request is invalid.',
      ],
      [
        'another region',
        { region: 'eu-west-1' },
        "Credential should be scoped to a valid region (us-east-1) and correct service: 'lambda'.",
      ],
      [
        'another service',
        { service: 'execute-api' },
        "Credential should be scoped to a valid region (us-east-1) and correct service: 'lambda'.",
      ],
    ]
    for (const [title, sent, message] of wrong) {
      it(`refuses ${title}, in AWS's words`, async () => {
        const url = await start(unreachable)
        const response = await send(url, sent)
        assert.deepEqual([response.status, await response.json()], [403, { message }])
      })
    }

    it('refuses a signature six minutes old or ahead', async () => {
      const url = await start(unreachable)
      for (const [minutes, message] of [
        [-6, /^Signature expired: \d{8}T\d{6}Z is now earlier than/],
        [6, /^Signature not yet current: \d{8}T\d{6}Z is still later than/],
      ] as const) {
        const signingDate = new Date(Date.now() + minutes * 60_000)
        const response = await send(url, { signingDate })
        assert.equal(response.status, 403)
        assert.match(
          z.object({ message: z.string() }).parse(await response.json()).message,
          message,
        )
      }
    })

    it('forbids a request without a signature', async () => {
      const url = await start(unreachable)
      for (const headers of [{}, { authorization: 'Bearer abc' }]) {
        const response = await fetch(url, { headers })
        assert.deepEqual(
          [response.status, response.headers.get('x-amzn-errortype'), await response.json()],
          [
            403,
            'AccessDeniedException',
            {
              Message:
                'Forbidden. For troubleshooting Function URL authorization issues, ' +
                'see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
            },
          ],
        )
      }
    })
  })

  describe('calling the function', () => {
    it('hands over a format 2.0 event and a Lambda context', async () => {
      let seen: { event: FunctionUrlEvent; context: LambdaContext } | undefined
      const url = await start(async (event, stream, context) => {
        seen = { event, context }
        respond(stream, { statusCode: 204 }, '')
      })
      const sentAt = Date.now()
      await send(url, {
        method: 'POST',
        path: '/stream?a=1&a=2&b=%20',
        body: '{"message":"héllo"}',
        headers: { 'content-type': 'application/json', cookie: 'a=1; b=2', 'user-agent': 'test' },
      })
      assert.ok(seen)
      const { headers, requestContext, ...event } = seen.event
      assert.deepEqual(event, {
        version: '2.0',
        routeKey: '$default',
        rawPath: '/stream',
        rawQueryString: 'a=1&a=2&b=%20',
        cookies: ['a=1', 'b=2'],
        queryStringParameters: { a: '1,2', b: ' ' },
        body: '{"message":"héllo"}',
        isBase64Encoded: false,
      })
      assert.equal(headers.host, new URL(url).host)
      assert.equal(headers['content-type'], 'application/json')
      assert.equal(headers.cookie, undefined)
      const { requestId, time, timeEpoch, ...rest } = requestContext
      assert.match(requestId, /^[0-9a-f-]{36}$/)
      assert.match(time, /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/)
      assert.ok(sentAt <= timeEpoch && timeEpoch <= Date.now())
      assert.deepEqual(rest, {
        accountId: '123456789012',
        apiId: 'local',
        authentication: null,
        authorizer: {
          iam: {
            accessKey: 'AKIALOCAL',
            accountId: '123456789012',
            callerId: 'AIDALOCALSTACK',
            cognitoIdentity: null,
            principalOrgId: null,
            userArn: 'arn:aws:iam::123456789012:user/local',
            userId: 'AIDALOCALSTACK',
          },
        },
        domainName: new URL(url).host,
        domainPrefix: 'local',
        http: {
          method: 'POST',
          path: '/stream',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'test',
        },
        routeKey: '$default',
        stage: '$default',
      })
      const { getRemainingTimeInMillis, ...context } = seen.context
      assert.ok(getRemainingTimeInMillis() > 290_000 && getRemainingTimeInMillis() <= 300_000)
      assert.deepEqual(context, {
        callbackWaitsForEmptyEventLoop: true,
        functionName: 'aws-operations-agent-local',
        functionVersion: '$LATEST',
        invokedFunctionArn:
          'arn:aws:lambda:us-east-1:123456789012:function:aws-operations-agent-local',
        memoryLimitInMB: '1536',
        awsRequestId: requestId,
        logGroupName: '/aws/lambda/aws-operations-agent-local',
        logStreamName: 'local',
      })
    })

    it('hands over a body that is no text as base64, and leaves out one that is not there', async () => {
      const url = await start(echo)
      const binary = await send(url, {
        method: 'POST',
        body: 'x',
        headers: { 'content-type': 'application/octet-stream' },
      })
      const none = await send(url, {})
      assert.deepEqual(
        [await binary.json(), await none.json()],
        [{ body: 'eA==', isBase64Encoded: true }, { isBase64Encoded: false }],
      )
    })

    it('takes 6 MB and refuses a byte more', async () => {
      const url = await start(async (event, stream) => {
        respond(stream, { statusCode: 200 }, String(event.body?.length))
      })
      const limit = 6 * 1024 * 1024
      const headers = { 'content-type': 'text/plain' }
      const whole = await send(url, { method: 'POST', headers, body: 'x'.repeat(limit) })
      assert.equal(await whole.text(), String(limit))
      const more = await send(url, { method: 'POST', headers, body: 'x'.repeat(limit + 1) })
      assert.deepEqual(
        [more.status, await more.json()],
        [413, { Message: 'Exceeded maximum allowed payload size (6291456 bytes).' }],
      )
    })

    it('starts with no handler that the runtime would not stream from', async () => {
      await assert.rejects(
        startFunctionUrl({ port: 0, region, credentials, handler: async () => {} }),
        new TypeError('The handler is not wrapped by awslambda.streamifyResponse'),
      )
    })
  })

  describe('answering', () => {
    it('takes status, headers and cookies from the prelude, even in a body split by the byte', async () => {
      const url = await start(async (_event, stream) => {
        const meta = {
          statusCode: 418,
          headers: { 'content-type': 'text/plain', 'x-number': 3 },
          cookies: ['a=1; Path=/', 'b=2'],
        }
        const bytes = Buffer.concat([Buffer.from(JSON.stringify(meta)), Buffer.alloc(8)])
        stream.setContentType('application/vnd.awslambda.http-integration-response')
        for (const byte of bytes) stream.write(Buffer.from([byte]))
        stream.end('short and stout')
      })
      const response = await send(url, {})
      assert.deepEqual(
        [response.status, response.headers.getSetCookie(), await response.text()],
        [418, ['a=1; Path=/', 'b=2'], 'short and stout'],
      )
      assert.equal(response.headers.get('content-type'), 'text/plain')
      assert.equal(response.headers.get('x-number'), '3')
    })

    it('passes bytes on as they are written', async () => {
      let release = () => {}
      const released = new Promise<void>((resolve) => {
        release = resolve
      })
      const url = await start(async (_event, stream) => {
        async function* chunks() {
          yield 'one'
          await released
          yield 'two'
        }
        await pipeline(chunks, awslambda.HttpResponseStream.from(stream, { statusCode: 200 }))
      })
      const response = await send(url, {})
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
      assert.deepEqual(await reader?.read(), { done: false, value: 'one' })
      release()
      assert.deepEqual(await reader?.read(), { done: false, value: 'two' })
      assert.equal((await reader?.read())?.done, true)
    })

    it('sends raw bytes with 200 where the function gives no metadata', async () => {
      const url = await start(async (_event, stream) => {
        stream.write('raw')
        stream.end()
      })
      const response = await send(url, {})
      assert.deepEqual(
        [response.status, response.headers.get('content-type'), await response.text()],
        [200, 'application/octet-stream', 'raw'],
      )
    })

    const failing: [string, Handler][] = [
      ['rejects', async () => Promise.reject(new Error('broken'))],
      [
        'throws before it returns a promise',
        () => {
          throw new Error('broken')
        },
      ],
      [
        'sends a prelude that is none',
        async (_e, stream) => respond(stream, { statusCode: 'x' }, ''),
      ],
      [
        'sends a header that is none',
        async (_e, stream) => respond(stream, { headers: { 'a b': 'c' } }, ''),
      ],
      ['ends with no write at all, which loses the prelude', endOnly],
    ]
    for (const [title, handler] of failing) {
      it(`answers 502 for a function that ${title}`, async () => {
        const errors: unknown[] = []
        const url = await start(handler, { onError: (error) => errors.push(error) })
        const response = await send(url, {})
        assert.deepEqual(
          [response.status, await response.json(), errors.length],
          [502, { message: 'Internal Server Error' }, 1],
        )
      })
    }

    it('breaks off where the function fails after its prelude, and serves the next', async () => {
      let calls = 0
      const url = await start(async (_event, stream) => {
        calls += 1
        if (calls > 1) return respond(stream, { statusCode: 200 }, 'whole')
        awslambda.HttpResponseStream.from(stream, { statusCode: 200 }).write('half')
        await delay(20)
        throw new Error('broken')
      })
      const response = await send(url, {})
      assert.equal(response.status, 200)
      await assert.rejects(response.text())
      assert.equal(await (await send(url, {})).text(), 'whole')
    })

    it('kills a function that does not end in time', async () => {
      const errors: unknown[] = []
      const url = await start(() => new Promise(() => {}), {
        timeoutMs: 50,
        onError: (error) => errors.push(error),
      })
      const response = await send(url, {})
      assert.equal(response.status, 502)
      assert.deepEqual(errors, [new Error('Task timed out after 0.05 seconds')])
    })

    it("closes the function's stream when the client goes away", async () => {
      const closed = Promise.withResolvers<void>()
      const url = await start(async (_event, stream) => {
        stream.once('close', closed.resolve)
        const endless = Readable.from(ticks())
        await pipeline(endless, awslambda.HttpResponseStream.from(stream, { statusCode: 200 }))
      })
      const signed = await sign(url, {})
      const sent = request(url, { headers: signed.headers })
      sent.end()
      const [response] = await once(sent, 'response')
      await once(response, 'data')
      sent.destroy()
      await closed.promise
    })
  })

  describe('to browsers', () => {
    const origin = 'https://console.example.com'

    it('answers a preflight itself, unsigned', async () => {
      const url = await start(unreachable)
      const response = await fetch(url, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      })
      assert.equal(response.status, 200)
      assert.deepEqual(corsOf(response), {
        'access-control-allow-credentials': 'true',
        'access-control-allow-headers': '*',
        'access-control-allow-methods': '*',
        'access-control-allow-origin': origin,
        'access-control-max-age': '86400',
        vary: 'Origin',
      })
    })

    it('puts the CORS headers once on answers and refusals alike', async () => {
      const url = await start(echo)
      for (const response of [
        await send(url, { headers: { origin } }),
        await fetch(url, { headers: { origin } }),
      ]) {
        assert.deepEqual(corsOf(response), {
          'access-control-allow-credentials': 'true',
          'access-control-allow-origin': origin,
          vary: 'Origin',
        })
      }
    })

    it('doubles a header that the function sets as well, as AWS does', async () => {
      const url = await start(async (_event, stream) => {
        respond(stream, { headers: { 'access-control-allow-origin': '*' } }, '')
      })
      const response = await send(url, { headers: { origin } })
      assert.equal(response.headers.get('access-control-allow-origin'), `*, ${origin}`)
    })

    it('leaves the headers out for no origin, or one that is not allowed', async () => {
      const cors = {
        allowOrigins: ['https://other.example.com'],
        allowMethods: ['POST'],
        allowHeaders: ['authorization'],
        allowCredentials: false,
        maxAge: 60,
      }
      const url = await start(echo, { cors })
      const preflight = { origin, 'access-control-request-method': 'POST' }
      for (const response of [
        await send(url, {}),
        await send(url, { headers: { origin } }),
        await fetch(url, { method: 'OPTIONS', headers: preflight }),
      ]) {
        assert.deepEqual(corsOf(response), {})
      }
    })
  })
})

type Handler = FunctionUrlOptions['handler']

declare const awslambda: {
  streamifyResponse<T>(handler: T): T
  HttpResponseStream: { from(stream: ResponseStream, metadata: unknown): ResponseStream }
}

function streamify(handler: Handler): Handler {
  return awslambda.streamifyResponse<Handler>((event, stream, context) =>
    handler(event, stream, context),
  )
}

function respond(stream: ResponseStream, metadata: unknown, body: string): void {
  const response = awslambda.HttpResponseStream.from(stream, metadata)
  response.write(body)
  response.end()
}

async function echo({ body, isBase64Encoded }: FunctionUrlEvent, stream: ResponseStream) {
  respond(stream, { statusCode: 200 }, JSON.stringify({ body, isBase64Encoded }))
}

async function endOnly(_event: FunctionUrlEvent, stream: ResponseStream) {
  awslambda.HttpResponseStream.from(stream, { statusCode: 204 }).end()
}

async function unreachable() {
  assert.fail('The function was called')
}

async function* ticks() {
  for (;;) {
    yield 'tick'
    await delay(5)
  }
}

interface Sent {
  method: string
  path: string
  headers: Record<string, string>
  body: string
  credentials: FunctionUrlOptions['credentials']
  region: string
  service: string
  signingDate: Date
  applyChecksum: boolean
  /** What goes out in place of what was signed. */
  sentMethod: string
  sentPath: string
  sentHeaders: Record<string, string>
  sentBody: string
}

function alteredBody(): Partial<Sent> {
  return { method: 'POST', body: 'a', sentBody: 'b', applyChecksum: false }
}

async function send(url: string, sent: Partial<Sent>): Promise<Response> {
  const signed = await sign(url, sent)
  const body = sent.sentBody ?? sent.body
  return fetch(new URL(sent.sentPath ?? sent.path ?? '/', url), {
    method: sent.sentMethod ?? sent.method ?? 'GET',
    headers: { ...signed.headers, ...sent.sentHeaders },
    ...(body === undefined ? {} : { body }),
  })
}

async function sign(base: string, sent: Partial<Sent>) {
  const url = new URL(sent.path ?? '/', base)
  const signer = new SignatureV4({
    credentials: sent.credentials ?? credentials,
    region: sent.region ?? region,
    service: sent.service ?? 'lambda',
    sha256: Sha256,
    applyChecksum: sent.applyChecksum ?? true,
  })
  const request = {
    method: sent.method ?? 'GET',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(
      [...url.searchParams.keys()].map((name) => [name, url.searchParams.getAll(name)]),
    ),
    headers: { ...sent.headers, host: url.host },
    body: sent.body,
  }
  return signer.sign(request, sent.signingDate ? { signingDate: sent.signingDate } : {})
}

function corsOf(response: Response): Record<string, string> {
  return Object.fromEntries(
    [...response.headers].filter(([name]) => name === 'vary' || name.startsWith('access-control')),
  )
}
