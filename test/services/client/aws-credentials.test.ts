import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { awsCredentials } from '../../../services/client/aws-credentials.ts'

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
    ['no credentials at all', undefined, /^There are no AWS credentials: name a profile/],
  ]
  for (const [title, profile, message] of failures) {
    it(`say what to do about ${title}`, async () => {
      const provide = awsCredentials({ profile, region })
      await assert.rejects(provide(), { code: 'aws_credentials', message })
    })
  }

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
sso_region = us-east-1
sso_registration_scopes = sso:account:access
[profile login]
login_session = arn:aws:iam::123456789012:user/ana
`
