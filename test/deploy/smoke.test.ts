import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Stack, startStack } from '../../local/stack.ts'
import type { StackOutputs } from '../../stacks/outputs.ts'

describe('npm run smoke', () => {
  let stack: Stack
  let folder: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'smoke-'))
    const options = { account: 'sample', model: 'offline', user: 'ana', port: 0 } as const
    stack = await startStack({ ...options, data: join(folder, 'data') }, {})
  })
  after(async () => {
    await stack.close()
    await rm(folder, { recursive: true })
  })

  it('finds each hop of a system that works in order, and exits with 0', async () => {
    const { code, lines } = await smoke(outputs(), await stack.parts.okta.issueToken('ana'))
    assert.deepEqual(lines.map(withoutFigures), [
      '✓ the Function URL refuses who does not sign: N',
      '✓ the agent answers: version N.N.N of local',
      '✓ the gateway refuses who has no token: N',
      '✓ the gateway shows its tools: N tools',
      '✓ the tool handler reads AWS: s3_read_operations: N items of s3:ListBuckets from global',
      '✓ the model answers: N characters',
      '✓ the conversation is kept: user, assistant; and now deleted',
    ])
    assert.equal(code, 0)
  })

  it('says at which hops a token that is not valid ends, and exits with 1', async () => {
    const token = await stack.parts.okta.issueToken('ana', { aud: 'api://other' })
    const { code, lines } = await smoke(outputs(), token)
    assert.deepEqual(
      lines.map((line) => line.slice(0, line.indexOf(':'))),
      [
        '✓ the Function URL refuses who does not sign',
        '✓ the agent answers',
        '✓ the gateway refuses who has no token',
        '✗ the gateway shows its tools',
        '✗ the tool handler reads AWS',
        '✗ the model answers',
        '✗ the conversation is kept',
      ],
    )
    assert.match(lines[3] ?? '', /token_invalid/)
    assert.equal(code, 1)
  })

  it('tells an agent of another environment', async () => {
    const token = await stack.parts.okta.issueToken('ana')
    const { lines } = await smoke({ ...outputs(), environment: 'prod' }, token)
    assert.equal(lines[1], '✗ the agent answers: it is the agent of local, not of prod')
  })

  it('says how it is called, where stack or token is missing', async () => {
    const { code, lines, errors } = await run([], {})
    assert.deepEqual([code, lines], [2, []])
    assert.match(errors, /^OKTA_TOKEN=… npm run smoke -- --stack NAME/)
  })

  const outputs = (): StackOutputs => ({
    environment: 'local',
    region: stack.region,
    functionUrl: stack.functionUrl,
    agentFunctionName: 'agent',
    toolFunctionName: 'tool-handler',
    conversationsTableName: stack.tableName,
    gatewayId: 'gateway',
    gatewayUrl: stack.gatewayUrl,
    gatewayTargetId: 'target',
    gatewayRoleArn: 'arn:aws:iam::123456789012:role/gateway',
    okta: {
      issuer: stack.issuer,
      clientId: stack.clientId,
      audience: stack.audience,
      scopes: ['openid'],
    },
  })

  async function smoke(deployed: StackOutputs, token: string) {
    const file = join(folder, 'outputs.json')
    await writeFile(file, JSON.stringify(deployed))
    const { accessKeyId, secretAccessKey } = stack.credentials
    return run(['--outputs', file], {
      OKTA_TOKEN: token,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    })
  }
})

interface Ended {
  code: number
  lines: string[]
  errors: string
}

function run(args: string[], env: Record<string, string>): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { env: { PATH: process.env.PATH, ...env } }
    const child = execFile(
      process.execPath,
      ['deploy/smoke.ts', ...args],
      options,
      (_error, out, errors) => {
        const lines = out.split('\n').filter((line) => line !== '')
        resolve({ code: child.exitCode ?? -1, lines, errors })
      },
    )
  })
}

const withoutFigures = (line: string) => line.replaceAll(/\b\d+\b/g, 'N')
