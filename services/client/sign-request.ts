import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'

export interface Credentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}

interface UnsignedRequest {
  url: URL
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  headers: Record<string, string>
  body: string
  region: string
  credentials: Credentials
  /** Now, but for a clock that is known to be wrong. */
  signingDate?: Date
}

/** Signs for a Lambda Function URL (SigV4, service `lambda`); the result fits `fetch(url, …)`. */
export async function signRequest(request: UnsignedRequest) {
  const { url, method, headers, body, region, credentials, signingDate = new Date() } = request
  const signer = new SignatureV4({ service: 'lambda', region, credentials, sha256: Sha256 })
  const unsigned = {
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { ...headers, host: url.host },
    body,
  }
  const signed = await signer.sign(unsigned, { signingDate })
  const { host: _set_by_fetch, ...signedHeaders } = signed.headers
  return { method, headers: signedHeaders, body }
}
