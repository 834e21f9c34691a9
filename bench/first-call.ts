import { ms, type Row } from './figures.ts'
import { childUrl, pairOfMedians, runChild } from './run-child.ts'

const rounds = 7

/** `called`: as the tool of many services has it, which looks through all for a bare name. */
const calls: readonly [tool: string, service: string, operation: string, called?: string][] = [
  ['ec2', 'ec2', 'DescribeVpcs'],
  ['s3', 's3', 'ListBuckets'],
  ['lambda', 'lambda', 'ListFunctions'],
  ['sqs', 'sqs', 'ListQueues'],
  ['aws', 'sfn', 'ListStateMachines', 'states:ListStateMachines'],
  ['aws', 'kms', 'ListKeys', 'kms:ListKeys'],
]

/** The first call of a service in a fresh process: its SDK client and catalogue are loaded in it. */
export async function firstCall(handler: URL, firstSdkCall: URL): Promise<Row[]> {
  const rows: Row[] = []
  for (const [tool, service, operation, called = operation] of calls) {
    const ours = () => runChild(childUrl('first-call.ts'), handler.href, tool, called)
    const peer = () => runChild(firstSdkCall, service, operation)
    rows.push({
      name: `${service}:${operation}`,
      unit: ms,
      ...(await pairOfMedians(rounds, ours, peer)),
    })
  }
  return rows
}
