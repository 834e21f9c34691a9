import { type RequestOptions, request } from 'node:https'
import { buffer } from 'node:stream/consumers'
import { awsAgents } from '../../../outbound/aws-agents.ts'
import { ToolError } from '../../tool-error.ts'

export interface Range {
  bytes: Buffer
  /** Of the whole file. */
  total: number
}

/**
 * Part of a file: `from` and `to` within it, or so many bytes of its end. Over https and from that
 * host alone: an answer that leads elsewhere is none, and one that is longer than asked is cut off.
 */
export type FetchRange = (url: URL, range: string, signal: AbortSignal) => Promise<Range>

export const fetchRange: FetchRange = async (url, range, signal) => {
  const { httpsAgent: agent } = awsAgents()
  const options: RequestOptions = {
    method: 'GET',
    headers: { range: `bytes=${range}`, 'user-agent': 'aws-operations-agent' },
    signal,
    ...(agent && { agent }),
  }
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      const { statusCode, headers } = response
      const total = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range'] ?? '')
      if (statusCode !== 206 || total === null) {
        sent.destroy()
        reject(notFetched(statusCode))
        return
      }
      const [, from = 0, to = 0, size = 0] = total.map(Number)
      if (to - from >= maxRangeBytes) {
        sent.destroy()
        reject(notFetched(statusCode))
        return
      }
      buffer(response).then((bytes) => resolve({ bytes, total: size }), reject)
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** More than is ever asked for. */
const maxRangeBytes = 8_000_000

/** A redirect is no answer, and neither is the whole of a file of which a part was asked. */
const notFetched = (status: number | undefined) =>
  new ToolError('aws_error', `The code could not be fetched: status ${status ?? 'none'}`)
