import assert from 'node:assert/strict'
import { z } from 'zod'
import { agentConfig } from '../../services/agent/config.ts'
import { stackOutputs } from '../../stacks/outputs.ts'
import { companies, key } from './companies.ts'
import { inputsOf } from './readable.ts'
import { account, type Program, runProgram } from './run-program.ts'

describe('a stack as companies have them', () => {
  // The first run bundles the services.

  it('takes tokens of both apps of Entra ID by what they alone have', async () => {
    const { resources, outputs } = await run('Entra ID, and two apps of it')
    const { authorizerConfiguration } = gateway(resources)
    const claim = (name: string, value: string) => ({
      inboundTokenClaimName: name,
      inboundTokenClaimValueType: 'STRING_ARRAY',
      authorizingClaimMatchValue: {
        claimMatchOperator: 'CONTAINS',
        claimMatchValue: { matchValueString: value },
      },
    })
    assert.deepEqual(authorizerConfiguration, {
      customJwtAuthorizer: {
        discoveryUrl:
          'https://login.microsoftonline.com/11111111-1111-4222-8333-444455556666/v2.0/.well-known/openid-configuration',
        allowedAudiences: ['22222222-1111-4222-8333-444455556666'],
        customClaims: [claim('groups', 'operators')],
      },
    })
    const { clientId, clientClaim, ownerClaim } = agentConfig(variables(resources, 'agent')).okta
    assert.deepEqual([clientId, clientClaim, ownerClaim], [['newer', 'former'], 'azp', 'oid'])
    const { okta } = stackOutputs.strict().parse(outputs)
    assert.deepEqual([okta.clientId, okta.otherClientIds], ['newer', ['former']])
  })

  it('tells the client of Google’s id tokens, and no function of what is called a secret', async () => {
    const { resources, outputs } = await run('Google, by its id tokens')
    const { okta } = stackOutputs.strict().parse(outputs)
    assert.deepEqual([okta.token, okta.clientSecret], ['id', 'GOCSPX-installed'])
    assert.deepEqual(okta.scopes, ['openid', 'email', 'profile'])
    assert.ok(!JSON.stringify(resources).includes('GOCSPX'))
  })

  it('puts both functions into the VPC, which their code cannot change', async () => {
    const { resources } = await run('a VPC that another account shares, and a proxy')
    for (const [name, arn] of [
      ['agent', 'function:aws-operations-agent-prod'],
      ['tool-handler', 'function:prod-bedrock-agentcore-mcp-tool'],
    ] as const) {
      const { vpcConfig } = inputsOf(resources, 'aws:lambda/function:Function', name)
      assert.deepEqual(vpcConfig, {
        subnetIds: ['subnet-0a1b2c3d', 'subnet-0a1b2c3e'],
        securityGroupIds: ['sg-0a1b2c3d'],
      })
      const { HTTPS_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS } = variables(resources, name)
      assert.deepEqual(
        [HTTPS_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS],
        ['http://proxy.acme.internal:3128', '.amazonaws.com', '/opt/ca.pem'],
      )
      const writes = ['Assign', 'Unassign'].map((what) => `ec2:${what}PrivateIpAddresses`)
      const interfaces = ['Create', 'Delete'].map((what) => `ec2:${what}NetworkInterface`)
      const actions = [...writes, ...interfaces].toSorted()
      assert.deepEqual(statement(resources, name, 'OwnNetworkInterfaces'), {
        Sid: 'OwnNetworkInterfaces',
        Effect: 'Allow',
        Action: actions,
        Resource: 'arn:aws:ec2:us-east-1:*:*/*',
      })
      assert.deepEqual(statement(resources, name, 'NoNetworkInterfacesByTheFunction'), {
        Sid: 'NoNetworkInterfacesByTheFunction',
        Effect: 'Deny',
        Action: [...actions, 'ec2:DetachNetworkInterface'],
        Resource: '*',
        Condition: {
          ArnEquals: { 'lambda:SourceFunctionArn': `arn:aws:lambda:us-east-1:${account}:${arn}` },
        },
      })
    }
  })

  it('encrypts images, gateway and environments with the key, each used by its service alone', async () => {
    const { resources } = await run('keys of one’s own for all')
    for (const name of ['agent', 'tool-handler']) {
      const { encryptionConfigurations } = inputsOf(resources, 'awsx:ecr:Repository', name)
      assert.deepEqual(encryptionConfigurations, [{ encryptionType: 'KMS', kmsKey: key }])
      assert.equal(inputsOf(resources, 'aws:lambda/function:Function', name).kmsKeyArn, key)
      const used = z
        .looseObject({ Action: z.string(), Condition: z.unknown() })
        .parse(statement(resources, name, 'OwnEnvironmentKey'))
      const named =
        name === 'agent' ? 'aws-operations-agent-prod' : 'prod-bedrock-agentcore-mcp-tool'
      assert.deepEqual(
        [used.Action, used.Condition],
        [
          'kms:Decrypt',
          {
            StringEquals: {
              'kms:ViaService': 'lambda.us-east-1.amazonaws.com',
              'kms:EncryptionContext:aws:lambda:FunctionArn': `arn:aws:lambda:us-east-1:${account}:function:${named}`,
            },
          },
        ],
      )
    }
    assert.equal(gateway(resources).kmsKeyArn, key)
    for (const sid of ['GatewayKeyThroughAgentCore', 'GrantGatewayKeyToAgentCore']) {
      assert.ok(
        JSON.stringify(statement(resources, 'gateway', sid)).includes(
          '"kms:ViaService":"bedrock-agentcore.us-east-1.amazonaws.com"',
        ),
      )
    }
  })

  it('has the agent ask the guardrail, and lets it', async () => {
    const { resources } = await run('a guardrail that is asked in several regions')
    assert.deepEqual(agentConfig(variables(resources, 'agent')).model, {
      provider: 'bedrock',
      id: 'us.anthropic.claude-sonnet-4-6',
      guardrail: { id: 'abcd1234', version: '3' },
    })
    assert.deepEqual(statement(resources, 'agent', 'OwnGuardrail'), {
      Sid: 'OwnGuardrail',
      Effect: 'Allow',
      Action: 'bedrock:ApplyGuardrail',
      Resource: [
        `arn:aws:bedrock:us-east-1:${account}:guardrail/abcd1234`,
        `arn:aws:bedrock:us-east-1:${account}:guardrail-profile/us.guardrail.v1:0`,
      ],
    })
  })

  it('puts path and boundary on every role, and the path on every policy', async () => {
    const { resources } = await run('a path and a boundary for roles')
    const made = resources.filter(({ type }) => /^aws:iam\/(role|policy):/.test(type))
    assert.ok(made.length > 8)
    assert.deepEqual([...new Set(made.map(({ inputs }) => inputs.path))], ['/teams/operations/'])
    const roles = made.filter(({ type }) => type.endsWith(':Role'))
    assert.ok(roles.every(({ inputs }) => inputs.permissionsBoundary !== undefined))
  })

  it('names all after an environment of any name', async () => {
    const { outputs } = await run('an environment by another name')
    const { environment, agentFunctionName, toolFunctionName } = stackOutputs.parse(outputs)
    assert.deepEqual(
      [environment, agentFunctionName, toolFunctionName],
      ['live-eu2', 'aws-operations-agent-live-eu2', 'live-eu2-bedrock-agentcore-mcp-tool'],
    )
  })

  it('tells of a budget at four fifths, at all, and before', async () => {
    const { resources } = await run('a budget')
    const { notifications, limitAmount, timeUnit, costFilters } = inputsOf(
      resources,
      'aws:budgets/budget:Budget',
      'budget',
    )
    const alarm = inputsOf(resources, 'aws:cloudwatch/metricAlarm:MetricAlarm', 'spend')
    assert.deepEqual(
      [alarm.metricName, alarm.statistic, alarm.period, alarm.threshold, alarm.dimensions],
      ['TurnUsd', 'Sum', 86_400, 25, { Deployment: 'aws-operations-agent-prod' }],
    )
    assert.deepEqual([limitAmount, timeUnit, costFilters], ['500', 'MONTHLY', undefined])
    const told = {
      comparisonOperator: 'GREATER_THAN',
      thresholdType: 'PERCENTAGE',
      subscriberEmailAddresses: ['ops@acme.com'],
      subscriberSnsTopicArns: [`arn:aws:sns:us-east-1:${account}:ops`],
    }
    assert.deepEqual(notifications, [
      { ...told, notificationType: 'ACTUAL', threshold: 80 },
      { ...told, notificationType: 'ACTUAL', threshold: 100 },
      { ...told, notificationType: 'FORECASTED', threshold: 100 },
    ])
  })
})

type Resources = Program['resources']

const run = (name: keyof typeof companies) => runProgram('prod', companies[name])

const gateway = (resources: Resources) =>
  inputsOf(resources, 'aws:bedrock/agentcoreGateway:AgentcoreGateway', 'gateway')

function variables(resources: Resources, name: string): Record<string, string> {
  const { environment } = inputsOf(resources, 'aws:lambda/function:Function', name)
  return z.object({ variables: z.record(z.string(), z.string()) }).parse(environment).variables
}

function statement(resources: Resources, role: string, sid: string): unknown {
  const { policy } = inputsOf(resources, 'aws:iam/rolePolicy:RolePolicy', role)
  const document = z.object({ Statement: z.array(z.looseObject({ Sid: z.string() })) })
  return document.parse(JSON.parse(String(policy))).Statement.find(({ Sid }) => Sid === sid)
}
