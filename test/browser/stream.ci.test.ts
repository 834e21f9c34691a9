import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { type Browser, chromium } from 'playwright-core'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Cors, defaultCors } from '../../local/function-url/cors.ts'
import { type FunctionUrl, startFunctionUrl } from '../../local/function-url.ts'
import { installLambdaRuntime } from '../../local/lambda-runtime.ts'
import { lambdaHandler } from '../../services/agent/lambda.ts'
import {
  ec2,
  eventsOf,
  pointBedrockAt,
  type RunningAgent,
  startAgent,
  textOf,
} from '../services/agent/running-agent.ts'
import { type ScriptedBedrock, startBedrock } from '../stand-ins/bedrock.ts'
import { startPages } from './pages.ts'

const executablePath = ['chromium', 'chromium-headless-shell', 'google-chrome']
  .map((name) => `/usr/bin/${name}`)
  .find((path) => existsSync(path))

describe('a page on another origin, in Chromium', () => {
  const credentials = { accessKeyId: 'AKIDPAGE', secretAccessKey: 'page' }
  let bedrock: ScriptedBedrock
  let restore: () => void
  let agent: RunningAgent
  let toolMayAnswer: Promise<void>
  let pages: Awaited<ReturnType<typeof startPages>>
  let browser: Browser
  const open: FunctionUrl[] = []
  let startUrl: (cors: Cors) => Promise<string>

  before(async function () {
    if (executablePath === undefined) {
      process.stderr.write('    skipped: no Chromium in /usr/bin\n')
      return this.skip()
    }
    installLambdaRuntime()
    bedrock = await startBedrock(({ messages }) =>
      messages.length === 1
        ? { text: ['Looking.'], tools: [{ id: 't1', name: ec2.name, input: {} }] }
        : { text: ['There are ', 'two.'] },
    )
    restore = pointBedrockAt(bedrock.url)
    agent = await startAgent({
      tools: [{ ...ec2, run: (...call) => toolMayAnswer.then(() => ec2.run(...call)) }],
    })
    const handler = lambdaHandler(agent.app)
    startUrl = async (cors) => {
      const url = await startFunctionUrl({
        port: 0,
        region: 'us-east-1',
        credentials,
        handler,
        cors,
      })
      open.push(url)
      return `${url.url}stream`
    }
    pages = await startPages()
    browser = await chromium.launch({ executablePath })
  })
  beforeEach(() => {
    toolMayAnswer = Promise.resolve()
  })
  after(async () => {
    await browser?.close()
    pages?.close()
    restore?.()
    await Promise.all([...open, agent, bedrock].map((each) => each?.close()))
  })

  it('signs a question itself and reads the answer as it comes, with CORS as given', async () => {
    const url = await startUrl(defaultCors)
    // Only what was read while the tool was still at work lets it answer.
    const firstWords = Promise.withResolvers<void>()
    toolMayAnswer = firstWords.promise
    let read = ''
    const { answer, responses } = await askFrom('127.0.0.1', url, (piece) => {
      read += piece
      if (read.includes('Looking.')) firstWords.resolve()
    })
    assert.deepEqual(answer, { status: 200, type: 'text/event-stream' })
    assert.equal(textOf(eventsOf(read)), 'Looking.\n\nThere are two.')
    assert.deepEqual(responses, [
      { type: 'Preflight', status: 200, allowed: [`http://127.0.0.1:${pages.port}`] },
      { type: 'Fetch', status: 200, allowed: [`http://127.0.0.1:${pages.port}`] },
    ])
  })

  it('may with the headers that production names, temporary credentials’ too', async () => {
    const allowOrigins = [`http://127.0.0.1:${pages.port}`]
    const url = await startUrl({ ...(await productionCors()), allowOrigins })
    const { answer } = await askFrom('127.0.0.1', url)
    assert.deepEqual(answer, { status: 200, type: 'text/event-stream' })
  })

  it('may not from an origin that is not named', async () => {
    const allowOrigins = [`http://127.0.0.1:${pages.port}`]
    const url = await startUrl({ ...(await productionCors()), allowOrigins })
    const before = bedrock.requests.length
    await assert.rejects(askFrom('localhost', url), /Failed to fetch/)
    assert.equal(bedrock.requests.length, before)
  })

  it('reads why a question was refused', async () => {
    const url = await startUrl(defaultCors)
    let read = ''
    const { answer } = await askFrom('127.0.0.1', url, (piece) => (read += piece), { message: '' })
    assert.deepEqual(answer, { status: 400, type: 'application/problem+json; charset=utf-8' })
    assert.equal(JSON.parse(read).code, 'invalid_request')
  })

  /** What a page of `host` is answered, and what its browser saw of it. */
  async function askFrom(
    host: string,
    url: string,
    onPiece: (piece: string) => void = () => undefined,
    body: object = { message: 'Which instances?' },
  ) {
    const page = await browser.newPage()
    try {
      await page.goto(`http://${host}:${pages.port}/`)
      await page.exposeFunction('onPiece', onPiece)
      const network = await page.context().newCDPSession(page)
      const responses: z.infer<typeof seenResponse>[] = []
      network.on('Network.responseReceived', (event) => responses.push(seenResponse.parse(event)))
      await network.send('Network.enable')
      const token = await agent.issuer.token('alice')
      const question = {
        url,
        region: 'us-east-1',
        credentials: { ...credentials, sessionToken: 'temporary' },
        headers: { 'content-type': 'application/json', 'x-okta-token': token },
        body: JSON.stringify(body),
      }
      const answer = await page.evaluate(`client.ask(${JSON.stringify(question)}, onPiece)`)
      return { answer, responses }
    } finally {
      await page.close()
    }
  }
})

async function productionCors(): Promise<Cors> {
  const settings = parse(await readFile('Pulumi.prod.yaml', 'utf8'))
  return productionSettings.parse(settings).config['aws-operations-agent:cors']
}

const names = z.array(z.string())
const productionSettings = z.object({
  config: z.object({
    'aws-operations-agent:cors': z.object({
      allowOrigins: names,
      allowMethods: names,
      allowHeaders: names,
      allowCredentials: z.boolean(),
      maxAge: z.number(),
    }),
  }),
})

/** Chromium parts the values of a header that came twice by line breaks. */
const seenResponse = z
  .object({
    type: z.string(),
    response: z.object({ status: z.number(), headers: z.record(z.string(), z.string()) }),
  })
  .transform(({ type, response: { status, headers } }) => ({
    type,
    status,
    allowed: headers['access-control-allow-origin']?.split('\n'),
  }))
