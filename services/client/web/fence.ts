import type { IncomingMessage } from 'node:http'

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>

/**
 * Why a request is not looked at, before anybody asks who sends it; undefined where it may come from
 * the page, or is a person's way to it. `host` is the one name that this server answers to: a name
 * that somebody else's DNS points here is another.
 */
export function refusalOf({ method = '', url = '', headers }: Asked, host: string) {
  if (headers.host !== host) return 'This is not its address.'
  const { origin } = headers
  if (origin !== undefined && origin !== `http://${host}`) return 'Another page asks.'
  if (!methods.has(method)) return 'It takes no such requests.'
  const dest = headers['sec-fetch-dest']
  if (typeof dest === 'string' && framed.has(dest)) return 'It is shown in no frame.'
  const site = headers['sec-fetch-site']
  const isWayHere = method === 'GET' && url === '/' && headers['sec-fetch-mode'] === 'navigate'
  if (site !== undefined && site !== 'same-origin' && !isWayHere) {
    return site === 'none' && method === 'GET' ? undefined : 'Another page asks.'
  }
  if (method === 'GET') return undefined
  // What a form or a simple request of another page could send as well.
  if (origin === undefined) return 'It says of no page that it comes from it.'
  const type = headers['content-type'] ?? ''
  if (method !== 'DELETE' && type.split(';')[0]?.trim() !== 'application/json') {
    return 'It takes JSON alone.'
  }
  return undefined
}

const methods = new Set(['GET', 'POST', 'PATCH', 'DELETE'])
const framed = new Set(['iframe', 'frame', 'embed', 'object', 'fencedframe'])

/** With each answer. Text never becomes script or markup: the browser itself refuses that too. */
export const guards: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}
