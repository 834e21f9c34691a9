import type { IncomingHttpHeaders } from 'node:http'

/** The CORS settings of a Function URL, named as in its configuration. */
export interface Cors {
  allowOrigins: readonly string[]
  allowMethods: readonly string[]
  allowHeaders: readonly string[]
  allowCredentials: boolean
  /** Seconds. */
  maxAge: number
}

export const defaultCors: Cors = {
  allowOrigins: ['*'],
  allowMethods: ['*'],
  allowHeaders: ['*'],
  allowCredentials: true,
  maxAge: 86_400,
}

export type HeaderPairs = [name: string, value: string][]

/** What goes on every response to a browser; a wildcard with credentials names the asking origin. */
export function corsHeaders(cors: Cors, origin: string | undefined): HeaderPairs {
  const any = cors.allowOrigins.includes('*')
  if (origin === undefined || !(any || cors.allowOrigins.includes(origin))) return []
  const named = !any || cors.allowCredentials
  return [
    ['access-control-allow-origin', named ? origin : '*'],
    ...(named ? ([['vary', 'Origin']] satisfies HeaderPairs) : []),
    ...(cors.allowCredentials
      ? ([['access-control-allow-credentials', 'true']] satisfies HeaderPairs)
      : []),
  ]
}

/** Methods and headers go out as configured: a browser takes no `*` where credentials are sent. */
export function preflightHeaders(cors: Cors, origin: string | undefined): HeaderPairs {
  const allowed = corsHeaders(cors, origin)
  if (allowed.length === 0) return []
  return [
    ...allowed,
    ['access-control-allow-methods', cors.allowMethods.join(',')],
    ['access-control-allow-headers', cors.allowHeaders.join(',')],
    ['access-control-max-age', String(cors.maxAge)],
  ]
}

export function isPreflight(method: string, headers: IncomingHttpHeaders): boolean {
  return (
    method === 'OPTIONS' &&
    headers.origin !== undefined &&
    headers['access-control-request-method'] !== undefined
  )
}
