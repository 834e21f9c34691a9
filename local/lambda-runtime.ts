import { Writable } from 'node:stream'

/** Installs `globalThis.awslambda` as Lambda's Node runtime does before it loads a handler. */
export function installLambdaRuntime(): void {
  Object.assign(globalThis, { awslambda: { streamifyResponse, HttpResponseStream } })
}

const streaming = Symbol.for('aws.lambda.runtime.handler.streaming')

function streamifyResponse<T extends object>(handler: T): T {
  return Object.assign(handler, { [streaming]: 'response' })
}

/** True for a handler that went through `awslambda.streamifyResponse`. */
export function isStreaming(handler: object): boolean {
  return Reflect.get(handler, streaming) === 'response'
}

/** Content type of a response that begins with its status and headers as JSON and eight NULs. */
export const integrationContentType = 'application/vnd.awslambda.http-integration-response'
export const preludeEnd = Buffer.alloc(8)

const HttpResponseStream = {
  from(stream: ResponseStream, metadata: unknown): ResponseStream {
    stream.setContentType(integrationContentType)
    stream.prelude = JSON.stringify(metadata)
    return stream
  },
}

type WriteCallback = (error: Error | null | undefined) => void

/**
 * What a streaming handler writes to. As in the real runtime the prelude goes out with the first
 * `write`, an empty one too, and `end(chunk)` is no `write`: alone, it loses status and headers.
 */
export class ResponseStream extends Writable {
  contentType = 'application/octet-stream'
  prelude: string | undefined
  #written = false

  setContentType(contentType: string): void {
    if (this.#written) throw new Error('Cannot set content-type, too late.')
    this.contentType = contentType
  }

  override write(chunk: unknown, callback?: WriteCallback): boolean
  override write(chunk: unknown, encoding: BufferEncoding, callback?: WriteCallback): boolean
  override write(
    chunk: unknown,
    encoding: BufferEncoding | WriteCallback = 'utf8',
    callback?: WriteCallback,
  ): boolean {
    if (!this.#written && this.prelude !== undefined) {
      super.write(this.prelude)
      super.write(preludeEnd)
    }
    this.#written = true
    const data =
      typeof chunk === 'string' || chunk instanceof Uint8Array ? chunk : JSON.stringify(chunk)
    return typeof encoding === 'string'
      ? super.write(data, encoding, callback)
      : super.write(data, encoding)
  }
}

/** What a handler learns besides its event, but for the `done`, `fail` and `succeed` of old. */
export interface LambdaContext {
  callbackWaitsForEmptyEventLoop: boolean
  functionName: string
  functionVersion: string
  invokedFunctionArn: string
  memoryLimitInMB: string
  awsRequestId: string
  logGroupName: string
  logStreamName: string
  getRemainingTimeInMillis: () => number
}

interface LambdaFunction {
  functionName: string
  region: string
  accountId: string
  memoryMb: number
  timeoutMs: number
}

/** The context of an invocation that begins now. */
export function lambdaContext(lambda: LambdaFunction, awsRequestId: string): LambdaContext {
  const { functionName, region, accountId, memoryMb, timeoutMs } = lambda
  const deadline = Date.now() + timeoutMs
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:${region}:${accountId}:function:${functionName}`,
    memoryLimitInMB: String(memoryMb),
    awsRequestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  }
}
