import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { BedrockClient } from '@aws-sdk/client-bedrock'
import { baseIsThere } from '../../deploy/base-is-there.ts'
import { runChecks, Unmet } from '../../deploy/check.ts'
import { dollarsAreKnown } from '../../deploy/dollars-are-known.ts'
import { issuerIsReady } from '../../deploy/issuer-is-ready.ts'
import { modelIsOpen } from '../../deploy/model-is-open.ts'
import {
  answersTo,
  dockerBuilds,
  hasAgentCore,
  hasFunctionUrls,
} from '../../deploy/preflight-checks.ts'
import { type Okta, startOkta } from '../../local/okta.ts'
import { deploymentConfig } from '../../stacks/config.ts'
import { listen } from '../stand-ins/listen.ts'
import { type PublicRegistry, startPublicRegistry } from '../stand-ins/public-registry.ts'

describe('preflight', () => {
  const servers: Server[] = []
  after(() => {
    for (const server of servers) server.close()
  })

  /** Answers each path with its JSON, and others with 404. */
  async function serve(answers: (url: string) => Record<string, unknown>): Promise<string> {
    const server = createServer(({ url = '/' }, response) => {
      const path = url.slice(0, url.includes('?') ? url.indexOf('?') : undefined)
      const found = answers(base)[decodeURIComponent(path)]
      response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(found ?? { message: 'not found' }))
    })
    servers.push(server)
    const base = `http://127.0.0.1:${await listen(server)}`
    return base
  }

  it('names limits of dollars that a model without a known price would never reach', () => {
    const okta = { issuer: 'https://login.acme.com', clientId: '0oa1', audience: 'api://ops' }
    const asked = (values: object) =>
      dollarsAreKnown(deploymentConfig({ okta, ...values }, 'dev'), 'eu-west-1')
    const model = { provider: 'openai', id: 'qwen3', baseUrl: 'https://models.acme.com/v1' }
    const spending = { limits: { usdPerMonth: 100 }, alarms: { enabled: true, usdPerDay: 9 } }
    assert.throws(() => asked({ model, ...spending }), {
      message:
        'limits.usdPerMonth, alarms.usdPerDay: would not count what qwen3 takes, whose price in eu-west-1 is not known here: set model.prices, or go by tokens',
    })
    const profile =
      'arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/abcdefghijkl'
    const ofProfile = { provider: 'bedrock', id: profile }
    assert.throws(() => asked({ model: ofProfile, limits: { personUsdPerDay: 1 } }), Unmet)
    asked(spending)
    asked({ model, limits: { tokensPerMonth: 1_000_000 } })
    asked({ model: { ...model, prices: { input: 0, output: 0 } }, ...spending })
  })

  it('writes a line a check, goes on after one that is not met, and says so in the end', async () => {
    const lines: string[] = []
    const met = await runChecks(
      [
        { name: 'one', run: async () => 'there' },
        { name: 'two', run: async () => Promise.reject(new Unmet('not there: get it')) },
        { name: 'three', run: async () => Promise.reject(new TypeError('fetch failed')) },
      ],
      (line) => lines.push(line),
    )
    assert.deepEqual(
      [met, lines],
      [false, ['✓ one: there', '✗ two: not there: get it', '✗ three: TypeError: fetch failed']],
    )
  })

  it('says what to install where a program does not answer', async () => {
    assert.match(await answersTo(process.execPath, ['--version'], ''), /^v\d+/)
    await assert.rejects(answersTo('no-such-program', [], 'install it'), {
      message: 'no-such-program does not answer: install it',
    })
  })

  it('takes a Docker that the provider can build with, and says of one what to switch', () => {
    const told = (OperatingSystem: string, driver: string) =>
      dockerBuilds(
        JSON.stringify({
          ServerVersion: '29.0.1',
          OperatingSystem,
          DriverStatus: [['driver-type', driver]],
        }),
      )
    const containerd = 'io.containerd.snapshotter.v1'
    assert.equal(told('Debian GNU/Linux 13', containerd), '29.0.1')
    assert.equal(told('Docker Desktop', 'overlay2'), '29.0.1')
    assert.throws(() => told('Docker Desktop', containerd), {
      message:
        'Docker Desktop keeps images in containerd, with which builds of the provider fail: switch off “Use containerd for pulling and storing images” under Settings → General',
    })
  })

  it('says of an old engine that no two of its images are the same', () => {
    assert.equal(
      dockerBuilds(JSON.stringify({ ServerVersion: '20.10.24+dfsg1' })),
      '20.10.24+dfsg1, whose images have the time of their build: 24 gives the same of the same commit',
    )
  })

  it('says that Podman’s docker is none', () => {
    const info = JSON.stringify({
      host: { arch: 'amd64' },
      store: {},
      version: { Version: '5.4.2' },
    })
    assert.throws(() => dockerBuilds(info), {
      message:
        'docker is Podman here, which lacks the calls that the provider builds by: install Docker Engine, or set DOCKER_HOST to one',
    })
  })

  describe('of the base image', () => {
    let registry: PublicRegistry
    before(async () => {
      registry = await startPublicRegistry('lambda/nodejs')
    })
    after(() => registry.close())

    it('takes one by a digest that is there, and says that the tag has moved on', async () => {
      const name = `${registry.address}/lambda/nodejs`
      const digest = registry.publish('24', '2030-01-01T00:00:00Z')
      assert.equal(await baseIsThere(`${name}:24@${digest}`), `${name}:24@${digest}`)
      registry.publish('24', '2030-02-01T00:00:00Z')
      assert.equal(
        await baseIsThere(`${name}:24@${digest}`),
        `${name}:24@${digest}; ${name}:24 is a newer one by now: npm run base-image`,
      )
    })

    it('asks for a digest where there is but a tag', async () => {
      const name = `${registry.address}/lambda/nodejs`
      const digest = registry.publish('24', '2030-03-01T00:00:00Z')
      await assert.rejects(baseIsThere(`${name}:24`), {
        message: `${name}:24 is a tag, which moves: npm run base-image writes its digest down, and a deployment of the same commit stays the same (in baseImage: ${name}:24@${digest})`,
      })
    })

    it('takes a mirror that shows nothing without a sign-in', async () => {
      const server = createServer((_, response) => response.writeHead(401).end())
      servers.push(server)
      const mirror = `127.0.0.1:${await listen(server)}`
      assert.equal(
        await baseIsThere(`${mirror}/nodejs:24`),
        `${mirror}/nodejs:24, unseen: ${mirror} asks for a sign-in`,
      )
    })

    it('says that one is gone, or is of another architecture, or that nobody answers', async () => {
      const name = `${registry.address}/lambda/nodejs`
      const gone = `sha256:${'0'.repeat(64)}`
      const hint = 'for linux/amd64: npm run base-image, or another baseImage'
      await assert.rejects(baseIsThere(`${name}:24@${gone}`), {
        message: `${name} has no image ${gone} ${hint}`,
      })
      const arm = registry.publishArm('arm')
      await assert.rejects(baseIsThere(`${name}:arm@${arm}`), {
        message: `${name} has no image ${arm} ${hint}`,
      })
      await assert.rejects(baseIsThere('127.0.0.1:1/a:24'), {
        message: '127.0.0.1:1 does not answer',
      })
    })
  })

  it('tells a region that has AgentCore by its address', async () => {
    assert.equal(await hasAgentCore('us-east-1', await serve(() => ({}))), 'us-east-1')
    await assert.rejects(hasAgentCore('mars-1', 'http://127.0.0.1:1'), {
      message: 'no AgentCore answers in mars-1: deploy to a region that has it',
    })
  })

  it('tells a region in which the agent could have no address', () => {
    assert.equal(hasFunctionUrls('eu-central-1'), 'eu-central-1')
    assert.throws(() => hasFunctionUrls('eu-south-2'), {
      message: 'Lambda has no Function URLs in eu-south-2: deploy to a region that has them',
    })
  })

  describe('of the model', () => {
    const id = 'anthropic.claude-sonnet-4-6'
    const open = {
      modelId: id,
      agreementAvailability: { status: 'AVAILABLE' },
      authorizationStatus: 'AUTHORIZED',
      entitlementAvailability: 'AVAILABLE',
      regionAvailability: 'AVAILABLE',
    }
    const asked = async (model: string, availability: object) => {
      const endpoint = await serve(() => ({
        [`/foundation-model-availability/${id}`]: availability,
        [`/inference-profiles/global.${id}`]: {
          models: [{ modelArn: `arn:aws:bedrock:us-east-1::foundation-model/${id}` }],
        },
      }))
      const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
      const bedrock = new BedrockClient({ region: 'us-east-1', endpoint, credentials })
      return modelIsOpen({ provider: 'bedrock', id: model }, bedrock)
    }

    it('finds one that is open, by its id and by its profile', async () => {
      assert.equal(await asked(id, open), id)
      assert.equal(await asked(`global.${id}`, open), `global.${id}`)
    })

    it('tells one that the account may not call, and one that the region has not', async () => {
      await assert.rejects(asked(id, { ...open, authorizationStatus: 'NOT_AUTHORIZED' }), {
        message: `this account has no access to ${id}: ask for it in Bedrock’s console`,
      })
      await assert.rejects(asked(id, { ...open, regionAvailability: 'NOT_AVAILABLE' }), {
        message: `${id} is not in this region`,
      })
    })

    it('of another server asks that', async () => {
      const baseUrl = await serve(() => ({ '/models': { data: [] } }))
      const model = { provider: 'openai', id: 'qwen3', baseUrl } as const
      assert.equal(await modelIsOpen(model, new BedrockClient({})), baseUrl)
    })
  })

  describe('of the issuer', () => {
    const scopes = ['openid', 'profile', 'offline_access']
    let issuer: Okta
    before(async () => {
      issuer = await startOkta({ port: 0 })
    })
    after(() => issuer.close())

    it('finds one that has all that sign-in needs', async () => {
      assert.equal(
        await issuerIsReady({ issuer: issuer.issuer, scopes }, 'okta'),
        `${issuer.issuer}, 1 keys`,
      )
    })

    const faults: [what: string, change: object, message: RegExp][] = [
      ['no device grant', { device_authorization_endpoint: undefined }, /has no device grant/],
      ['no PKCE', { code_challenge_methods_supported: ['plain'] }, /does not take PKCE/],
      ['another scope', { scopes_supported: ['openid'] }, /know the scope profile, offline_access/],
      ['another issuer', { issuer: 'https://other.test' }, /is that of https:\/\/other.test/],
    ]
    for (const [what, change, message] of faults) {
      it(`tells one with ${what}`, async () => {
        const url = await serve((base) => ({
          '/.well-known/openid-configuration': {
            issuer: base,
            jwks_uri: `${base}/keys`,
            device_authorization_endpoint: `${base}/device`,
            code_challenge_methods_supported: ['S256'],
            scopes_supported: scopes,
            ...change,
          },
          '/keys': { keys: [{}] },
        }))
        await assert.rejects(issuerIsReady({ issuer: url, scopes }, 'okta'), { message })
      })
    }

    it('tells an address that is none', async () => {
      const url = await serve(() => ({}))
      await assert.rejects(issuerIsReady({ issuer: url, scopes }, 'okta'), {
        message: `${url}/.well-known/openid-configuration answers 404: check okta.issuer`,
      })
    })
  })

  it('says how it is called, and that there is no such stack', async () => {
    assert.deepEqual(await preflight([]), [2, ''])
    assert.deepEqual(await preflight(['--stack', 'nowhere']), [
      1,
      '✗ configuration: there is no Pulumi.nowhere.yaml: it says what the stack is to be\n',
    ])
  })
})

function preflight(args: string[]): Promise<[number, string]> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['deploy/preflight.ts', ...args], (_error, out) =>
      resolve([child.exitCode ?? -1, out]),
    )
  })
}
