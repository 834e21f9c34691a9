import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js'
import { ClientError } from '../errors.ts'

/** False where the gateway or the sign-in gave an answer that would be the same again. */
export function isWorthAnotherTry(error: unknown): boolean {
  if (error instanceof ClientError || isRefusal(error)) return false
  return !(error instanceof McpError) || error.code === ErrorCode.ConnectionClosed
}

/** A ClientError for the person, or the gateway's own JSON-RPC error to be passed on. */
export function gatewayFailure(cause: unknown, origin: string): Error {
  if (cause instanceof ClientError) return cause
  if (isRefusal(cause)) {
    return new ClientError('gateway_refused', 'The tool gateway refuses your token.', { cause })
  }
  if (isOfAnother(cause)) {
    const message = `${origin} does not answer as a tool gateway: is it another service, or a proxy?`
    return new ClientError('gateway_unavailable', message, { cause })
  }
  if (!(cause instanceof McpError) || cause.code === ErrorCode.ConnectionClosed) {
    const message = `Cannot reach the tool gateway at ${origin}. Try again in a moment.`
    return new ClientError('gateway_unavailable', message, { cause })
  }
  if (cause.code === ErrorCode.RequestTimeout) {
    return new ClientError('gateway_timeout', 'The tool gateway did not answer in time.', { cause })
  }
  // Its class puts `MCP error …` before the message, and would again at the other side.
  const message = cause.message.replace(/^MCP error -?\d+: /, '')
  return Object.assign(new Error(message, { cause }), { code: cause.code, data: cause.data })
}

/** By its status, or by a content type (-1); a gateway that has too much to do is one still. */
function isOfAnother(error: unknown): boolean {
  if (!(error instanceof StreamableHTTPError)) return false
  return error.code !== undefined && error.code < 500 && error.code !== 429
}

function isRefusal(error: unknown): boolean {
  return error instanceof StreamableHTTPError && (error.code === 401 || error.code === 403)
}
