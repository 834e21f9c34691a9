import assert from 'node:assert/strict'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configurations } from '../../../services/client/configuration.ts'

describe('configurations', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aws-ops-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('keep what a stack printed, for this user alone', async () => {
    const known = configurations(folder)
    assert.deepEqual(await known.save(JSON.stringify(outputs('dev'))), outputs('dev'))
    assert.deepEqual(await known.load(undefined), outputs('dev'))
    assert.equal((await stat(join(folder, 'dev.json'))).mode & 0o777, 0o600)
  })

  it('ask which, where there are several', async () => {
    const known = configurations(folder)
    for (const name of ['dev', 'prod']) await known.save(JSON.stringify(outputs(name)))
    assert.equal((await known.load('prod')).environment, 'prod')
    await assert.rejects(known.load(undefined), {
      code: 'not_configured',
      message:
        'Which environment: dev, prod? Name it with --env, or for good with aws-ops configure --default NAME.',
    })
    await assert.rejects(known.load('../dev'), {
      code: 'not_configured',
      message:
        'No such environment: ../dev. There is: dev, prod. Add another with aws-ops configure.',
    })
  })

  it('go by the default among several, as long as it is there', async () => {
    const known = configurations(folder)
    for (const name of ['dev', 'prod', 'gamma']) await known.save(JSON.stringify(outputs(name)))
    await known.setDefault('prod')
    assert.equal((await known.load(undefined)).environment, 'prod')
    assert.equal((await known.load('dev')).environment, 'dev')
    const defaults = (await known.list()).map(({ environment, isDefault }) => [
      environment,
      isDefault,
    ])
    assert.deepEqual(defaults, [
      ['dev', false],
      ['gamma', false],
      ['prod', true],
    ])
    await known.remove('prod')
    await assert.rejects(known.load(undefined), { message: /^Which environment: dev, gamma\?/ })
    await known.remove('gamma')
    assert.equal((await known.load(undefined)).environment, 'dev')
  })

  it('need of the outputs only what the client uses', async () => {
    const { environment, region, functionUrl, gatewayUrl, okta } = outputs('dev')
    const some = { environment, region, functionUrl, gatewayUrl, okta }
    assert.deepEqual(await configurations(folder).save(JSON.stringify(some)), some)
  })

  it('say that there is none', async () => {
    await assert.rejects(configurations(join(folder, 'new')).load('dev'), {
      code: 'not_configured',
      message: 'No environment is configured. Say where an agent is: aws-ops configure --help',
    })
  })

  const { okta, ...others } = outputs('dev')
  for (const address of ['http://agent.example.com/', 'ftp://agent.example.com/', 'agent']) {
    it(`send no token to ${address}`, async () => {
      const unsafe = { ...others, functionUrl: address, gatewayUrl: address }
      const text = JSON.stringify({ ...unsafe, okta: { ...okta, issuer: address } })
      const must = '(an address that begins with https:)'
      await assert.rejects(configurations(folder).save(text), {
        code: 'bad_configuration',
        message:
          'This does not say where an agent is, as `pulumi stack output --json` does: ' +
          `look at functionUrl ${must}, gatewayUrl ${must}, okta.issuer ${must}.`,
      })
    })
  }

  it('take an address of this machine without TLS', async () => {
    const functionUrl = 'http://127.0.0.1:3000/'
    const saved = await configurations(folder).save(
      JSON.stringify({ ...others, okta, functionUrl }),
    )
    assert.equal(saved.functionUrl, functionUrl)
  })

  it('keep AWS credentials for a stack on this machine alone', async () => {
    const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret' }
    const here = { ...outputs('dev'), functionUrl: 'http://127.0.0.1:3000/', credentials }
    assert.deepEqual(await configurations(folder).save(JSON.stringify(here)), here)
    const there = JSON.stringify({ ...outputs('dev'), credentials })
    await assert.rejects(configurations(folder).save(there), {
      code: 'bad_configuration',
      message: /look at credentials \(kept for a stack on this machine alone\)\.$/,
    })
  })

  for (const text of ['not json', '{}', JSON.stringify({ ...outputs('dev'), functionUrl: 'x' })]) {
    it(`refuse ${text.slice(0, 20)}`, async () => {
      await assert.rejects(configurations(folder).save(text), { code: 'bad_configuration' })
    })
  }
})

function outputs(environment: string) {
  return {
    environment,
    region: 'us-east-1',
    functionUrl: 'https://abc.lambda-url.us-east-1.on.aws/',
    agentFunctionName: `aws-operations-agent-${environment}`,
    toolFunctionName: `${environment}-bedrock-agentcore-mcp-tool`,
    conversationsTableName: `aws-operations-agent-conversations-${environment}`,
    gatewayId: 'gw-1',
    gatewayUrl: 'https://gw-1.gateway.bedrock-agentcore.us-east-1.amazonaws.com/mcp',
    gatewayTargetId: 'T1',
    gatewayRoleArn: 'arn:aws:iam::123456789012:role/BedrockAgentCoreGatewayExecutionRole-x',
    okta: {
      issuer: 'https://org.okta.com/oauth2/default',
      clientId: 'c',
      audience: 'a',
      scopes: [],
    },
  }
}
