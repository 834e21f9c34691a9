import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { parentPort } from 'node:worker_threads'
import { instances } from './instances.ts'

/**
 * An AWS that answers at once, always the same: what a call costs beside AWS's own time. It runs
 * as a worker, so that its work is not measured, and posts its address when it listens.
 */
const server = createServer(async (request, response) => {
  const body = await text(request)
  const answer = answers[operationOf(request, body)]?.(new URLSearchParams(body))
  response.setHeader(
    'content-type',
    answer?.startsWith('{') ? 'application/x-amz-json-1.0' : 'text/xml',
  )
  response.statusCode = answer === undefined ? 404 : 200
  response.end(answer)
})
server.listen(0, '127.0.0.1', () => parentPort?.postMessage(server.address()))

/** As each protocol names it: a form's action, a header, or the path. */
const operationOf = ({ headers, method, url = '' }: IncomingMessage, body: string): string =>
  new URLSearchParams(body).get('Action') ??
  headers['x-amz-target']?.toString().split('.').at(-1) ??
  `${method} ${url.split('?')[0]}`

const answers: Readonly<Record<string, (form: URLSearchParams) => string>> = {
  DescribeVpcs: () => ec2('DescribeVpcs', `<vpcSet>${times(3, vpc)}</vpcSet>`),
  DescribeInstances: (form) => describeInstances(form),
  DescribeTable: () => JSON.stringify({ Table: table }),
  ListKeys: () => JSON.stringify({ Keys: ['a', 'b', 'c'].map(key), Truncated: false }),
  ListQueues: () => JSON.stringify({ QueueUrls: ['a', 'b', 'c'].map(queueUrl) }),
  ListStateMachines: () => JSON.stringify({ stateMachines: ['a', 'b', 'c'].map(stateMachine) }),
  'GET /': () =>
    `<ListAllMyBucketsResult><Buckets>${times(3, bucket)}</Buckets></ListAllMyBucketsResult>`,
  'GET /2015-03-31/functions': () => JSON.stringify({ Functions: ['a', 'b', 'c'].map(lambda) }),
}

/** As many as the value of the first filter says, in pages. */
function describeInstances(form: URLSearchParams): string {
  const count = Number(form.get('Filter.1.Value.1') ?? 50)
  const first = Number(form.get('NextToken') ?? 0)
  const next = first + Number(form.get('MaxResults') ?? 1000)
  const shown = instances(count).slice(first, next)
  const more = next < count ? `<nextToken>${next}</nextToken>` : ''
  return ec2('DescribeInstances', `<reservationSet>${shown.join('')}</reservationSet>${more}`)
}

const ec2 = (operation: string, content: string) =>
  `<?xml version="1.0"?><${operation}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${content}</${operation}Response>`

const times = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join('')

const vpc = (index: number) =>
  `<item><vpcId>vpc-0${index}</vpcId><cidrBlock>10.${index}.0.0/16</cidrBlock><state>available</state>
  <isDefault>false</isDefault><ownerId>123456789012</ownerId><instanceTenancy>default</instanceTenancy>
  <tagSet><item><key>Name</key><value>shop-${index}</value></item></tagSet></item>`

const bucket = (index: number) =>
  `<Bucket><Name>shop-${index}</Name><CreationDate>2030-01-02T03:04:05.000Z</CreationDate></Bucket>`

const queueUrl = (name: string) => `https://sqs.us-east-1.amazonaws.com/123456789012/${name}`

const table = {
  TableName: 'orders',
  TableStatus: 'ACTIVE',
  CreationDateTime: 1893553445.1,
  ItemCount: 120_000,
  TableSizeBytes: 48_000_000,
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  TableArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders',
}

const key = (name: string) => ({
  KeyId: name,
  KeyArn: `arn:aws:kms:us-east-1:123456789012:key/${name}`,
})

const stateMachine = (name: string) => ({
  stateMachineArn: `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`,
  name,
  type: 'STANDARD',
  creationDate: 1893553445.1,
})

const lambda = (name: string) => ({
  FunctionName: name,
  FunctionArn: `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
  Runtime: 'nodejs24.x',
  Role: 'arn:aws:iam::123456789012:role/runner',
  Handler: 'index.handler',
  CodeSize: 1024,
  Timeout: 30,
  MemorySize: 512,
  LastModified: '2030-01-02T03:04:05.000+0000',
  Environment: { Variables: { TABLE: 'orders' } },
})
