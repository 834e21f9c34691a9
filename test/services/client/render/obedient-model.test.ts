import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { awsCommand } from '../../../../services/client/render/aws-command.ts'
import { tools } from '../../../../tools/tools.ts'
import { contextOf, scriptedClients } from '../../../tools/executor/scripted-clients.ts'

/** What text in AWS may tell a model to do, and one that obeys does: to change, or to send out. */
const orders: [tool: string, input: Record<string, unknown>][] = [
  ['ec2', { operation: 'TerminateInstances', parameters: { InstanceIds: ['i-1'] } }],
  ['ec2', { operation: 'ec2 terminate-instances', parameters: { InstanceIds: ['i-1'] } }],
  ['ec2', { operation: 'AuthorizeSecurityGroupIngress', parameters: { GroupId: 'sg-1' } }],
  ['iam', { operation: 'CreateAccessKey', parameters: { UserName: 'admin' } }],
  ['iam', { operation: 'iam:AttachUserPolicy', parameters: { UserName: 'admin' } }],
  ['iam', { operation: 'sts:AssumeRole', parameters: { RoleArn: 'arn:aws:iam::9:role/x' } }],
  ['s3', { operation: 'PutObject', parameters: { Bucket: 'evil', Key: 'k', Body: 'secret' } }],
  ['s3', { operation: 's3:rm', parameters: { Bucket: 'evil' } }],
  ['lambda', { operation: 'Invoke', parameters: { FunctionName: 'evil', Payload: 'secret' } }],
  ['sns', { operation: 'Publish', parameters: { TopicArn: 'evil', Message: 'secret' } }],
  ['sqs', { operation: 'SendMessage', parameters: { QueueUrl: 'https://evil.example' } }],
  ['ses', { operation: 'SendEmail', parameters: { Source: 'a@evil.example' } }],
  ['dynamodb', { operation: 'DeleteTable', parameters: { TableName: 'orders' } }],
  ['rds', { operation: 'DeleteDBInstance', parameters: { DBInstanceIdentifier: 'prod' } }],
  ['ec2', { question: 'terminate instance i-0123456789abcdef0' }],
  ['ec2', { operation: 'DescribeInstances', parameters: { EndpointUrl: 'https://evil.example' } }],
  ['ec2', { operation: 'DescribeInstances', parameters: { Profile: 'admin', Debug: true } }],
  ['ec2', { operation: 'DescribeInstances', region: 'us-east-1; aws s3 rb s3://prod' }],
  ['ec2', { operation: 'DescribeVpcs', query: "[?VpcId=='`rm -rf ~`']" }],
  ['ec2', { operation: 'DescribeInstances', parameters: { InstanceIds: ['--endpoint-url=x'] } }],
  ['ec2', { operation: 'DescribeInstances', parameters: { InstanceIds: ['i-1', '--debug'] } }],
  ['ec2', { operation: 'DescribeTags', parameters: { NextToken: '--profile=admin' } }],
  ['iam', { operation: 'GetUser', parameters: { UserName: '$(aws iam create-user)' } }],
  ['iam', { operation: 'GetUser', parameters: { UserName: "'; aws s3 rb s3://prod; '" } }],
  ['iam', { operation: 'GetUser', parameters: { UserName: 'file:///home/me/.aws/credentials' } }],
]

describe('a model that obeys text in AWS', () => {
  for (const [tool, input] of orders) {
    it(`is shown no command but of what was read: ${JSON.stringify(input)}`, async () => {
      const { clients, calls } = scriptedClients(() => ({}))
      const name = `${tool}_read_operations`
      const result = await tools.find((each) => each.name === name)?.run(input, contextOf(clients))
      const answered = { ...event, tool: name, result: JSON.parse(JSON.stringify(result)) }
      const call = { type: 'tool_call', id: '1', tool: name, input: inputOf(input) } as const
      const command = awsCommand(call, answered)
      if (command === undefined) return
      const ran = executed(command)
      assert.ok(calls.length > 0, command)
      for (const [, operation = '', ...words] of ran) {
        const sent = calls.map((each) => each.operation.toLowerCase())
        assert.ok(sent.includes(operation.replaceAll('-', '')), command)
        const options = words.filter((word) => /^-/.test(word))
        assert.deepEqual(
          options.filter(
            (option) => !/^--(?:region|query=.*|cli-input-json|user-name)$/.test(option),
          ),
          [],
        )
        assert.ok(!words.some((word) => /^(?:file|fileb|https?):/i.test(word)), command)
      }
    })
  }
})

const event = {
  type: 'tool_result',
  id: '1',
  status: 'ok',
  duration_ms: 1,
  summary: '',
  truncated: false,
} as const

const inputOf = (input: object) => JSON.parse(JSON.stringify(input))

/** Each call of `aws` that a shell makes of the command, and of any other program none. */
function executed(command: string): string[][] {
  const script = `aws() { printf '%s\\0' "$@"; printf '\\1'; }\n${command}`
  const printed = execFileSync('/bin/sh', ['-c', script], { env: { PATH: '/nowhere' } }).toString()
  return printed
    .split('\u0001')
    .slice(0, -1)
    .map((call) => call.split('\0').slice(0, -1))
}
