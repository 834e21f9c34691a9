import assert from 'node:assert/strict'
import { agentConfig } from '../../../services/agent/config.ts'

const env = {
  ENVIRONMENT: 'dev',
  CONVERSATIONS_TABLE: 'conversations',
  GATEWAY_URL: 'https://gateway.example.com/mcp',
  OKTA_ISSUER: 'https://example.okta.com/oauth2/default',
  OKTA_AUDIENCE: 'api://ops',
  OKTA_CLIENT_ID: 'client',
}

describe('agentConfig', () => {
  it('has defaults for all that has a sensible one', () => {
    assert.deepEqual(agentConfig(env), {
      environment: 'dev',
      logLevel: 'info',
      conversationsTable: 'conversations',
      conversationTtlDays: 30,
      gatewayUrl: 'https://gateway.example.com/mcp',
      toolList: 'caller',
      okta: {
        issuer: 'https://example.okta.com/oauth2/default',
        audience: 'api://ops',
        clientId: 'client',
        clientClaim: undefined,
        groupClaim: undefined,
        requiredScope: undefined,
        requiredGroup: undefined,
        ownerClaim: 'uid',
      },
      model: { provider: 'bedrock', id: 'global.anthropic.claude-sonnet-4-6' },
      limits: {
        bodyBytes: 262_144,
        messageCharacters: 32_000,
        toolCalls: 24,
        turnTokens: 1_000_000,
        turnUsd: 0.5,
        historyTokens: 15_000,
        modelStallMs: 60_000,
        toolTimeoutMs: 60_000,
        tableTimeoutMs: 5_000,
      },
    })
  })

  it('knows the commit that it was deployed from', () => {
    assert.equal(agentConfig({ ...env, REVISION: 'abc' }).revision, 'abc')
  })

  it('takes an OpenAI-compatible server and what a token must carry', () => {
    const config = agentConfig({
      ...env,
      MODEL_PROVIDER: 'openai',
      MODEL_ID: 'llama',
      OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1',
      OKTA_REQUIRED_SCOPE: 'aws-operations.read',
      OKTA_OWNER_CLAIM: 'sub',
    })
    assert.deepEqual(config.model, {
      provider: 'openai',
      id: 'llama',
      baseUrl: 'http://127.0.0.1:11434/v1',
      apiKey: undefined,
    })
    assert.equal(config.okta.requiredScope, 'aws-operations.read')
    assert.equal(config.okta.ownerClaim, 'sub')
  })

  it('names every variable that is wrong, in one error', () => {
    const wrong = {
      ...env,
      OKTA_CLIENT_ID: '',
      GATEWAY_URL: 'ftp://gateway',
      CONVERSATION_TTL_DAYS: 'soon',
      LOG_LEVEL: 'loud',
      MAX_MESSAGE_CHARACTERS: '32001',
      MODEL_STALL_SECONDS: '0',
      MAX_PERSON_TOKENS_PER_DAY: '0',
      MAX_USD_PER_MONTH: '0',
      MODEL_PROVIDER: 'openai',
    }
    assert.throws(() => agentConfig(wrong), {
      message: [
        "The agent's environment is not right:",
        '  LOG_LEVEL: Invalid option: expected one of "fatal"|"error"|"warn"|"info"|"debug"|"trace"|"silent"',
        '  CONVERSATION_TTL_DAYS: Invalid input: expected number, received NaN',
        '  GATEWAY_URL: is not a URL',
        '  OKTA_CLIENT_ID: is required',
        '  MAX_MESSAGE_CHARACTERS: Too big: expected number to be <=32000',
        '  MODEL_STALL_SECONDS: Too small: expected number to be >0',
        '  MAX_PERSON_TOKENS_PER_DAY: Too small: expected number to be >=1',
        '  MAX_USD_PER_MONTH: Too small: expected number to be >=0.01',
        '  MODEL_ID: is required where MODEL_PROVIDER is openai',
      ].join('\n'),
    })
  })
})
