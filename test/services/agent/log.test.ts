import assert from 'node:assert/strict'
import { pino } from 'pino'
import { type BedrockAnswer, startBedrock } from '../../stand-ins/bedrock.ts'
import { ec2, pointBedrockAt, startAgent } from './running-agent.ts'

describe('the agent’s log', () => {
  it('has a line an event, and nothing of tokens, questions, answers, tools’ data and bodies', async () => {
    const bedrock = await startBedrock([
      { tools: [{ id: 't1', name: ec2.name, input: { filter: 'secret-input' } }] },
      { text: ['secret-answer'] },
      { text: ['secret-half'], breakWith: { exception: 'modelStreamErrorException' } },
    ])
    const restore = pointBedrockAt(bedrock.url)
    const lines: string[] = []
    const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) })
    const secretTool = { ...ec2, run: () => ({ status: 'ok', secret: 'secret-data' }) }
    const agent = await startAgent({ tools: [secretTool], parts: { log } })

    const headers = { 'x-okta-token': await agent.issuer.token('alice') }
    await agent.post('/stream', { message: 'secret-question' }, { headers })
    await agent.post('/stream', { message: 'secret-question' }, { headers })
    await agent.post('/chat', '{"message": "secret-question', { headers })
    agent.gateway.seen.refuseWith = 500
    await agent.post('/api/tools/fetch', {}, { headers })
    restore()
    await Promise.all([agent.close(), bedrock.close()])

    const logged = lines.map((line) => JSON.parse(line))
    assert.deepEqual(
      logged.map(({ msg }) => msg),
      [
        'tool answered',
        'turn ended',
        'request answered',
        'model failed',
        'turn ended',
        'request answered',
        'request refused',
        'request answered',
        'request failed',
        'request answered',
      ],
    )
    assert.ok(lines.every((line) => /"request_id":"[\w-]{36}"/.test(line)))
    const ofTurns = logged.filter(({ msg }) => /turn|tool|model/.test(msg))
    assert.ok(ofTurns.every((line) => /^c_/.test(line.conversation_id) && line.turn === 1))
    const all = lines.join('')
    assert.doesNotMatch(all, /secret/)
    assert.ok(!all.includes(headers['x-okta-token']))
  })

  it('has a line for each tool call that says who read what where', async () => {
    const lines = await linesOf([
      { tools: [useEc2('t1'), { id: 't2', name: 'made up: secret', input: {} }] },
      { text: ['Two.'] },
    ])
    const calls = lines.filter(({ msg }) => msg === 'tool answered')
    const owner = calls[0]?.owner
    assert.match(String(owner), /^http:\/\/127\.0\.0\.1:\d+\/oauth2\/default\|00ualice$/)
    const common = { owner, level: 30, msg: 'tool answered', turn: 1 }
    const whole = calls.map(({ level, msg, owner, turn, tool, operation, regions, status }) =>
      JSON.stringify({ owner, level, msg, turn, tool, operation, regions, status }),
    )
    const read = { operation: 'ec2:DescribeInstances', regions: ['us-east-1'], status: 'ok' }
    assert.deepEqual(
      new Set(whole),
      new Set([
        JSON.stringify({ ...common, tool: ec2.name, ...read }),
        JSON.stringify({ ...common, tool: 'unknown', status: 'error' }),
      ]),
    )
  })

  it('has a line for each turn with its measures, as CloudWatch takes them', async () => {
    const [line] = (await linesOf([{ tools: [useEc2('t1')] }, { text: ['Two.'] }])).filter(
      ({ msg }) => msg === 'turn ended',
    )
    const { _aws, TurnDuration, TimeToFirstText, ...measures } = line
    assert.ok(TimeToFirstText > 0 && TimeToFirstText <= TurnDuration)
    assert.equal(measures.Environment, 'test')
    assert.deepEqual(
      [measures.Turns, measures.ModelCalls, measures.ToolCalls, measures.InputTokens],
      [1, 2, 1, 200],
    )
    assert.deepEqual([measures.TurnUsd, measures.UnpricedTurns], [0.0009267, 0])
    const [{ Metrics, ...directive }] = _aws.CloudWatchMetrics
    assert.ok(Math.abs(_aws.Timestamp - Date.now()) < 60_000)
    assert.deepEqual(directive, {
      Namespace: 'AWSOperationsAgent',
      Dimensions: [['Environment']],
    })
    // Each must be there, or CloudWatch drops the line.
    assert.ok(Metrics.every(({ Name }: { Name: string }) => Number.isFinite(line[Name])))
    assert.equal(_aws.CloudWatchMetrics.length, 1)
  })

  it('counts by the deployment too, where it is one', async () => {
    const script: BedrockAnswer[] = [
      { text: ['So'], breakWith: { exception: 'throttlingException' } },
    ]
    const lines = await linesOf(script, {
      env: { AWS_LAMBDA_FUNCTION_NAME: 'aws-operations-agent-test-b' },
    })
    const [line] = lines.filter(({ msg }) => msg === 'turn ended')
    assert.deepEqual(
      [line.Environment, line.Deployment, line.FailedTurns],
      ['test', 'aws-operations-agent-test-b', 1],
    )
    assert.deepEqual(
      line._aws.CloudWatchMetrics.map(({ Dimensions }: { Dimensions: string[][] }) => Dimensions),
      [
        [['Environment'], ['Deployment']],
        [
          ['Environment', 'Code'],
          ['Deployment', 'Code'],
        ],
      ],
    )
  })

  it('measures turns and failed tool calls whatever its level, and nothing of silence', async () => {
    const script = (): BedrockAnswer[] => [
      { tools: [{ id: 't1', name: 'made_up', input: {} }] },
      { text: ['Two.'] },
    ]
    const lines = await linesOf(script(), { level: 'error' })
    assert.deepEqual(
      lines.map(({ msg, Tool, Turns, FailedTurns, ToolFailures }) => [
        msg,
        Tool,
        Turns ?? ToolFailures,
        FailedTurns,
      ]),
      [
        ['tool answered', 'unknown', 1, undefined],
        ['turn ended', undefined, 1, 0],
      ],
    )
    assert.deepEqual(lines[0]._aws.CloudWatchMetrics, [
      {
        Namespace: 'AWSOperationsAgent',
        Dimensions: [['Environment', 'Tool']],
        Metrics: [{ Name: 'ToolFailures', Unit: 'Count' }],
      },
    ])
    assert.deepEqual(await linesOf(script(), { level: 'silent' }), [])
  })

  it('counts errors by their code', async () => {
    const [line] = (
      await linesOf([{ text: ['So'], breakWith: { exception: 'throttlingException' } }])
    ).filter(({ msg }) => msg === 'turn ended')
    assert.deepEqual([line.Code, line.Errors], ['throttled', 1])
    assert.deepEqual(line._aws.CloudWatchMetrics[1], {
      Namespace: 'AWSOperationsAgent',
      Dimensions: [['Environment', 'Code']],
      Metrics: [{ Name: 'Errors', Unit: 'Count' }],
    })
  })
})

const useEc2 = (id: string) => ({ id, name: ec2.name, input: {} })

/** What is logged of one question. */
async function linesOf(script: BedrockAnswer[], { level = 'info', env = {} } = {}) {
  const bedrock = await startBedrock(script)
  const restore = pointBedrockAt(bedrock.url)
  const lines: string[] = []
  const log = pino({ level }, { write: (line: string) => lines.push(line) })
  const agent = await startAgent({ tools: [ec2], env, parts: { log } })
  await agent.ask({ message: 'Hi' })
  restore()
  await Promise.all([agent.close(), bedrock.close()])
  return lines.map((line) => JSON.parse(line))
}
