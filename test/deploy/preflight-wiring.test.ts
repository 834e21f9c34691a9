import assert from 'node:assert/strict'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { stringify } from 'yaml'
import { type BehindProxy, behindProxy } from '../outbound/behind-proxy.ts'
import { ownCheckout } from '../stacks/own-checkout.ts'
import { account, answer, key, model, region, role } from './company-answers.ts'

const base = `registry.acme.test/lambda/nodejs:24@sha256:${'1'.repeat(64)}`

describe('npm run preflight, over the wire of a company', function () {
  this.timeout(180_000)
  let network: BehindProxy
  let folder: string
  let isWell = true

  before(async function () {
    const made = await behindProxy((path, host, body, headers) =>
      answer({ path, host, form: new URLSearchParams(body), headers, isWell }),
    )
    if (made === undefined) {
      process.stdout.write('  skipped: there is no openssl here, to make certificates with\n')
      return this.skip()
    }
    network = made
    folder = await ownCheckout()
    await writeFile(join(folder, 'Pulumi.live.yaml'), stringify({ config: configuration }))
  })
  after(async () => {
    await network?.close()
    if (folder !== undefined) await rm(folder, { recursive: true })
  })

  it('asks each of whom it says, and finds all there', async () => {
    isWell = true
    const lines = await preflight({ docker: { ServerVersion: '28.5.2' } })
    assert.deepEqual(lines, [
      `✓ configuration: live, model eu.${model}`,
      '✓ Pulumi: v3.232.0',
      '✓ Docker: 28.5.2',
      `✓ base image: ${base}`,
      `✓ AWS credentials: account ${account} as arn:aws:sts::${account}:assumed-role/deployer/ana, in eu-west-1`,
      '✓ AgentCore in the region: eu-west-1',
      '✓ Function URLs in the region: eu-west-1',
      `✓ model: eu.${model}`,
      '✓ tokens a minute: 400,000 tokens a minute, some 11 questions',
      '✓ functions at once: 1000 at once',
      '✓ keys: images, functions',
      `✓ keys of repositories: ${key}`,
      '✓ network: vpc-1, out by nat-1; tools reach all',
      lines.find((line) => line.startsWith(`✓ permissions: ${role}, `)),
      '✓ issuer of tokens: https://issuer.acme.test, 1 keys',
      'exit 0',
    ])
    const hosts = network.asked().map((asked) => asked.replace(/:443$/, ''))
    assert.deepEqual(hosts.toSorted(), [
      `api.ecr.${region}.amazonaws.com`,
      `bedrock-agentcore-control.${region}.amazonaws.com`,
      `bedrock.${region}.amazonaws.com`,
      `ec2.${region}.amazonaws.com`,
      'iam.amazonaws.com',
      'issuer.acme.test',
      `kms.${region}.amazonaws.com`,
      `lambda.${region}.amazonaws.com`,
      'registry.acme.test',
      `servicequotas.${region}.amazonaws.com`,
      `sts.${region}.amazonaws.com`,
    ])
  })

  it('says of each that is not as it must be what to do, and exits with 1', async () => {
    isWell = false
    const lines = await preflight({ docker: { version: {} } })
    const said = lines.map((line) => line.replace(/(may not) (\S+), .*: allow/, '$1 $2, …: allow'))
    assert.deepEqual(said, [
      `✓ configuration: live, model eu.${model}`,
      '✓ Pulumi: v3.232.0',
      '✗ Docker: docker is Podman here, which lacks the calls that the provider builds by: install Docker Engine, or set DOCKER_HOST to one',
      `✗ base image: registry.acme.test/lambda/nodejs has no image sha256:${'1'.repeat(64)} for linux/amd64: npm run base-image, or another baseImage`,
      `✓ AWS credentials: account ${account} as arn:aws:sts::${account}:assumed-role/deployer/ana, in eu-west-1`,
      '✓ AgentCore in the region: eu-west-1',
      '✓ Function URLs in the region: eu-west-1',
      `✗ model: this account has no access to ${model}: ask for it in Bedrock’s console`,
      `✗ tokens a minute: 400 tokens a minute for eu.${model}, and a question takes some 36,000: ask for more of its “tokens per minute” of Amazon Bedrock in Service Quotas`,
      '✗ functions at once: 10 functions run at once in this account, too few for production: ask for more of “Concurrent executions” of AWS Lambda in Service Quotas',
      `✗ keys: images.kmsKeyArn: the key is PendingDeletion: enable it, or take another; functions.kmsKeyArn: the key is PendingDeletion: enable it, or take another`,
      '✗ keys of repositories: images.kmsKeyArn: aws-operations-agent-live was made with a key of AWS’s, and keeps it: delete the repository, or take another names.suffix',
      '✗ network: the agent has no way to the model, conversations, the gateway, the issuer, as subnet-0a1b2c3d has no route out: it takes an endpoint com.amazonaws.eu-west-1.bedrock-runtime, an endpoint com.amazonaws.eu-west-1.dynamodb, an endpoint com.amazonaws.eu-west-1.bedrock-agentcore.gateway, for issuer.acme.test a NAT gateway or network.proxy',
      `✗ permissions: ${role} may not bedrock-agentcore:CreateGateway, …: allow it (npm run deployer-policy has the policies), or deploy as somebody else`,
      '✗ issuer of tokens: the issuer does not take PKCE (S256)',
      'exit 1',
    ])
  })

  /** With programs of these names before others on the path. */
  async function preflight({ docker }: { docker: object }): Promise<string[]> {
    const bin = join(network.folder, 'bin')
    await mkdir(bin, { recursive: true })
    const script = async (name: string, says: string) => {
      await writeFile(join(bin, name), `#!/bin/sh\ncat <<'END'\n${says}\nEND\n`)
      await chmod(join(bin, name), 0o755)
    }
    await script('pulumi', 'v3.232.0')
    await script('docker', JSON.stringify(docker))
    const command = `'${process.execPath}' deploy/preflight.ts --stack live; echo exit $?`
    const env = { PATH: [bin, process.env.PATH].join(delimiter) }
    const out = await network.run(['-c', command], env, { node: 'sh', cwd: folder })
    return out.split('\n')
  }
})

const configuration = {
  'aws:region': region,
  'aws-operations-agent:okta': {
    issuer: 'https://issuer.acme.test',
    clientId: '0oa1',
    audience: 'api://ops',
  },
  'aws-operations-agent:model': { provider: 'bedrock', id: `eu.${model}` },
  'aws-operations-agent:baseImage': base,
  'aws-operations-agent:images': { kmsKeyArn: key },
  'aws-operations-agent:functions': { kmsKeyArn: key },
  'aws-operations-agent:network': {
    subnetIds: ['subnet-0a1b2c3d'],
    securityGroupIds: ['sg-0a1b2c3d'],
  },
}
