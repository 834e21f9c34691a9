import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import dns from 'node:dns'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mock } from 'node:test'
import { awsCredentials } from '../../../services/client/aws-credentials.ts'
import { listen } from '../../stand-ins/listen.ts'

describe('awsCredentials', () => {
  const before = { ...process.env }
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aws-ops-'))
    for (const name of Object.keys(process.env)) {
      if (name.startsWith('AWS_')) delete process.env[name]
    }
    Object.assign(process.env, {
      HOME: folder,
      AWS_CONFIG_FILE: join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
    })
    await writeFile(join(folder, 'config'), config)
    await writeFile(join(folder, 'credentials'), credentials)
  })
  afterEach(async () => {
    for (const name of Object.keys(process.env)) {
      if (name.startsWith('AWS_')) delete process.env[name]
    }
    Object.assign(process.env, before)
    await rm(folder, { recursive: true })
  })

  const region = 'us-east-1'

  it('come from the environment', async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIDENV', AWS_SECRET_ACCESS_KEY: 's' })
    assert.equal((await awsCredentials({ profile: undefined, region })()).accessKeyId, 'AKIDENV')
  })

  it('come from the profile that is named, whatever the environment holds', async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIDENV', AWS_SECRET_ACCESS_KEY: 's' })
    assert.equal((await awsCredentials({ profile: 'work', region })()).accessKeyId, 'AKIDWORK')
  })

  const failures: [title: string, profile: string | undefined, message: RegExp][] = [
    ['an SSO session that has ended', 'sso', /have expired: run `aws sso login --profile sso`\.$/],
    ['a console sign-in that has ended', 'login', /run `aws login --profile login`\.$/],
    [
      'a profile that is not there',
      'nowhere',
      /no AWS credentials of profile nowhere: is it there/,
    ],
    [
      'a process that fails',
      'failing',
      /^The credential_process of profile failing failed: session ended\. Run the command that/,
    ],
    ['a process that is not there', 'absent', /absent failed: .*not found\. Run the command/],
    [
      'a process whose credentials ended',
      'expired',
      /have expired: sign in again with the program/,
    ],
    ['a process that prints something else', 'chatty', /look at what it prints\.$/],
    [
      'a second factor',
      'mfa',
      /second factor \(mfa_serial\), which cannot be typed in here: get a/,
    ],
    [
      'a source that is not there',
      'sourceless',
      /from profile gone, which is not there, or has none/,
    ],
    ['profiles in a circle', 'round', /takes its credentials from itself: look at source_profile/],
    ['no credentials at all', undefined, /^There are no AWS credentials: name a profile/],
  ]
  for (const [title, profile, message] of failures) {
    it(`say what to do about ${title}`, async () => {
      const provide = awsCredentials({ profile, region })
      await assert.rejects(provide(), { code: 'aws_credentials', message })
    })
  }

  describe('of IAM Identity Center', () => {
    beforeEach(async () => {
      process.env.AWS_PROFILE = 'sso'
      const cache = join(folder, '.aws', 'sso', 'cache')
      await mkdir(cache, { recursive: true })
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
      const session = JSON.stringify({ accessToken: 'of-sso', expiresAt })
      const name = createHash('sha1').update('org').digest('hex')
      await writeFile(join(cache, `${name}.json`), session)
    })
    afterEach(() => mock.restoreAll())

    async function answered(status: number, body: object) {
      const asked: (string | undefined)[] = []
      const portal = createServer((request, response) => {
        asked.push(`${request.url} ${request.headers['x-amz-sso_bearer_token']}`)
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      })
      process.env.AWS_ENDPOINT_URL_SSO = `http://127.0.0.1:${await listen(portal)}`
      const got = await Promise.allSettled([awsCredentials({ profile: undefined, region })()])
      portal.closeAllConnections()
      portal.close()
      return { asked, got: got[0] }
    }

    it('come by the session that `aws sso login` began', async () => {
      const expiration = Date.now() + 3_600_000
      const keys = { accessKeyId: 'AKIDSSO', secretAccessKey: 's', sessionToken: 't' }
      const { asked, got } = await answered(200, { roleCredentials: { ...keys, expiration } })
      assert.deepEqual(asked, [
        '/federation/credentials?account_id=123456789012&role_name=ReadOnly of-sso',
      ])
      assert(got.status === 'fulfilled', String(Object(got).reason))
      assert.equal(got.value.accessKeyId, 'AKIDSSO')
    })

    it('say what to do where the session was ended', async () => {
      const message = 'Session token not found or invalid'
      const __type = 'UnauthorizedException'
      const { got } = await answered(401, { __type, message })
      assert(got.status === 'rejected')
      assert.match(got.reason.message, /have expired: run `aws sso login --profile sso`\.$/)
    })

    it('are asked for in its own region, those of a role in the one given', async () => {
      const hosts: string[] = []
      const lookup = (host: string, _options: object, done: (error: Error) => void) => {
        hosts.push(host)
        done(Object.assign(new Error('no names'), { code: 'ENOTFOUND' }))
      }
      mock.method(dns, 'lookup', lookup)
      for (const profile of ['sso', 'role']) {
        const provide = awsCredentials({ profile, region: 'ap-southeast-2' })
        await assert.rejects(provide(), { message: /cannot be had: .*no names/ })
      }
      assert.deepEqual(
        [...new Set(hosts)],
        ['portal.sso.eu-central-1.amazonaws.com', 'sts.ap-southeast-2.amazonaws.com'],
      )
    })
  })

  it('name the profile of AWS_PROFILE', async () => {
    process.env.AWS_PROFILE = 'sso'
    const provide = awsCredentials({ profile: undefined, region })
    await assert.rejects(provide(), { message: /aws sso login --profile sso/ })
  })
})

const credentials = '[work]\naws_access_key_id = AKIDWORK\naws_secret_access_key = secret\n'
const config = `
[profile sso]
sso_session = org
sso_account_id = 123456789012
sso_role_name = ReadOnly
[sso-session org]
sso_start_url = https://org.example.com/start
sso_region = eu-central-1
sso_registration_scopes = sso:account:access
[profile role]
role_arn = arn:aws:iam::123456789012:role/ReadOnly
source_profile = work
[profile failing]
credential_process = sh -c "echo calling home >&2; echo session ended. >&2; exit 3"
[profile absent]
credential_process = /no/such/program
[profile expired]
credential_process = echo '{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s","Expiration":"2020-01-01T00:00:00Z"}'
[profile chatty]
credential_process = echo hello
[profile mfa]
role_arn = arn:aws:iam::123456789012:role/ReadOnly
source_profile = work
mfa_serial = arn:aws:iam::123456789012:mfa/ana
[profile sourceless]
role_arn = arn:aws:iam::123456789012:role/ReadOnly
source_profile = gone
[profile round]
role_arn = arn:aws:iam::123456789012:role/ReadOnly
source_profile = about
[profile about]
role_arn = arn:aws:iam::123456789012:role/ReadOnly
source_profile = round
[profile login]
login_session = arn:aws:iam::123456789012:user/ana
`
