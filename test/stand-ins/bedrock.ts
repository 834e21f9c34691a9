import { createServer, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { EventStreamCodec } from '@smithy/core/event-streams'
import { z } from 'zod'
import { listen } from './listen.ts'

/** What the scripted model answers to one request. */
export interface BedrockAnswer {
  text?: readonly string[]
  /** An input that is a text is sent as it is, JSON or not. */
  tools?: readonly { id: string; name: string; input: unknown }[]
  stopReason?: string
  /** What a guardrail has done to it, as its trace says. */
  guardrail?: 'BLOCKED' | 'ANONYMIZED'
  /** Before each chunk of text. */
  delayMs?: number
  /** Instead of a stream: `ThrottlingException` is 429, with `retry-after` where it is given. */
  refuse?: { exception: string; status: number; retryAfterS?: number; message?: string }
  /** Instead of a response: none ever, or a connection that breaks off. */
  vanish?: 'silence' | 'disconnect'
  /** After the text, in place of an end; a stall says nothing more and stays open. */
  breakWith?: { exception: string } | 'cut' | 'stall' | 'garbage'
}

export interface ScriptedBedrock {
  url: string
  /** How many were opened. */
  connections(): number
  /** Bodies of the requests, in order. */
  requests: BedrockRequest[]
  close(): Promise<void>
}

const bedrockRequest = z.looseObject({
  modelId: z.string(),
  system: z.array(z.looseObject({})).optional(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.array(z.unknown()) })),
  toolConfig: z.looseObject({ tools: z.array(z.looseObject({})) }).optional(),
  inferenceConfig: z.looseObject({}).optional(),
})
export type BedrockRequest = z.infer<typeof bedrockRequest>

type Script =
  | readonly BedrockAnswer[]
  | ((request: BedrockRequest) => BedrockAnswer | Promise<BedrockAnswer>)

/** Bedrock's ConverseStream, in real event-stream frames, as scripted. */
export async function startBedrock(script: Script): Promise<ScriptedBedrock> {
  const requests: BedrockRequest[] = []
  const server = createServer(async (incoming, response) => {
    const modelId = /^\/model\/(.+)\/converse-stream$/.exec(incoming.url ?? '')?.[1] ?? ''
    const body = await json(incoming)
    const request = bedrockRequest.parse({
      ...z.looseObject({}).parse(body),
      modelId: decodeURIComponent(modelId),
    })
    requests.push(request)
    const answer =
      typeof script === 'function' ? await script(request) : script[requests.length - 1]
    await respond(response, answer ?? { refuse: { exception: 'ValidationException', status: 400 } })
  })
  let connections = 0
  server.on('connection', () => {
    connections += 1
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    connections: () => connections,
    requests,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function respond(response: ServerResponse, answer: BedrockAnswer): Promise<void> {
  if (answer.vanish === 'disconnect') response.destroy()
  if (answer.vanish !== undefined) return
  if (answer.refuse !== undefined) return refuse(response, answer.refuse)
  response.writeHead(200, {
    'content-type': 'application/vnd.amazon.eventstream',
    'x-amzn-requestid': 'scripted',
  })
  for await (const frame of frames(answer)) {
    if (response.destroyed) return
    response.write(frame)
  }
  if (answer.breakWith === 'stall') return
  if (answer.breakWith === 'garbage') response.write('scripted secret '.repeat(10))
  if (answer.breakWith === 'cut') response.socket?.destroySoon()
  else response.end()
}

function refuse(response: ServerResponse, refused: Refused): void {
  const { exception, status, retryAfterS, message = `scripted secret ${exception}` } = refused
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-amzn-errortype': exception,
    ...(retryAfterS !== undefined && { 'retry-after': String(retryAfterS) }),
  })
  response.end(JSON.stringify({ message }))
}

type Refused = NonNullable<BedrockAnswer['refuse']>

async function* frames(answer: BedrockAnswer): AsyncGenerator<Uint8Array> {
  const { text: chunks = [], tools = [], breakWith } = answer
  yield event('messageStart', { role: 'assistant' })
  for (const chunk of chunks) {
    if (answer.delayMs !== undefined) await sleep(answer.delayMs)
    yield event('contentBlockDelta', { contentBlockIndex: 0, delta: { text: chunk } })
  }
  if (chunks.length > 0 && breakWith === undefined) {
    yield event('contentBlockStop', { contentBlockIndex: 0 })
  }
  if (breakWith !== undefined) {
    if (typeof breakWith === 'object') yield exceptionFrame(breakWith.exception)
    return
  }
  for (const [index, { id, name, input }] of tools.entries()) {
    const contentBlockIndex = index + 1
    const start = { toolUse: { toolUseId: id, name } }
    yield event('contentBlockStart', { contentBlockIndex, start })
    for (const part of halves(typeof input === 'string' ? input : JSON.stringify(input))) {
      yield event('contentBlockDelta', { contentBlockIndex, delta: { toolUse: { input: part } } })
    }
    yield event('contentBlockStop', { contentBlockIndex })
  }
  const stopReason =
    answer.stopReason ??
    (answer.guardrail && 'guardrail_intervened') ??
    (tools.length > 0 ? 'tool_use' : 'end_turn')
  yield event('messageStop', { stopReason })
  const trace = answer.guardrail && { trace: { guardrail: assessed(answer.guardrail) } }
  yield event('metadata', { usage, metrics: { latencyMs: 1 }, ...trace })
}

function assessed(action: string) {
  const piiEntities = [{ type: 'EMAIL', match: 'scripted secret', action, detected: true }]
  return {
    outputAssessments: { abcd1234: [{ sensitiveInformationPolicy: { piiEntities, regexes: [] } }] },
  }
}

/** The same for every answer, so that sums show how many there were. */
const usage = {
  inputTokens: 100,
  outputTokens: 10,
  totalTokens: 110,
  cacheReadInputTokens: 7,
  cacheWriteInputTokens: 3,
}

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString('utf8'),
  (string) => Buffer.from(string, 'utf8'),
)

function event(type: string, payload: unknown): Uint8Array {
  return frame({ ':message-type': 'event', ':event-type': type }, payload)
}

function exceptionFrame(type: string): Uint8Array {
  const headers = { ':message-type': 'exception', ':exception-type': type }
  return frame(headers, { message: `scripted secret ${type}` })
}

function frame(headers: Record<string, string>, payload: unknown): Uint8Array {
  const all = { ...headers, ':content-type': 'application/json' }
  return codec.encode({
    headers: Object.fromEntries(
      Object.entries(all).map(([name, value]) => [name, { type: 'string', value }]),
    ),
    body: Buffer.from(JSON.stringify(payload)),
  })
}

function halves(string: string): string[] {
  const middle = Math.ceil(string.length / 2)
  return [string.slice(0, middle), string.slice(middle)]
}
