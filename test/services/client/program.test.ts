import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import packageJson from '../../../package.json' with { type: 'json' }
import { configurations } from '../../../services/client/configuration.ts'
import { ClientError } from '../../../services/client/errors.ts'
import { commands } from '../../../services/client/program/commands.ts'
import { type GlobalOptions, runProgram } from '../../../services/client/program.ts'
import { scriptedTerminal } from './scripted-terminal.ts'

describe('aws-ops', () => {
  it('lists its commands with --help, and its exit codes', async () => {
    const { code, stdout, stderr } = await run('--help')
    assert.deepEqual([code, stderr], [0, ''])
    for (const { name } of commands) assert.match(stdout, new RegExp(`^  ${name} `, 'm'))
    assert.match(stdout, /^Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not signed in/m)
  })

  it('helps with every command, its options and those of all commands', async () => {
    const parts = ['list', 'show', 'rename', 'export', 'delete'].map((part) => [
      'conversations',
      part,
    ])
    for (const command of [...commands.map(({ name }) => [name]), ...parts]) {
      const { code, stdout, stderr } = await run(...command, '--help')
      assert.deepEqual([code, stderr], [0, ''], command.join(' '))
      assert.ok(stdout.startsWith(`Usage: aws-ops ${command.join(' ')} `), stdout)
      assert.match(stdout, /^ {2}-e, --env <name> /m)
    }
  })

  it('says its version', async () => {
    assert.deepEqual(await run('--version'), {
      code: 0,
      stdout: `${packageJson.version}\n`,
      stderr: '',
      notes: '',
      opened: [],
    })
  })

  for (const { wrong, says } of [
    { wrong: ['lgoin'], says: "unknown command 'lgoin'\n(Did you mean login?)" },
    { wrong: ['conversaton', 'list', 'all'], says: "unknown command 'conversaton'" },
    { wrong: ['ask', 'x', '--max-tokens', '64001'], says: 'Not a number from 1 to 64000.' },
    {
      wrong: ['ask', '--ouput', 'json'],
      says: "unknown option '--ouput'\n(Did you mean --output?)",
    },
    { wrong: ['--evn', 'dev'], says: "unknown option '--evn'\n(Did you mean --env?)" },
    { wrong: ['whoami', 'alice'], says: "too many arguments for 'whoami'" },
    { wrong: ['conversations', 'shwo'], says: "unknown command 'shwo'\n(Did you mean show?)" },
    { wrong: ['conversations', 'show'], says: "missing required argument 'conversation'" },
    { wrong: ['ask', 'x', '-o', 'xml'], says: 'Allowed choices are text, markdown, json, csv.' },
    { wrong: ['ask', 'x', '--temperature', 'warm'], says: 'Not a number from 0 to 1.' },
    { wrong: ['ask', 'x', '--max-tokens', '1.5'], says: 'Not a whole number.' },
  ]) {
    it(`refuses wrong usage: ${wrong.join(' ')}`, async () => {
      const { code, stdout, stderr, opened } = await run(...wrong)
      assert.deepEqual([code, stdout, opened], [2, '', []])
      assert.ok(stderr.startsWith('error: ') && stderr.includes(says), stderr)
      assert.match(stderr, /^To ask a question: aws-ops "…"\./m)
    })
  }

  it('opens a chat where no command is named, whatever the options', async () => {
    for (const args of [[], ['--env', 'prod'], ['--conversation', 'abc', '--no-color'], ['chat']]) {
      const { code, stderr, opened } = await run(...args)
      assert.deepEqual([code, stderr, opened.length], [4, 'error: No environment.\n', 1])
    }
  })

  it('answers a question as ask does, quoted or not, options before it or after', async () => {
    for (const args of [
      ['which buckets are public?'],
      ['-o', 'csv', 'list the buckets'],
      ['--env', 'prod', 'which', 'buckets', 'are', 'public'],
      ['-c', 'and in eu-west-1?'],
      ['alarms?', '--quiet'],
    ]) {
      const { code, stderr, notes, opened } = await run(...args)
      assert.deepEqual(
        [code, stderr, notes, opened.length],
        [4, '', 'error: No environment.\n', 1],
        args.join(' '),
      )
    }
  })

  it('takes the options of all commands before and after the command', async () => {
    const options = ['--env', 'prod', '--profile', 'ops', '--region', 'eu-west-1', '--no-color']
    const taken = { env: 'prod', profile: 'ops', region: 'eu-west-1', color: false }
    assert.deepEqual((await run(...options, 'logout')).opened, [taken])
    assert.deepEqual((await run('logout', ...options)).opened, [taken])
    assert.deepEqual((await run('logout')).opened, [{ color: true }])
  })

  it('ends with the code of an error, its message on one clean line', async () => {
    const failure = new ClientError('login_required', 'Sign in\u001b]0;owned\u0007: aws-ops login')
    const { code, stdout, stderr } = await run.failing(failure)('logout')
    assert.deepEqual([code, stdout, stderr], [3, '', 'error: Sign in: aws-ops login\n'])
  })

  it('throws what nobody expected', async () => {
    await assert.rejects(run.failing(new TypeError('a bug'))('logout'), /a bug/)
  })

  it('configures an environment by hand, its region among the options', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'aws-ops-'))
    const args = [
      ...['configure', '--name', 'dev', '--region', 'eu-west-1', '--scopes', 'openid'],
      ...['--function-url', 'https://abc.lambda-url.eu-west-1.on.aws/'],
      ...['--gateway-url', 'https://gw.example.com/mcp', '--issuer', 'https://okta.example.com'],
      ...['--client-id', '0oa1', '--audience', 'api://ops'],
    ]
    assert.equal((await run.in(folder)(...args)).code, 0)
    assert.deepEqual(JSON.parse(await readFile(join(folder, 'dev.json'), 'utf8')), {
      environment: 'dev',
      region: 'eu-west-1',
      functionUrl: 'https://abc.lambda-url.eu-west-1.on.aws/',
      gatewayUrl: 'https://gw.example.com/mcp',
      okta: {
        issuer: 'https://okta.example.com',
        clientId: '0oa1',
        audience: 'api://ops',
        scopes: ['openid'],
      },
    })
    await rm(folder, { recursive: true })
  })
})

const notConfigured = new ClientError('not_configured', 'No environment.')

interface Ended {
  code: number
  stdout: string
  stderr: string
  /** What was said at the terminal, where the command itself says it. */
  notes: string
  /** What each context was opened with. */
  opened: GlobalOptions[]
}

type Run = (...args: string[]) => Promise<Ended>

/** Runs it in this process: nothing is configured, so that a session cannot be opened. */
const run: Run & { failing(failure: Error): Run; in(folder: string): Run } = Object.assign(
  (...args: string[]) => runWith(args, {}),
  {
    failing:
      (failure: Error): Run =>
      (...args) =>
        runWith(args, { failure }),
    in:
      (folder: string): Run =>
      (...args) =>
        runWith(args, { folder }),
  },
)

async function runWith(
  args: string[],
  { failure = notConfigured, folder = '/nowhere' }: { failure?: Error; folder?: string },
): Promise<Ended> {
  const ended: Ended = { code: Number.NaN, stdout: '', stderr: '', notes: '', opened: [] }
  const terminal = scriptedTerminal()
  ended.code = await runProgram(args, {
    stdout: (text) => {
      ended.stdout += text
    },
    stderr: (text) => {
      ended.stderr += text
    },
    async openContext(options) {
      ended.opened.push(options)
      return {
        terminal,
        env: {},
        configurations: configurations(folder),
        session: () => Promise.reject(failure),
      }
    },
  })
  ended.notes = terminal.notes
  return ended
}
