/** A request in Lambda's payload format 2.0. */
export interface FunctionUrlEvent {
  version: '2.0'
  routeKey: '$default'
  rawPath: string
  rawQueryString: string
  cookies?: string[]
  headers: Record<string, string>
  queryStringParameters?: Record<string, string>
  requestContext: {
    accountId: string
    apiId: string
    authentication: null
    authorizer: { iam: IamCaller }
    domainName: string
    domainPrefix: string
    http: { method: string; path: string; protocol: string; sourceIp: string; userAgent: string }
    requestId: string
    routeKey: '$default'
    stage: '$default'
    time: string
    timeEpoch: number
  }
  body?: string
  isBase64Encoded: boolean
}

interface IamCaller {
  accessKey: string
  accountId: string
  callerId: string
  cognitoIdentity: null
  principalOrgId: null
  userArn: string
  userId: string
}

interface Received {
  method: string
  target: string
  httpVersion: string
  headers: Readonly<Record<string, string>>
  body: Buffer
  requestId: string
  accessKeyId: string
  accountId: string
  now: Date
}

export function functionUrlEvent(request: Received): FunctionUrlEvent {
  const [rawPath = '/', rawQueryString = ''] = request.target.split(/\?(.*)/s)
  const { cookie, 'transfer-encoding': _chunked, ...headers } = request.headers
  const query = queryParameters(rawQueryString)
  const isBase64Encoded = request.body.length > 0 && !isText(headers['content-type'])
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/; */) }),
    headers: { ...headers, ...forwarded(headers.host) },
    ...(query === undefined ? {} : { queryStringParameters: query }),
    requestContext: requestContext(request, rawPath),
    ...(request.body.length === 0
      ? {}
      : { body: request.body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  }
}

function requestContext(request: Received, path: string): FunctionUrlEvent['requestContext'] {
  const { method, httpVersion, headers, requestId, accountId, accessKeyId, now } = request
  return {
    accountId,
    apiId: 'local',
    authentication: null,
    authorizer: { iam: iamCaller(accountId, accessKeyId) },
    domainName: headers.host ?? '127.0.0.1',
    domainPrefix: 'local',
    http: {
      method,
      path,
      protocol: `HTTP/${httpVersion}`,
      sourceIp: '127.0.0.1',
      userAgent: headers['user-agent'] ?? '',
    },
    requestId,
    routeKey: '$default',
    stage: '$default',
    time: clfTime(now),
    timeEpoch: now.getTime(),
  }
}

function iamCaller(accountId: string, accessKey: string): IamCaller {
  return {
    accessKey,
    accountId,
    callerId: 'AIDALOCALSTACK',
    cognitoIdentity: null,
    principalOrgId: null,
    userArn: `arn:aws:iam::${accountId}:user/local`,
    userId: 'AIDALOCALSTACK',
  }
}

/** Values of one name are joined by a comma. */
function queryParameters(query: string): Record<string, string> | undefined {
  if (query === '') return undefined
  const parameters = new URLSearchParams(query)
  return Object.fromEntries(
    [...parameters.keys()].map((name) => [name, parameters.getAll(name).join(',')]),
  )
}

function forwarded(host = '127.0.0.1'): Record<string, string> {
  return {
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-proto': 'http',
    'x-forwarded-port': host.split(':')[1] ?? '80',
  }
}

function isText(contentType = ''): boolean {
  return /^(text\/|application\/(json|xml|javascript|[\w.-]+\+(json|xml))\b)/i.test(contentType)
}

/** `31/Jan/2026:12:00:00 +0000` */
function clfTime(date: Date): string {
  const [, day, month, year, time] = date.toUTCString().split(' ')
  return `${day}/${month}/${year}:${time} +0000`
}
