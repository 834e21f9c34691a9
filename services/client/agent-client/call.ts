import { clientVersionHeader, timeZoneHeader } from '../../agent/api.ts'
import { type ClientError, clockOffsetMs, codeSet, refusal } from '../errors.ts'
import { type Credentials, signRequest } from '../sign-request.ts'
import { untilAborted } from '../until-aborted.ts'
import { clientVersion } from '../version.ts'
import { type Answer, send, type Timeouts, usualTimeouts } from './send.ts'

export interface CallOptions {
  functionUrl: string
  region: string
  credentials: () => Promise<Credentials>
  /**
   * The Okta access token of the person asking, fetched for each call; `refused` is one that the
   * agent has just answered 401 to.
   */
  token: (refused?: string) => Promise<string>
  timeouts?: Partial<Timeouts>
}

export interface Request {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  path: string
  body?: object
  /** False: asked without saying who asks. */
  token?: false
}

const asking = new Set(['/stream', '/chat'])

const timeZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** The agent's answer, once it is a success; throws a ClientError for any other. */
export type Call = (request: Request, signal: AbortSignal) => Promise<Answer>

/**
 * Calls with signature and token. Asks once more by itself where a fresh token, or a signature by
 * AWS's clock, is all that is missing.
 */
export function caller(options: CallOptions): Call {
  const timeouts = { ...usualTimeouts, ...options.timeouts }
  /** How far AWS's clock is ahead, once it has refused a signature for that. */
  let aheadMs = 0

  async function sendSigned(request: Request, token: string | undefined, signal: AbortSignal) {
    const url = new URL(request.path, options.functionUrl)
    const { method, body } = request
    const signed = await signRequest({
      url,
      method,
      headers: {
        [clientVersionHeader]: clientVersion,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { 'x-okta-token': token }),
        // Whose clock “yesterday” is of: a question's alone.
        ...(asking.has(request.path) && { [timeZoneHeader]: timeZone() }),
      },
      body: body === undefined ? '' : JSON.stringify(body),
      region: options.region,
      credentials: await untilAborted(options.credentials(), signal),
      signingDate: new Date(Date.now() + aheadMs),
    })
    return send(url, signed, { timeouts, signal })
  }

  /** True where what was wrong with the clock is put right. */
  function setClock(error: ClientError, date: string | undefined): boolean {
    const offsetMs = clockOffsetMs(date)
    if (error.code !== 'clock_skew' || offsetMs === undefined) return false
    // Nearly the same as before: it is not the clock.
    if (Math.abs(offsetMs - aheadMs) < 60_000) return false
    aheadMs = offsetMs
    return true
  }

  return async (request, signal) => {
    const tokenNow = (refused?: string) => untilAborted(options.token(refused), signal)
    let token = request.token === false ? undefined : await tokenNow()
    let [refreshed, clockSet] = [false, false]
    for (;;) {
      const answer = await sendSigned(request, token, signal)
      if (answer.status >= 200 && answer.status < 300) return answer
      const error = refusal(answer.status, await answer.text(), answer.headers)
      if (!clockSet && setClock(error, answer.headers.date)) {
        clockSet = true
        continue
      }
      if (token === undefined || refreshed || !refusedTokens.has(error.code)) throw error
      const fresh = await tokenNow(token)
      if (fresh === token) throw error
      token = fresh
      refreshed = true
    }
  }
}

const refusedTokens = codeSet(['token_expired', 'token_invalid'])
