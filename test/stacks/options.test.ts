import assert from 'node:assert/strict'
import { z } from 'zod'
import { agentConfig } from '../../services/agent/config.ts'
import { inputsOf, readable } from './readable.ts'
import { account, type Program, runProgram } from './run-program.ts'

const okta = {
  issuer: 'https://acme.okta.com/oauth2/default',
  clientId: '0oa1',
  audience: 'api://ops',
}
const key = `arn:aws:kms:us-east-1:${account}:key/11111111-2222-3333-4444-555555555555`

describe('options of a stack', () => {
  // The first run bundles the services.

  it('puts the permissions boundary on every role', async () => {
    const permissionsBoundary = `arn:aws:iam::${account}:policy/boundary`
    const roles = ofType(await runProgram('dev', { permissionsBoundary }), 'aws:iam/role:Role')
    assert.deepEqual(
      roles.map(({ name, inputs }) => [name, inputs.permissionsBoundary]).toSorted(),
      ['agent', 'gateway', 'tool-handler'].map((name) => [name, permissionsBoundary]),
    )
  })

  it('puts the tags on everything that can have any', async () => {
    const tags = { 'cost-center': '42' }
    const { resources } = await runProgram('prod', { tags })
    const untagged = resources.filter(({ inputs }) => inputs.tags === undefined)
    assert.deepEqual([...new Set(untagged.map(({ type }) => type))].toSorted(), [
      'aws:bedrock/agentcoreGatewayTarget:AgentcoreGatewayTarget',
      'aws:cloudwatch/dashboard:Dashboard',
      'aws:iam/rolePolicy:RolePolicy',
      'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
      'aws:lambda/alias:Alias',
      'aws:lambda/functionUrl:FunctionUrl',
      'aws:lambda/permission:Permission',
      'docker:index/image:Image',
    ])
    for (const { inputs } of resources) {
      if (inputs.tags !== undefined) assert.deepEqual(inputs.tags, tags)
    }
  })

  it('encrypts the table with a key of one’s own, which the agent may use through DynamoDB', async () => {
    const { resources } = await runProgram('dev', { conversations: { kmsKeyArn: key } })
    const table = inputsOf(resources, 'aws:dynamodb/table:Table', 'conversations')
    assert.deepEqual(table.serverSideEncryption, { enabled: true, kmsKeyArn: key })
    assert.deepEqual(statement(resources, 'agent', 'TableKeyThroughDynamoDB'), {
      Sid: 'TableKeyThroughDynamoDB',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
      Resource: key,
      Condition: { StringEquals: { 'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com' } },
    })
  })

  it('takes a table that is there, by its name, and lets the agent at that alone', async () => {
    const tableName = 'aws-operations-agent-conversations-dev-20300101T000000Z'
    const program = await runProgram('dev', { conversations: { tableName } })
    const table = inputsOf(program.resources, 'aws:dynamodb/table:Table', 'conversations')
    assert.equal(table.name, tableName)
    assert.equal(program.outputs.conversationsTableName, tableName)
    const named = JSON.stringify(program.resources).match(/table\/[\w.-]+/g)
    assert.deepEqual([...new Set(named)], [`table/${tableName}`])
  })

  it('encrypts the logs with a key of one’s own', async () => {
    const program = await runProgram('dev', { logs: { kmsKeyArn: key } })
    const groups = ofType(program, 'aws:cloudwatch/logGroup:LogGroup')
    assert.deepEqual(
      groups.map(({ inputs }) => inputs.kmsKeyId),
      [key, key],
    )
  })

  it('reserves concurrency', async () => {
    const { resources } = await runProgram('dev', {
      reservedConcurrency: { agent: 20, toolHandler: 50 },
    })
    const reserved = ['agent', 'tool-handler'].map(
      (name) =>
        inputsOf(resources, 'aws:lambda/function:Function', name).reservedConcurrentExecutions,
    )
    assert.deepEqual(reserved, [20, 50])
  })

  it('opens kinds of data to the function and its role alike', async () => {
    const { resources } = await runProgram('dev', { dataAccess: ['logs', 'items'] })
    assert.equal(variables(resources, 'tool-handler').DATA_ACCESS, 'logs,items')
    const documents = JSON.stringify(readable(resources))
    assert.ok(documents.includes('"dynamodb:GetItem"') && documents.includes('"logs:GetLogEvents"'))
    assert.ok(statements(resources).some(({ Sid }) => Sid === 'DataLogs'))
  })

  it('keeps within the ten policies that a role takes, with everything open', async () => {
    const program = await runProgram('dev', {
      dataAccess: ['logs', 'objects', 'items', 'messages'],
      toolRole: { readOnlyAccess: true, modelAccess: true },
    })
    const attached = ofType(program, 'aws:iam/rolePolicyAttachment:RolePolicyAttachment')
    assert.ok(attached.length <= 10, `${attached.length} policies`)
    assert.ok(
      attached.some(({ inputs }) => inputs.policyArn === 'arn:aws:iam::aws:policy/ReadOnlyAccess'),
    )
  })

  it('sends alarms to the topic', async () => {
    const topicArn = `arn:aws:sns:us-east-1:${account}:ops`
    const program = await runProgram('gamma', { alarms: { enabled: true, topicArn } })
    const alarms = ofType(program, 'aws:cloudwatch/metricAlarm:MetricAlarm')
    assert.equal(alarms.length, 36)
    for (const { inputs } of alarms) {
      assert.deepEqual([inputs.alarmActions, inputs.okActions], [[topicArn], [topicArn]])
    }
  })

  it('alarms at tokens an hour of one’s own', async () => {
    const { resources } = await runProgram('gamma', {
      alarms: { enabled: true, tokensPerHour: 2_500_000 },
    })
    const alarm = inputsOf(resources, 'aws:cloudwatch/metricAlarm:MetricAlarm', 'tokens')
    assert.deepEqual(
      [alarm.threshold, alarm.alarmDescription],
      [2_500_000, 'Over 2,500,000 tokens in an hour. What to do: docs/alarms.md'],
    )
  })

  it('shares measures with no other deployment of its environment', async () => {
    const names = { suffix: 'b' }
    const program = await runProgram('gamma', { names })
    const own = ofType(program, 'aws:cloudwatch/metricAlarm:MetricAlarm').filter(
      ({ inputs }) => inputs.namespace === 'AWSOperationsAgent',
    )
    const deployments = own.map(({ inputs }) => inputs.dimensions)
    const shape = z.array(z.object({ Deployment: z.string() }))
    assert.deepEqual(
      [...new Set(shape.parse(deployments).map(({ Deployment }) => Deployment))],
      ['aws-operations-agent-gamma-b'],
    )
  })

  it('lets named roles call, each by two permissions that are its own', async () => {
    const arns = ['on-call', 'operators'].map((name) => `arn:aws:iam::${account}:role/${name}`)
    const permissions = await callers({ kind: 'roles', arns })
    assert.deepEqual(
      permissions.map(({ statementId, action, principal }) => [statementId, action, principal]),
      [
        ['role-144bf6ad-function', 'lambda:InvokeFunction', arns[0]],
        ['role-144bf6ad-url', 'lambda:InvokeFunctionUrl', arns[0]],
        ['role-74b2d720-function', 'lambda:InvokeFunction', arns[1]],
        ['role-74b2d720-url', 'lambda:InvokeFunctionUrl', arns[1]],
      ],
    )
  })

  it('lets an organisation call, and nobody else', async () => {
    const permissions = await callers({ kind: 'organisation', id: 'o-abcdefghij' })
    assert.deepEqual(
      permissions.map(({ action, principal, principalOrgId }) => [
        action,
        principal,
        principalOrgId,
      ]),
      [
        ['lambda:InvokeFunction', '*', 'o-abcdefghij'],
        ['lambda:InvokeFunctionUrl', '*', 'o-abcdefghij'],
      ],
    )
  })

  it('requires a scope and a group at the gateway and in the agent', async () => {
    const { resources } = await runProgram('dev', {
      okta: { ...okta, requiredScope: 'ops.read', requiredGroup: 'Operators' },
    })
    assert.deepEqual(authorizer(resources).customClaims, [
      claim('cid', 'STRING', 'EQUALS', '0oa1'),
      claim('scp', 'STRING_ARRAY', 'CONTAINS', 'ops.read'),
      claim('groups', 'STRING_ARRAY', 'CONTAINS', 'Operators'),
    ])
    const { requiredScope, requiredGroup } = agentConfig(variables(resources, 'agent')).okta
    assert.deepEqual([requiredScope, requiredGroup], ['ops.read', 'Operators'])
  })

  it('takes Cognito as issuer, whose access tokens have no audience', async () => {
    const issuer = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc'
    const { resources } = await runProgram('dev', {
      identityProvider: 'cognito',
      okta: { issuer, clientId: '1h57', audience: '1h57', requiredGroup: 'Operators' },
    })
    assert.deepEqual(authorizer(resources), {
      discoveryUrl: `${issuer}/.well-known/openid-configuration`,
      allowedClients: ['1h57'],
      customClaims: [
        claim('token_use', 'STRING', 'EQUALS', 'access'),
        claim('cognito:groups', 'STRING_ARRAY', 'CONTAINS', 'Operators'),
      ],
    })
    assert.equal(variables(resources, 'agent').IDENTITY_PROVIDER, 'cognito')
  })

  it('takes any OpenAI-compatible server as model, and gives the role none of Bedrock', async () => {
    const { resources } = await runProgram('dev', {
      model: { provider: 'openai', id: 'qwen3', baseUrl: 'https://models.acme.test/v1' },
    })
    assert.deepEqual(agentConfig(variables(resources, 'agent')).model, {
      provider: 'openai',
      id: 'qwen3',
      baseUrl: 'https://models.acme.test/v1',
      apiKey: undefined,
    })
    const allowed = statements(resources).filter(({ Effect }) => Effect === 'Allow')
    assert.ok(!JSON.stringify(allowed).includes('bedrock:InvokeModel'))
  })

  it('gives the agent the prices of its model', async () => {
    for (const prices of [
      { input: 3, output: 15 },
      { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 },
    ]) {
      const { resources } = await runProgram('dev', { model: { provider: 'bedrock', prices } })
      const { model } = agentConfig(variables(resources, 'agent'))
      assert.deepEqual(JSON.parse(JSON.stringify(model.prices)), prices)
    }
  })

  it('gives the agent how long its prompts are remembered', async () => {
    const caches = { promptCache: '5m', conversationCache: 'off' }
    const { resources } = await runProgram('dev', { model: { provider: 'bedrock', ...caches } })
    const { model } = agentConfig(variables(resources, 'agent'))
    assert.deepEqual({ ...model, ...caches }, model)
  })

  it('gives the agent the limits of a turn', async () => {
    const limits = {
      messageCharacters: 4_000,
      toolCalls: 8,
      turnTokens: 90_000,
      turnUsd: 0.1,
      historyTokens: 5_000,
    }
    const { resources } = await runProgram('dev', { limits })
    const read = agentConfig(variables(resources, 'agent')).limits
    assert.deepEqual({ ...read, ...limits }, read)
  })

  it('gives the agent limits by day and month, and has alarms for those that there are', async () => {
    const limits = { personTokensPerDay: 200_000, personUsdPerDay: 2.5, usdPerMonth: 900 }
    const { resources } = await runProgram('dev', { limits, alarms: { enabled: true } })
    assert.deepEqual(agentConfig(variables(resources, 'agent')).quotas, {
      personDay: { tokens: 200_000, usd: 2.5 },
      month: { tokens: undefined, usd: 900 },
    })
    const alarms = resources.flatMap(({ type, name, inputs }) =>
      type === 'aws:cloudwatch/metricAlarm:MetricAlarm' && /limit-/.test(name)
        ? [[name, inputs.metricName, inputs.dimensions, inputs.statistic, inputs.threshold]]
        : [],
    )
    const Deployment = 'aws-operations-agent-dev'
    assert.deepEqual(alarms.toSorted(), [
      ['month-limit-near', 'MonthShare', { Deployment }, 'Maximum', 80],
      ...[
        ['month-limit-spent', 'deployment_month'],
        ['person-limit-spent', 'person_day'],
      ].map(([id, Limit]) => [id, 'RefusedTurns', { Deployment, Limit }, 'Sum', 0]),
    ])
    const without = await runProgram('dev', { alarms: { enabled: true } })
    assert.equal(agentConfig(variables(without.resources, 'agent')).quotas, undefined)
    assert.deepEqual(
      without.resources.filter(({ name }) => /limit-/.test(name)),
      [],
    )
  })

  it('builds on a base image of one’s own, under another tag', async () => {
    const baseImage = `public.ecr.aws/lambda/nodejs@sha256:${'1'.repeat(64)}`
    const images = async (changes: object) =>
      ofType(await runProgram('dev', { ...changes }), 'docker:index/image:Image')
    const [before, after] = [await images({}), await images({ baseImage })]
    for (const [index, { inputs }] of after.entries()) {
      assert.notEqual(inputs.imageName, before[index]?.inputs.imageName)
      assert.ok(JSON.stringify(inputs.build).includes(baseImage))
    }
  })

  it('puts GovCloud’s partition into every ARN, and no account of another partition', async () => {
    const { resources } = await runProgram(
      'dev',
      { 'aws:region': 'us-gov-west-1', model: { provider: 'bedrock', id: 'us-gov.anthropic.x' } },
      'aws-us-gov',
    )
    const documents = resources
      .filter(({ type }) => type.startsWith('aws:iam/role') || type === 'aws:iam/policy:Policy')
      .filter(({ type }) => !type.endsWith('RolePolicyAttachment'))
    const arns = JSON.stringify(documents).match(/arn:[a-z-]+/g) ?? []
    assert.deepEqual([...new Set(arns)], ['arn:aws-us-gov'])
    assert.ok(!JSON.stringify(documents).includes('996756280381'))
  })
})

type Resources = Program['resources']

const ofType = ({ resources }: Program, type: string) =>
  resources
    .filter((resource) => resource.type === type)
    .toSorted((a, b) => a.name.localeCompare(b.name))

async function callers(callers: object) {
  const permissions = ofType(
    await runProgram('dev', { callers }),
    'aws:lambda/permission:Permission',
  )
  return permissions
    .map(({ inputs }) => inputs)
    .filter(({ principal }) => principal !== gatewayRole)
}

const gatewayRole = `arn:aws:iam::${account}:role/BedrockAgentCoreGatewayExecutionRole-dev-us-east-1`

function variables(resources: Resources, name: string): Record<string, string> {
  const { environment } = inputsOf(resources, 'aws:lambda/function:Function', name)
  return z.object({ variables: z.record(z.string(), z.string()) }).parse(environment).variables
}

/** Of all documents of roles and policies. */
function statements(resources: Resources): Record<string, unknown>[] {
  return resources
    .filter(({ inputs }) => typeof inputs.policy === 'string')
    .flatMap(({ inputs }) => document.parse(JSON.parse(String(inputs.policy))).Statement)
}

const document = z.object({ Statement: z.array(z.record(z.string(), z.unknown())) })

function statement(resources: Resources, role: string, sid: string): unknown {
  const { policy } = inputsOf(resources, 'aws:iam/rolePolicy:RolePolicy', role)
  return document.parse(JSON.parse(String(policy))).Statement.find(({ Sid }) => Sid === sid)
}

function authorizer(resources: Resources) {
  const { authorizerConfiguration } = inputsOf(
    resources,
    'aws:bedrock/agentcoreGateway:AgentcoreGateway',
    'gateway',
  )
  const shape = z.object({ customJwtAuthorizer: z.record(z.string(), z.unknown()) })
  return shape.parse(authorizerConfiguration).customJwtAuthorizer
}

const claim = (name: string, type: string, operator: string, value: string) => ({
  inboundTokenClaimName: name,
  inboundTokenClaimValueType: type,
  authorizingClaimMatchValue: {
    claimMatchOperator: operator,
    claimMatchValue: { matchValueString: value },
  },
})
