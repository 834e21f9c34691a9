import assert from 'node:assert/strict'
import { z } from 'zod'
import { agentConfig } from '../../services/agent/config.ts'
import { readEnvironment } from '../../services/tool-handler/environment.ts'
import { stackOutputs } from '../../stacks/outputs.ts'
import { expectedAgent } from './expected/agent.ts'
import { environmentNames, environments } from './expected/environments.ts'
import { expectedObservability } from './expected/observability.ts'
import { expectedTools } from './expected/tools.ts'
import { inputsOf, readable } from './readable.ts'
import { type Program, runProgram } from './run-program.ts'

describe('the Pulumi program', () => {
  // The first run bundles the services.

  for (const environment of environmentNames) {
    describe(`in ${environment}`, () => {
      let program: Program
      before(async () => {
        program = await runProgram(environment)
      })

      it('asks for exactly these resources, with exactly these inputs', async () => {
        assert.deepEqual(readable(program.resources), {
          ...expectedAgent(environment),
          ...(await expectedTools(environment)),
          ...expectedObservability(environment),
        })
      })

      it('gives the outputs that the client reads', () => {
        assert.deepEqual(stackOutputs.strict().parse(program.outputs), {
          environment,
          region: 'us-east-1',
          functionUrl: 'https://abc123.lambda-url.us-east-1.on.aws/',
          agentFunctionName: `aws-operations-agent-${environment}`,
          toolFunctionName: `${environment}-bedrock-agentcore-mcp-tool`,
          conversationsTableName: `aws-operations-agent-conversations-${environment}`,
          gatewayId: `aws-operations-agent-${environment}-abcdefghij`,
          gatewayUrl: `https://aws-operations-agent-${environment}-abcdefghij.gateway.bedrock-agentcore.us-east-1.amazonaws.com/mcp`,
          gatewayTargetId: 'TARGET1234',
          gatewayRoleArn: `arn:aws:iam::123456789012:role/BedrockAgentCoreGatewayExecutionRole-${environment}-us-east-1`,
          okta: {
            issuer: 'https://acme.okta.com/oauth2/default',
            clientId: '0oa0000000acme',
            audience: 'api://aws-operations-agent',
            scopes: ['openid', 'profile', 'offline_access'],
          },
        })
      })

      it('gives both functions an environment that they take', () => {
        const { model, conversationTtlDays } = agentConfig(variables(program, 'agent'))
        const { modelId, ttlDays } = environments[environment]
        assert.deepEqual(model, { provider: 'bedrock', id: modelId })
        assert.equal(conversationTtlDays, Number(ttlDays))
        assert.deepEqual(readEnvironment(variables(program, 'tool-handler')).dataAccess, new Set())
      })
    })
  }
})

function variables({ resources }: Program, name: string): Record<string, string> {
  const { environment } = inputsOf(resources, 'aws:lambda/function:Function', name)
  return functionEnvironment.parse(environment).variables
}

const functionEnvironment = z.object({ variables: z.record(z.string(), z.string()) })
