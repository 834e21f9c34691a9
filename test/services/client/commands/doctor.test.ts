import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import type { CommandContext } from '../../../../services/client/commands/context.ts'
import {
  type AskIdentity,
  stsIdentity,
} from '../../../../services/client/commands/doctor/caller-identity.ts'
import { doctor } from '../../../../services/client/commands/doctor.ts'
import { ClientError } from '../../../../services/client/errors.ts'
import type { Session } from '../../../../services/client/session.ts'
import {
  answersInstead,
  neverAnswers,
  refuses,
  startFaultyAgent,
  type Turn,
} from '../../../stand-ins/faulty-agent.ts'
import { listen } from '../../../stand-ins/listen.ts'
import { clientOf } from '../agent-client/ask-faulty.ts'
import {
  contextOf,
  type LocalStack,
  sessionOf,
  signedIn,
  startLocalStack,
} from '../local-session.ts'
import { scriptedTerminal } from '../scripted-terminal.ts'

const askIdentity: AskIdentity = async () => 'arn:aws:iam::123456789012:user/ana'

describe('doctor', () => {
  let local: LocalStack
  before(async () => {
    local = await startLocalStack()
  })
  after(() => local.close())

  async function run(
    { agentTurns, ...more }: Partial<Session> & { agentTurns?: [Turn, ...Turn[]] },
    { json = false, context = {} }: { json?: boolean; context?: Partial<CommandContext> } = {},
  ) {
    const agent = agentTurns && (await startFaultyAgent(...agentTurns))
    const faulty = agent && { functionUrl: agent.url, agent: clientOf(agent.url).client }
    const terminal = scriptedTerminal()
    const session = sessionOf(local.stack, 'ana', { ...faulty, ...more })
    const all = { ...contextOf(session, terminal), ...context }
    const code = await doctor(all, { json, askIdentity })
    await agent?.close()
    return { code, answers: terminal.answers, lines: terminal.answers.trimEnd().split('\n') }
  }

  it('finds that all is well', async () => {
    const { code, lines } = await run({})
    const { functionUrl, issuer, credentials } = local.stack
    assert.equal(code, 0)
    assert.deepEqual(
      lines.map((line) => line.replace(/\d\d:\d\d:\d\d/, 'hh:mm:ss')),
      [
        `✓ Node.js: ${process.versions.node}`,
        `✓ configuration: local: ${functionUrl} in us-east-1`,
        `✓ AWS credentials: access key ${credentials.accessKeyId}, for a stack on this machine`,
        `✓ network: ${new URL(functionUrl).host} answers`,
        '✓ clock: agrees with that of AWS',
        '✓ agent: version 0.1.0 of local, model offline',
        `✓ sign-in: ana at ${issuer}, to be renewed at hh:mm:ss; kept in keyring`,
        '✓ tools: the gateway shows 21',
        `✓ gateway: ${new URL(local.stack.gatewayUrl).origin} answers as a tool gateway`,
      ],
    )
  })

  it('finds a gateway of the configuration that is not there, or is another service', async () => {
    const dead = await run({ gatewayUrl: 'http://127.0.0.1:1/mcp' })
    assert.equal(dead.code, 1)
    assert.equal(
      dead.lines.at(-1),
      '✗ gateway: Cannot reach the tool gateway at http://127.0.0.1:1. Try again in a moment.',
    )
    const { origin } = new URL(local.stack.issuer)
    const other = await run({ gatewayUrl: `${origin}/mcp` })
    assert.equal(other.code, 1)
    assert.match(other.lines.at(-1) ?? '', /^✗ gateway: .* does not answer as a tool gateway/)
  })

  it('says the same as JSON, and never a token or a secret', async () => {
    const { code, answers } = await run({}, { json: true })
    const { ok, checks } = JSON.parse(answers)
    assert.deepEqual([code, ok, checks.length], [0, true, 9])
    assert.deepEqual(checks[4], { name: 'clock', status: 'ok', detail: 'agrees with that of AWS' })
    assert.doesNotMatch(answers, /eyJ/)
    assert.ok(!answers.includes(local.stack.credentials.secretAccessKey))
  })

  it('asks AWS whose the credentials are, but for a stack on this machine', async () => {
    const functionUrl = 'https://agent.invalid/'
    const { lines } = await run({ functionUrl })
    assert.equal(lines[2], '✓ AWS credentials: arn:aws:iam::123456789012:user/ana')
  })

  it('says what to configure, and checks nothing beyond', async () => {
    const session = async () => {
      throw new ClientError('not_configured', 'Which environment?')
    }
    const { code, lines } = await run({}, { context: { session } })
    assert.equal(code, 4)
    assert.deepEqual(lines.slice(1), [
      '✗ configuration: Which environment?',
      '· AWS credentials: needs configuration',
      '· network: needs configuration',
      '· clock: needs network',
      '· agent: needs AWS credentials',
      '· sign-in: needs configuration',
      '· tools: needs agent',
      '· gateway: needs sign-in',
    ])
  })

  it('names the commit that the agent was deployed from', async () => {
    const revision = `${'0123456789'.repeat(4)}-dirty`
    const { lines } = await run({
      agentTurns: [well, answersInstead(200, { ...health, revision })],
    })
    assert.ok(
      lines.includes('✓ agent: version 1 (012345678901-dirty) of local, model m'),
      lines.join('\n'),
    )
  })

  const health = { status: 'ok', version: '1', environment: 'local', model: 'm' }
  const well = answersInstead(200, health)
  const later: Turn = (response, request) => {
    const date = new Date(Date.now() + 600_000).toUTCString()
    answersInstead(403, {}, { date })(response, request)
  }
  const faults: [title: string, session: Parameters<typeof run>[0], line: RegExp][] = [
    [
      'an address in another region',
      { functionUrl: 'https://abc.lambda-url.eu-west-1.on.aws/', agentTurns: [neverAnswers] },
      /^✗ configuration: .* is in eu-west-1, but the region is us-east-1/m,
    ],
    [
      'an agent that cannot be reached',
      { functionUrl: 'http://127.0.0.1:1' },
      /^✗ network: Cannot reach the agent at http:\/\/127\.0\.0\.1:1: .*\n· clock: .*\n· agent: needs network/m,
    ],
    [
      'a clock that is behind',
      { agentTurns: [later, later, well] },
      /^✗ clock: It is \d+ s behind that of AWS/m,
    ],
    [
      'a permission that is missing',
      { agentTurns: [answersInstead(403, { Message: 'Forbidden' })] },
      /^✗ agent: AWS refused the request: Forbidden\. .*lambda:InvokeFunctionUrl/m,
    ],
    [
      'an agent that fails',
      { agentTurns: [answersInstead(502, 'Internal Server Error')] },
      /^✗ agent: The agent failed \(502: no reason given\)\./m,
    ],
    [
      'a gateway that is down',
      { agentTurns: [well, well, well, refuses('gateway_unavailable')] },
      /^✗ tools: It is gateway_unavailable\./m,
    ],
    [
      'a person who is not signed in',
      { signIn: signedIn({ login: '', issuer: '' }, () => Promise.reject(loginRequired)) },
      /^✗ sign-in: Sign in first\.\n· tools: needs sign-in/m,
    ],
  ]
  for (const [title, session, line] of faults) {
    it(`finds ${title}`, async () => {
      const { code, answers } = await run(session)
      assert.equal(code, 1)
      assert.match(answers, line)
    })
  }
})

const loginRequired = new ClientError('login_required', 'Sign in first.')

describe('stsIdentity', () => {
  const credentials = async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' })
  const answers: [title: string, status: number, body: string, expected: RegExp | string][] = [
    [
      'is whose the credentials are',
      200,
      '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
        '<Arn>arn:aws:iam::123456789012:user/ana</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>',
      'arn:aws:iam::123456789012:user/ana',
    ],
    ['says that they have expired', 403, stsError('ExpiredToken'), /have expired: renew them/],
    [
      'says that AWS does not take them',
      403,
      stsError('InvalidClientTokenId'),
      /Check AWS_PROFILE/,
    ],
    [
      'makes do without STS',
      403,
      stsError('AccessDenied'),
      'access key …MPLE (STS cannot be asked whose: AccessDenied)',
    ],
  ]
  for (const [title, status, body, expected] of answers) {
    it(title, async () => {
      const server = createServer(async (request, response) => {
        await text(request)
        response.writeHead(status, { 'content-type': 'text/xml' }).end(body)
      })
      const before = process.env.AWS_ENDPOINT_URL_STS
      process.env.AWS_ENDPOINT_URL_STS = `http://127.0.0.1:${await listen(server)}`
      try {
        const asked = stsIdentity(credentials, 'us-east-1')
        if (typeof expected === 'string') assert.equal(await asked, expected)
        else await assert.rejects(asked, { code: 'aws_credentials', message: expected })
      } finally {
        if (before === undefined) delete process.env.AWS_ENDPOINT_URL_STS
        else process.env.AWS_ENDPOINT_URL_STS = before
        server.closeAllConnections()
        server.close()
      }
    })
  }
})

function stsError(code: string): string {
  return `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>No.</Message></Error></ErrorResponse>`
}
