import assert from 'node:assert/strict'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import type { IncomingHttpHeaders } from 'node:http'
import { delimiter, join } from 'node:path'
import { stringify } from 'yaml'
import { type BehindProxy, behindProxy } from '../outbound/behind-proxy.ts'
import { ownCheckout } from '../stacks/own-checkout.ts'

const account = '123456789012'
const key = `arn:aws:kms:eu-west-1:${account}:key/11111111-2222-3333-4444-555555555555`
const role = `arn:aws:iam::${account}:role/deployer`
const model = 'anthropic.claude-sonnet-4-6'
const base = `registry.acme.test/lambda/nodejs:24@sha256:${'1'.repeat(64)}`
const region = 'eu-west-1'

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

interface Request {
  path: string
  host: string
  form: URLSearchParams
  headers: IncomingHttpHeaders
  isWell: boolean
}

/** What AWS, a registry and an issuer answer where all is well, and where nothing is. */
function answer(request: Request): unknown {
  const { host, isWell } = request
  if (host === 'issuer.acme.test') return issuer(request)
  if (host === 'registry.acme.test') {
    if (!isWell) return new Response('{"errors":[]}', { status: 404 })
    const isBlob = request.path.includes('/blobs/')
    return isBlob ? { architecture: 'amd64' } : { config: { digest: 'sha256:0' } }
  }
  switch (host.split('.amazonaws.com')[0]?.replace(`.${region}`, '')) {
    case 'sts':
      return xml(
        'GetCallerIdentity',
        `<Account>${account}</Account><Arn>arn:aws:sts::${account}:assumed-role/deployer/ana</Arn>`,
      )
    case 'iam':
      return iam(request)
    case 'ec2':
      return ec2(request)
    case 'bedrock':
      return request.path.startsWith('/inference-profiles/')
        ? { models: [{ modelArn: `arn:aws:bedrock:${region}::foundation-model/${model}` }] }
        : {
            modelId: model,
            authorizationStatus: isWell ? 'AUTHORIZED' : 'NOT_AUTHORIZED',
            entitlementAvailability: 'AVAILABLE',
            regionAvailability: 'AVAILABLE',
          }
    case 'servicequotas': {
      const QuotaName =
        'Cross-region model inference tokens per minute for Anthropic Claude Sonnet 4.6'
      return { Quotas: [{ QuotaName, Value: isWell ? 400_000 : 400 }] }
    }
    case 'lambda': {
      const ConcurrentExecutions = isWell ? 1000 : 10
      return { AccountLimit: { ConcurrentExecutions } }
    }
    case 'kms':
      return kms(request)
    case 'api.ecr': {
      const encryptionConfiguration = isWell ? { kmsKey: key } : {}
      return { repositories: [{ encryptionConfiguration }] }
    }
    default:
      return {}
  }
}

const issuer = ({ path, isWell }: Request) =>
  path === '/keys'
    ? { keys: [{}] }
    : {
        issuer: 'https://issuer.acme.test',
        jwks_uri: 'https://issuer.acme.test/keys',
        device_authorization_endpoint: 'https://issuer.acme.test/device',
        code_challenge_methods_supported: isWell ? ['S256'] : ['plain'],
        scopes_supported: ['openid', 'profile', 'offline_access'],
      }

function kms({ headers, isWell }: Request) {
  if (String(headers['x-amz-target']).endsWith('.GetKeyPolicy')) {
    const Principal = { AWS: `arn:aws:iam::${account}:root` }
    return { Policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal }] }) }
  }
  const KeyState = isWell ? 'Enabled' : 'PendingDeletion'
  return { KeyMetadata: { KeyState, KeyUsage: 'ENCRYPT_DECRYPT', KeySpec: 'SYMMETRIC_DEFAULT' } }
}

function iam({ form, isWell }: Request) {
  if (form.get('Action') === 'GetRole') return xml('GetRole', `<Role><Arn>${role}</Arn></Role>`)
  const decision = isWell ? 'allowed' : 'implicitDeny'
  const results = [...form]
    .filter(([name]) => name.startsWith('ActionNames.'))
    .map(
      ([, action]) =>
        `<member><EvalActionName>${action}</EvalActionName><EvalDecision>${decision}</EvalDecision></member>`,
    )
  return xml(
    'SimulatePrincipalPolicy',
    `<IsTruncated>false</IsTruncated><EvaluationResults>${results.join('')}</EvaluationResults>`,
  )
}

function ec2({ form, isWell }: Request) {
  const action = form.get('Action') ?? ''
  const out = '<item><ipProtocol>-1</ipProtocol></item>'
  const nat =
    '<item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><natGatewayId>nat-1</natGatewayId><state>active</state></item>'
  const answers: Record<string, string> = {
    DescribeSubnets: `<subnetSet><item><subnetId>subnet-0a1b2c3d</subnetId><vpcId>vpc-1</vpcId><ownerId>${account}</ownerId></item></subnetSet>`,
    DescribeSecurityGroups: `<securityGroupInfo><item><groupId>sg-0a1b2c3d</groupId><vpcId>vpc-1</vpcId><ipPermissionsEgress>${out}</ipPermissionsEgress></item></securityGroupInfo>`,
    DescribeRouteTables: `<routeTableSet><item><routeTableId>rtb-1</routeTableId><associationSet><item><main>true</main></item></associationSet><routeSet>${isWell ? nat : ''}</routeSet></item></routeTableSet>`,
    DescribeVpcEndpoints: '<vpcEndpointSet/>',
  }
  return `<${action}Response>${answers[action]}</${action}Response>`
}

const xml = (action: string, result: string) =>
  `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`
