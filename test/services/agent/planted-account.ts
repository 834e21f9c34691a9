import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { listen } from '../../stand-ins/listen.ts'

export type PlantedAccount = Awaited<ReturnType<typeof plantedAccount>>

/** An AWS on the wire in which whoever may write a word anywhere has written `words`. */
export async function plantedAccount(words: string) {
  const seen = {
    /** `ec2 DescribeInstances`, of each request that came. */
    operations: [] as string[],
    /** Each request as it came: its line, headers and body. */
    requests: [] as string[],
  }
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const operation = operationOf(request, body)
    seen.operations.push(operation)
    seen.requests.push(`${request.url} ${request.rawHeaders.join(' ')} ${body}`)
    const answer = answers[operation]?.(words) ?? '<NoSuchThing/>'
    const type = answer.startsWith('<') ? 'text/xml' : 'application/json'
    response.writeHead(200, { 'content-type': type }).end(answer)
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The service that the request is signed for, and its operation as the protocol names it. */
function operationOf({ headers, method, url = '' }: IncomingMessage, body: string): string {
  const service = /\/(\w+)\/aws4_request/.exec(headers.authorization ?? '')?.[1]
  const operation =
    new URLSearchParams(body).get('Action') ??
    headers['x-amz-target']?.toString().split('.').at(-1) ??
    `${method} ${url.split('?', 1)[0]}`
  return `${service} ${operation}`
}

/** The reads that the first answers of the model ask for. */
const answers: Readonly<Record<string, (words: string) => string>> = {
  'ec2 DescribeInstances': (words) =>
    `<DescribeInstancesResponse><reservationSet><item><instancesSet><item>
      <instanceId>i-0123456789abcdef0</instanceId>
      <tagSet><item><key>${xml(words)}</key><value>${xml(words)}</value></item></tagSet>
    </item></instancesSet></item></reservationSet></DescribeInstancesResponse>`,
  's3 GET /': (words) =>
    `<ListAllMyBucketsResult><Buckets><Bucket><Name>${xml(words)}</Name></Bucket></Buckets>
    </ListAllMyBucketsResult>`,
  'monitoring DescribeAlarms': (words) =>
    JSON.stringify({ MetricAlarms: [{ AlarmName: 'alarm', AlarmDescription: words }] }),
  'logs FilterLogEvents': (words) =>
    JSON.stringify({ events: [{ eventId: '1', timestamp: 1, message: words }] }),
  'lambda GET /2015-03-31/functions': (words) =>
    JSON.stringify({ Functions: [{ FunctionName: 'function', Description: words }] }),
  'lambda GET /2017-03-31/tags/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Af': (
    words,
  ) => JSON.stringify({ Tags: { [words]: words, untrusted_aws_data: words, status: 'ok' } }),
}

const xml = (text: string) =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
