import assert from 'node:assert/strict'
import { text } from 'node:stream/consumers'
import { lambdaHandler } from '../../../services/agent/lambda.ts'
import { startBedrock } from '../../stand-ins/bedrock.ts'
import { installLambdaRuntime, invoke, postEvent } from '../../stand-ins/lambda-runtime.ts'
import { countingEndpoint } from '../tool-handler/counting-endpoint.ts'
import { startAgentWithTools } from './agent-with-tools.ts'
import { pointBedrockAt, startAgent } from './running-agent.ts'

describe('the ids of a request', () => {
  it('are in every line of agent and tool handler, with its conversation’s', async () => {
    const input = { operation: 'DescribeVpcs' }
    const bedrock = await startBedrock([
      { tools: [{ id: 't1', name: 'ec2_read_operations', input }] },
      { text: ['None.'] },
    ])
    const aws = await countingEndpoint()
    const restore = pointBedrockAt(bedrock.url, { AWS_ENDPOINT_URL: aws.url })
    const agent = await startAgentWithTools()
    const token = await agent.issuer.token('alice')
    const runtime = installLambdaRuntime()
    const event = postEvent(
      '/stream',
      { 'x-okta-token': token, 'x-request-id': 'victims-request' },
      { message: 'Which VPCs?' },
    )
    const requestContext = { ...event.requestContext, requestId: 'lambda-request-1' }
    const { stream, ended } = await invoke(lambdaHandler(agent.app), { ...event, requestContext })
    await text(stream)
    await ended
    runtime.uninstall()
    restore()
    await Promise.all([agent.close(), bedrock.close()])
    aws.close()

    const lines = agent.lines.map((line) => JSON.parse(line))
    const conversation = lines[0]?.conversation_id
    assert.match(conversation, /^c_[\w-]{22}$/)
    assert.deepEqual(
      lines.map(({ msg, tool, request_id, conversation_id, awsRequestId }) => [
        awsRequestId === undefined ? 'agent' : 'tool handler',
        msg,
        tool,
        request_id,
        conversation_id,
      ]),
      [
        ['tool handler', 'tool answered', 'ec2_read_operations', 'lambda-request-1', conversation],
        ['agent', 'tool answered', 'ec2_read_operations', 'lambda-request-1', conversation],
        ['agent', 'turn ended', undefined, 'lambda-request-1', conversation],
        ['agent', 'request answered', undefined, 'lambda-request-1', undefined],
      ],
    )
  })

  it('are new ones outside of Lambda, whatever the caller says', async () => {
    const agent = await startAgent()
    const ids = await Promise.all(
      [1, 2].map(async () => {
        const headers = { 'x-request-id': 'victims-request' }
        return (await agent.post('/chat', {}, { headers })).json().request_id
      }),
    )
    await agent.close()
    for (const id of ids) assert.match(id, /^[\da-f-]{36}$/)
    assert.notEqual(ids[0], ids[1])
  })
})
