import { ClientError } from '../errors.ts'

/** Why there is no answer of `url`, in words: a ClientError `unreachable` or `untrusted`. */
export function connectionFailure(url: URL, error: unknown): ClientError {
  if (error instanceof ClientError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = refusedByProxy(error) ?? reasons.get(code) ?? (code || String(error))
  if (/CERT|SIGNATURE|ALTNAME/.test(code)) {
    const todo =
      'Behind a proxy that opens TLS, point NODE_EXTRA_CA_CERTS at its certificate authority.'
    return new ClientError(
      'untrusted',
      `The certificate of ${url.host} is not trusted (${reason}). ${todo}`,
      { cause: error },
    )
  }
  return new ClientError(
    'unreachable',
    `Cannot reach the agent at ${url.origin}: ${reason}. Check the network (VPN, proxy), and the address.`,
    { cause: error, passing: true },
  )
}

/** Without the proxy's address, which may have a password in it. */
function refusedByProxy(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && error.code === 'ERR_PROXY_TUNNEL')) return
  const [, status] = /HTTP\/[\d.]+ (\d{3})/.exec(error.message) ?? []
  const wants = status === '407' ? ', and wants a name and password in HTTPS_PROXY' : ''
  return `the proxy did not let it through${status === undefined ? '' : ` (${status}${wants})`}`
}

const reasons = new Map([
  ['ENOTFOUND', 'there is no such name'],
  ['EAI_AGAIN', 'names cannot be looked up'],
  ['ECONNREFUSED', 'the connection was refused'],
  ['ECONNRESET', 'the connection was closed'],
  ['ETIMEDOUT', 'nothing answers there'],
  ['ENETUNREACH', 'there is no way to that network'],
  ['EHOSTUNREACH', 'there is no way to that host'],
  ['EPROTO', 'it does not speak TLS there'],
])
