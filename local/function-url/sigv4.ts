import { createHash, timingSafeEqual } from 'node:crypto'
import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'

export interface Credentials {
  accessKeyId: string
  secretAccessKey: string
}

export interface SignedRequest {
  method: string
  /** Path and query as they came, undecoded. */
  target: string
  headers: Readonly<Record<string, string>>
  body: Buffer
}

interface Expected {
  credentials: Credentials
  region: string
  service: string
  now: Date
}

/** What AWS answers to a request that it does not let in. */
export interface SignatureRefusal {
  errorType: string
  body: { message: string } | { Message: string }
}

/** Undefined where the signature (in the header, not the query) is this caller's over this request. */
export async function checkSignature(
  request: SignedRequest,
  expected: Expected,
): Promise<SignatureRefusal | undefined> {
  const given = parseAuthorization(request.headers.authorization)
  const date = parseDate(request.headers['x-amz-date'])
  if (given === undefined || date === undefined) return forbidden
  if (given.accessKeyId !== expected.credentials.accessKeyId) return unknownKey
  if (given.scope !== scopeOf(expected, date)) return wrongScope(expected)
  const late = checkDate(date, expected.now)
  if (late !== undefined) return late
  if (!isHashOf(request.headers['x-amz-content-sha256'], request.body)) return mismatch
  const signature = await sign(request, given.signedHeaders, date, expected)
  return isEqual(given.signature, signature) ? undefined : mismatch
}

interface Authorization {
  accessKeyId: string
  /** `20260131/us-east-1/lambda/aws4_request` */
  scope: string
  signedHeaders: Set<string>
  signature: string
}

function parseAuthorization(header = ''): Authorization | undefined {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
      header,
    )
  if (match === null) return undefined
  const [, accessKeyId = '', scope = '', names = '', signature = ''] = match
  const signedHeaders = new Set(names.split(';'))
  return signedHeaders.has('host') ? { accessKeyId, scope, signedHeaders, signature } : undefined
}

function parseDate(header = ''): Date | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(header)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second] = match
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(date.getTime()) ? undefined : date
}

const maxSkewMs = 5 * 60_000

function checkDate(date: Date, now: Date): SignatureRefusal | undefined {
  const skewMs = now.getTime() - date.getTime()
  if (Math.abs(skewMs) <= maxSkewMs) return undefined
  const [signed, current] = [amzDate(date), amzDate(now)]
  return skewMs > 0
    ? invalidSignature(`Signature expired: ${signed} is now earlier than ${current} - 5 min.`)
    : invalidSignature(
        `Signature not yet current: ${signed} is still later than ${current} + 5 min.`,
      )
}

/** Lambda takes no unsigned payload: where a hash is named, it is the body's. */
function isHashOf(header: string | undefined, body: Buffer): boolean {
  return header === undefined || header === createHash('sha256').update(body).digest('hex')
}

async function sign(
  request: SignedRequest,
  signedHeaders: Set<string>,
  signingDate: Date,
  { credentials, region, service }: Expected,
): Promise<string> {
  const signer = new SignatureV4({
    credentials,
    region,
    service,
    sha256: Sha256,
    applyChecksum: false,
  })
  const [path = '/', query = ''] = request.target.split(/\?(.*)/s)
  const headers = Object.entries(request.headers).filter(([name]) => signedHeaders.has(name))
  const signed = await signer.sign(
    {
      method: request.method,
      protocol: 'http:',
      hostname: '127.0.0.1',
      path,
      query: parseQuery(query),
      headers: Object.fromEntries(headers),
      body: request.body,
    },
    { signingDate, signableHeaders: signedHeaders },
  )
  return parseAuthorization(signed.headers.authorization)?.signature ?? ''
}

function parseQuery(query: string): Record<string, string[]> {
  const parameters = new URLSearchParams(query)
  return Object.fromEntries([...parameters.keys()].map((name) => [name, parameters.getAll(name)]))
}

function scopeOf({ region, service }: Expected, date: Date): string {
  return `${amzDate(date).slice(0, 8)}/${region}/${service}/aws4_request`
}

function amzDate(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, '')
}

function isEqual(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

const forbidden: SignatureRefusal = {
  errorType: 'AccessDeniedException',
  body: {
    Message:
      'Forbidden. For troubleshooting Function URL authorization issues, ' +
      'see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
  },
}

const unknownKey: SignatureRefusal = {
  errorType: 'UnrecognizedClientException',
  body: { message: 'The security token included in the request is invalid.' },
}

const mismatch = invalidSignature(
  'The request signature we calculated does not match the signature you provided. ' +
    'Check your AWS Secret Access Key and signing method. ' +
    'Consult the service documentation for details.',
)

function wrongScope({ region, service }: Expected): SignatureRefusal {
  return invalidSignature(
    `Credential should be scoped to a valid region (${region}) and correct service: '${service}'.`,
  )
}

function invalidSignature(message: string): SignatureRefusal {
  return { errorType: 'InvalidSignatureException', body: { message } }
}
