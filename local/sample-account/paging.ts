import type { Input, Output } from './answer.ts'
import { SampleAccountError } from './error.ts'

/** How a service names its page size, the token it takes and the one it gives. */
export interface Paging {
  size: string
  token: string
  next: string
  /** The member that says whether there is more, where there is one. */
  more?: string
}

export const paging = {
  nextToken: { size: 'MaxResults', token: 'NextToken', next: 'NextToken' },
  nextTokenOnly: { size: 'none', token: 'NextToken', next: 'NextToken' },
  camel: { size: 'maxResults', token: 'nextToken', next: 'nextToken' },
  limit: { size: 'limit', token: 'nextToken', next: 'nextToken' },
  maxItems: { size: 'MaxItems', token: 'NextToken', next: 'NextToken' },
  maxRecords: { size: 'MaxRecords', token: 'NextToken', next: 'NextToken' },
  position: { size: 'limit', token: 'position', next: 'position' },
  iam: { size: 'MaxItems', token: 'Marker', next: 'Marker', more: 'IsTruncated' },
  lambda: { size: 'MaxItems', token: 'Marker', next: 'NextMarker' },
  rds: { size: 'MaxRecords', token: 'Marker', next: 'Marker' },
  elb: { size: 'PageSize', token: 'Marker', next: 'NextMarker' },
  pageSize: { size: 'PageSize', token: 'NextToken', next: 'NextToken' },
} as const

/** One page of a list, and the members that say how to go on. Tokens hold a position only. */
export function page<T>(
  all: readonly T[],
  input: Input,
  { size, token, next, more }: Paging,
): { items: readonly T[]; rest: Output } {
  const start = position(input[token])
  const end = start + pageSize(input[size])
  const cut = end < all.length
  return {
    items: all.slice(start, end),
    rest: { ...(cut && { [next]: tokenAt(end) }), ...(more && { [more]: cut }) },
  }
}

const largestPage = 1000

// API Gateway v2 takes its page size as a string.
function pageSize(asked: unknown): number {
  const size = Number(asked ?? largestPage)
  return Number.isInteger(size) && size > 0 ? Math.min(size, largestPage) : largestPage
}

const tokenAt = (position: number) => Buffer.from(`sample:${position}`).toString('base64url')

function position(token: unknown): number {
  if (token === undefined || token === null) return 0
  const found = /^sample:(\d+)$/.exec(Buffer.from(String(token), 'base64url').toString())
  if (found) return Number(found[1])
  throw new SampleAccountError('InvalidNextToken', { message: 'The token is not valid.' })
}
