import assert from 'node:assert/strict'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ConfigureOptions, configure } from '../../../../services/client/commands/configure.ts'
import { configurations } from '../../../../services/client/configuration.ts'
import { ClientError } from '../../../../services/client/errors.ts'
import { scriptedTerminal } from '../scripted-terminal.ts'

describe('configure', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aws-ops-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  async function run(options: ConfigureOptions, { lines = [''], env = {} } = {}) {
    const terminal = { ...scriptedTerminal(lines), interactive: lines[0] !== '' }
    const known = configurations(join(folder, 'config'))
    const session = () => Promise.reject(new Error('Not here.'))
    const code = await configure({ terminal, env, configurations: known, session }, options)
    return { code, known, answers: terminal.answers, notes: terminal.notes }
  }

  it('keeps a file, under another name too', async () => {
    const file = join(folder, 'outputs.json')
    await writeFile(file, JSON.stringify({ ...outputs, gatewayId: 'gw-1' }))
    const { code, known, notes } = await run({ file })
    assert.deepEqual([code, await known.load('dev')], [0, { ...outputs, gatewayId: 'gw-1' }])
    assert.equal(
      notes,
      'Configured dev: https://abc.lambda-url.us-east-1.on.aws/\n' +
        'Now sign in: aws-ops login --env dev\n',
    )
    await run({ file, name: 'other-account' })
    assert.equal((await known.load('other-account')).environment, 'other-account')
  })

  it('keeps what a local stack prints', async () => {
    const file = join(folder, 'local.json')
    const { issuer, clientId, audience, region } = byHand
    const functionUrl = 'http://127.0.0.1:7420/'
    const gatewayUrl = 'http://127.0.0.1:7421/mcp'
    const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret' }
    const addresses = { functionUrl, gatewayUrl, region, credentials }
    const printed = { ...addresses, issuer, clientId, audience, tableName: 't', tableEndpoint: '' }
    await writeFile(file, JSON.stringify(printed))
    const { known } = await run({ file })
    const okta = { issuer, clientId, audience, scopes: [] }
    assert.deepEqual(await known.load('local'), { environment: 'local', ...addresses, okta })
  })

  it('asks Pulumi for a stack', async function () {
    if (process.platform === 'win32') this.skip()
    const pulumi = join(folder, 'pulumi')
    const script = `#!/bin/sh
test "$*" = "stack output --json --non-interactive --stack=dev" || { echo "error: no stack named $5" >&2; exit 255; }
test "$(pwd -P)" = "$(cd '${folder}' && pwd -P)" && echo '${JSON.stringify(outputs)}'
`
    await writeFile(pulumi, script)
    await chmod(pulumi, 0o755)
    const env = { PATH: `${folder}:/usr/bin:/bin` }
    const { known } = await run({ stack: 'dev', cwd: folder }, { env })
    assert.deepEqual(await known.load('dev'), outputs)
    await assert.rejects(run({ stack: 'none', cwd: folder }, { env }), {
      code: 'bad_configuration',
      message: "pulumi did not give the stack's outputs: error: no stack named --stack=none",
    })
    await assert.rejects(run({ stack: 'dev', cwd: folder }, { env: { PATH: '/nowhere' } }), {
      code: 'bad_configuration',
      message: /There is no pulumi on the PATH/,
    })
  })

  it('takes options, and asks for what they leave out', async () => {
    const { name, functionUrl, region, gatewayUrl, issuer, clientId, audience } = byHand
    const lines = [functionUrl, region, '', ' ', gatewayUrl, issuer, clientId]
    const { known } = await run({ name, audience, scopes: 'openid, x' }, { lines })
    const { okta, ...rest } = outputs
    const scopes = ['openid', 'x']
    assert.deepEqual(await known.load('dev'), { ...rest, okta: { ...okta, scopes } })
    await assert.rejects(run({ name }, { lines: [functionUrl] }), { code: 'cancelled' })
  })

  it('asks again for what cannot be, and knows the region from the address', async () => {
    const { name, functionUrl, gatewayUrl, issuer, clientId, audience } = byHand
    const lines = [
      ...['My Env', name, 'not one', functionUrl, ''],
      ...['ftp://x', gatewayUrl, 'okta', issuer, clientId, audience],
    ]
    const { known, notes } = await run({}, { lines })
    assert.deepEqual(await known.load('dev'), outputs)
    assert.deepEqual(notes.split('\n').slice(0, 4), [
      'That is not a name of letters, digits and hyphens.',
      'That is not an address that begins with https://.',
      'That is not an address that begins with https://.',
      'That is not an address that begins with https://.',
    ])
  })

  it('refuses a region that the address of the function contradicts', async () => {
    await assert.rejects(run({ ...byHand, region: 'eu-west-1' }), {
      code: 'bad_configuration',
      message:
        "The agent's address is in us-east-1, but the region is eu-west-1: say --region us-east-1.",
    })
  })

  it('keeps the first environment as the one that is meant, and says so', async () => {
    await run({ ...byHand, name: 'dev' })
    const { notes, known } = await run({ ...byHand, name: 'prod' })
    assert.match(
      notes,
      /\nWithout --env, dev is still meant: aws-ops configure --default prod changes that\.\n$/,
    )
    assert.equal((await known.load(undefined)).environment, 'dev')
  })

  it('says what is missing where nobody can be asked, or wrong', async () => {
    const { known } = await run(byHand)
    assert.deepEqual(await known.load('dev'), outputs)
    const { functionUrl: _left_out, clientId: _too, ...some } = byHand
    await assert.rejects(run(some), {
      code: 'wrong_usage',
      message: 'Name a FILE or a --stack, or say all of it; missing: --function-url --client-id',
    })
    await assert.rejects(run({ ...byHand, name: '../evil', issuer: 'x' }), {
      code: 'bad_configuration',
      message: /look at environment, okta\.issuer \(an address that begins with https:\)\.$/,
    })
    await assert.rejects(run({ file: join(folder, 'none') }), {
      code: 'bad_configuration',
      message: /^Cannot read /,
    })
  })

  it('lists, chooses and removes', async () => {
    assert.equal((await run({ list: true })).notes, 'No environment is configured.\n')
    for (const name of ['prod', 'dev']) await run({ ...byHand, name })
    await run({ default: 'prod' })
    assert.equal(
      (await run({ list: true })).answers,
      `  dev   ${byHand.functionUrl}\n* prod  ${byHand.functionUrl}\n`,
    )
    const { known } = await run({ remove: 'prod', endLogin })
    assert.equal((await known.load(undefined)).environment, 'dev')
    for (const options of [{ remove: 'prod' }, { default: 'prod' }]) {
      const message = /^No such environment: prod\./
      await assert.rejects(run(options), { code: 'not_configured', message })
    }
  })

  it('ends the login to what it removes, and removes it whatever comes of that', async () => {
    await run(byHand)
    const removed: string[] = []
    const removing = run({
      remove: 'dev',
      async endLogin({ environment, okta }) {
        removed.push(environment, okta.issuer)
        throw new ClientError('not_revoked', 'The issuer could not be told.')
      },
    })
    await assert.rejects(removing, { code: 'not_revoked' })
    assert.deepEqual(removed, ['dev', byHand.issuer])
    assert.deepEqual(await configurations(join(folder, 'config')).list(), [])
  })

  it('removes what it cannot read', async () => {
    const { known } = await run(byHand)
    await writeFile(join(folder, 'config', 'dev.json'), '{')
    assert.equal((await run({ remove: 'dev', endLogin })).code, 0)
    assert.deepEqual(await known.list(), [])
  })
})

const endLogin = async () => {}

const byHand = {
  name: 'dev',
  functionUrl: 'https://abc.lambda-url.us-east-1.on.aws/',
  region: 'us-east-1',
  gatewayUrl: 'https://gw-1.gateway.bedrock-agentcore.us-east-1.amazonaws.com/mcp',
  issuer: 'https://org.okta.com/oauth2/default',
  clientId: 'c',
  audience: 'a',
}

const outputs = {
  environment: byHand.name,
  region: byHand.region,
  functionUrl: byHand.functionUrl,
  gatewayUrl: byHand.gatewayUrl,
  okta: {
    issuer: byHand.issuer,
    clientId: byHand.clientId,
    audience: byHand.audience,
    scopes: ['openid', 'profile', 'offline_access'],
  },
}
