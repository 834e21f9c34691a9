import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DescribeInstancesCommand, DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2'
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda'
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3'
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { callTool } from './call-tool.ts'
import { median, ms, p95, type Row } from './figures.ts'

const rounds = 400
const warmUp = 100

/** Tool calls through the handler, each beside the bare SDK call that makes the same request. */
export async function latency(): Promise<Row[]> {
  const rows: Row[] = []
  for (const [name, tool, bare] of pairs()) {
    const { ours, theirs } = await interleaved(tool, bare)
    rows.push({ name: `${name}, median`, unit: ms, ours: median(ours), peer: median(theirs) })
    rows.push({ name: `${name}, p95`, unit: ms, ours: p95(ours), peer: p95(theirs) })
  }
  return rows
}

type Call = () => Promise<unknown>

function pairs(): [string, Call, Call][] {
  const client = { region: 'us-east-1' }
  const ec2 = new EC2Client(client)
  const s3 = new S3Client({ ...client, forcePathStyle: true })
  const dynamodb = new DynamoDBClient(client)
  const sqs = new SQSClient({ ...client, useQueueUrlAsEndpoint: false })
  const lambda = new LambdaClient(client)
  const page = { MaxResults: 50 }
  const table = { TableName: 'orders' }
  return [
    [
      'ec2:DescribeVpcs, 3 items',
      () => callTool('ec2', { operation: 'DescribeVpcs' }),
      () => ec2.send(new DescribeVpcsCommand(page)),
    ],
    [
      's3:ListBuckets, 3 items',
      () => callTool('s3', { operation: 'ListBuckets' }),
      () => s3.send(new ListBucketsCommand({ MaxBuckets: 50 })),
    ],
    [
      'dynamodb:DescribeTable',
      () => callTool('dynamodb', { operation: 'DescribeTable', parameters: table }),
      () => dynamodb.send(new DescribeTableCommand(table)),
    ],
    [
      'sqs:ListQueues, 3 items',
      () => callTool('sqs', { operation: 'ListQueues' }),
      () => sqs.send(new ListQueuesCommand(page)),
    ],
    [
      'lambda:ListFunctions, 3 items',
      () => callTool('lambda', { operation: 'ListFunctions' }),
      () => lambda.send(new ListFunctionsCommand({ MaxItems: 50 })),
    ],
    [
      'ec2:DescribeInstances, 50 items',
      () => callTool('ec2', { operation: 'DescribeInstances' }),
      () => ec2.send(new DescribeInstancesCommand(page)),
    ],
  ]
}

/** By turns, and the first of a pair by turns too: what slows the machine slows both. */
async function interleaved(tool: Call, bare: Call) {
  const ours = { call: tool, times: [] as number[] }
  const theirs = { call: bare, times: [] as number[] }
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const { call, times } of round % 2 === 0 ? [ours, theirs] : [theirs, ours]) {
      const duration = await timed(call)
      if (round >= warmUp) times.push(duration)
    }
  }
  return { ours: ours.times, theirs: theirs.times }
}

async function timed(call: Call): Promise<number> {
  const startedAt = performance.now()
  await call()
  return performance.now() - startedAt
}
