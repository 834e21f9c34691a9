import { type RequestOptions, request } from 'node:https'
import { buffer } from 'node:stream/consumers'
import { awsAgents } from '../../../outbound/aws-agents.ts'
import { ToolError } from '../../tool-error.ts'
import type { FetchRange } from './ranges.ts'

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
