import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setUpOutbound } from '../../outbound/set-up.ts'
import { type BehindProxy, behindProxy } from './behind-proxy.ts'

const node22 = resolve('node_modules/.cache/node-22/package/bin/node')
const calls = 'test/outbound/client-calls.ts'
const sts = `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::1:user/x</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`
const assumed = `<AssumeRoleResponse><AssumeRoleResult><AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/r/s</Arn><AssumedRoleId>A:s</AssumedRoleId></AssumedRoleUser><Credentials><AccessKeyId>AKIDROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2040-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`

describe('behind a proxy that opens TLS, where no name resolves', function () {
  this.timeout(60_000)
  let network: BehindProxy
  before(async function () {
    const made = await behindProxy(answer)
    if (made === undefined) {
      process.stdout.write('  skipped: there is no openssl here, to make certificates with\n')
      return this.skip()
    }
    network = made
    await writeFile(join(network.folder, 'config'), profiles)
  })
  after(() => network?.close())
  afterEach(() => {
    network?.refuse(undefined)
    network?.asked()
  })

  const ways: [what: string, call: string, asked: string, said: RegExp][] = [
    ['fetch', 'fetch', 'issuer.acme.test:443', /^200$/],
    ['clients of the tools', 'tools', 'ec2.eu-west-1.amazonaws.com:443', /vpc-proxied/],
    ['the agent’s table', 'table', 'dynamodb.eu-west-1.amazonaws.com:443', /none|Item/],
    ['the agent’s model', 'model', 'bedrock-runtime.eu-west-1.amazonaws.com:443', /./],
    ['the agent’s keys of the issuer', 'verify', 'issuer.acme.test:443', /token is not valid/],
    [
      'the agent’s way to the gateway',
      'gateway',
      'one.gateway.bedrock-agentcore.eu-west-1.amazonaws.com:443',
      /./,
    ],
    ['the client’s way to the agent', 'agent', 'abc.lambda-url.eu-west-1.on.aws:443', /proxied/],
    ['roles that a profile takes', 'credentials', 'sts.eu-west-1.amazonaws.com:443', /AKIDROLE/],
    ['the client’s sign-in', 'signIn', 'issuer.acme.test:443', /^https:\/\/issuer\.acme\.test$/],
  ]
  for (const [what, call, asked, said] of ways) {
    it(`go by it: ${what}`, async () => {
      const env = { AWS_CONFIG_FILE: join(network.folder, 'config') }
      assert.match(await network.run([calls, call], env), said)
      assert.deepEqual(network.asked(), [asked])
    })
  }

  it('is gone by on the oldest Node that the client runs on, which is told at its start', async function () {
    if (!existsSync(node22)) return this.skip()
    assert.equal(await network.run([calls, 'fetch'], {}, { node: node22 }), '200')
    assert.deepEqual(network.asked(), ['issuer.acme.test:443'])
  })

  it('trusts its authority by NODE_EXTRA_CA_CERTS as well, and nobody’s by neither', async () => {
    const by = (NODE_EXTRA_CA_CERTS: string) =>
      network.run([calls, 'tools'], { AWS_CA_BUNDLE: '', NODE_EXTRA_CA_CERTS })
    assert.match(await by(network.authority), /vpc-proxied/)
    assert.match(await by(''), /UNABLE_TO_VERIFY|unable to (verify|get)|self-signed/i)
  })

  it('goes past it to what NO_PROXY names, and to this machine', async () => {
    const NO_PROXY = '.amazonaws.com'
    assert.match(await network.run([calls, 'tools'], { NO_PROXY }), /ENOTFOUND|EAI_AGAIN/)
    assert.deepEqual(network.asked(), [])
  })

  it('takes names in small letters, and addresses without a scheme', async () => {
    const env = { HTTPS_PROXY: '', https_proxy: network.address.replace('http://', '') }
    assert.match(await network.run([calls, 'tools'], env), /vpc-proxied/)
    assert.deepEqual(network.asked(), ['ec2.eu-west-1.amazonaws.com:443'])
  })

  it('says what the proxy said, and not where the proxy is', async () => {
    network.refuse(407)
    const said = await network.run([calls, 'agent'])
    assert.match(said, /the proxy did not let it through \(407, and wants a name and password/)
    assert.ok(!said.includes(network.address))
  })

  it('names a variable that is wrong', async () => {
    const wrong = (env: Record<string, string>) => network.run([calls, 'fetch'], env)
    assert.match(await wrong({ HTTPS_PROXY: 'socks5://x:1' }), /HTTPS_PROXY is no address such as/)
    assert.match(await wrong({ AWS_CA_BUNDLE: '/nowhere.pem' }), /no file that can be read: \/nowh/)
    const folder = await mkdtemp(join(tmpdir(), 'aws-ops-'))
    await writeFile(join(folder, 'empty.pem'), 'nothing')
    const AWS_CA_BUNDLE = join(folder, 'empty.pem')
    assert.match(await wrong({ AWS_CA_BUNDLE }), /AWS_CA_BUNDLE has no certificates in PEM/)
    await rm(folder, { recursive: true })
  })

  it('asks the account of a local stack by it, and the stack itself without', async () => {
    const args = ['--account', 'aws', '--data', join(network.folder, 'data'), '--port', '0']
    const said = await network.run(['local/start.ts', ...args, 'which VPCs are there?'], {
      HTTP_PROXY: network.address,
    })
    assert.match(said, /vpc-proxied/)
    const asked = network.asked()
    assert.ok(asked.includes('sts.eu-west-1.amazonaws.com:443'), asked.join())
    assert.ok(
      asked.every((host) => host.endsWith('.amazonaws.com:443')),
      asked.join(),
    )
  })

  it('is looked for once, and costs nothing where there is none', async () => {
    const env: Record<string, string | undefined> = { AWS_DEFAULT_REGION: 'eu-north-1' }
    await setUpOutbound(env)
    assert.deepEqual(env, { AWS_DEFAULT_REGION: 'eu-north-1', AWS_REGION: 'eu-north-1' })
    const both = { AWS_DEFAULT_REGION: 'eu-north-1', AWS_REGION: 'eu-west-1' }
    await setUpOutbound(both)
    assert.equal(both.AWS_REGION, 'eu-west-1')
  })
})

/** Of AWS, an issuer, the agent and a gateway: by name. */
function answer(path: string, host: string, body: string): unknown {
  if (host.startsWith('sts.')) return body.includes('AssumeRole') ? assumed : sts
  if (host.startsWith('ec2.')) {
    if (body.includes('DescribeRegions')) {
      return '<DescribeRegionsResponse><regionInfo><item><regionName>eu-west-1</regionName><optInStatus>opted-in</optInStatus></item></regionInfo></DescribeRegionsResponse>'
    }
    return '<DescribeVpcsResponse><vpcSet><item><vpcId>vpc-proxied</vpcId></item></vpcSet></DescribeVpcsResponse>'
  }
  if (path.startsWith('/.well-known')) {
    const issuer = 'https://issuer.acme.test'
    return { issuer, jwks_uri: `${issuer}/keys`, authorization_endpoint: `${issuer}/authorize` }
  }
  if (path === '/keys') return { keys: [] }
  if (path === '/health') return { status: 'ok', version: 'proxied', environment: 'dev' }
  return {}
}

const profiles = `
[profile role]
role_arn = arn:aws:iam::123456789012:role/r
credential_source = Environment
`
