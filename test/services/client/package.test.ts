import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { z } from 'zod'
import type { Bundle } from '../../../images/bundle.ts'
import { clientPackage } from '../../../images/client.ts'
import { writeBundle } from '../../../images/write-bundle.ts'
import { type Stack, startStack } from '../../../local/stack.ts'
import { stripControls } from '../../../services/client/strip-controls.ts'
import { tools } from '../../../tools/tools.ts'
import { type ClientAtHome, clientAtHome } from './client-at-home.ts'

const node22 = resolve('node_modules/.cache/node-22/package/bin/node')

describe('the client as a package', () => {
  let folder: string
  let made: Bundle
  let installed: string
  let stack: Stack
  let client: ClientAtHome

  before(async () => {
    if (!existsSync(node22)) {
      process.stdout.write(`    on Node ${process.version}: ${node22} is not there (see .ci/run)\n`)
    }
    folder = await mkdtemp(join(tmpdir(), 'aws-ops-package-'))
    made = await clientPackage()
    const [program, started] = await Promise.all([
      install(made, folder),
      startStack({ account: 'sample', model: 'offline', user: 'ana', port: 0, data: folder }, {}),
    ])
    installed = program
    stack = started
    client = await atHome()
  })
  after(async () => {
    await client.close()
    await stack.close()
    await rm(folder, { recursive: true })
  })

  it('holds the client, the page and reports, and of the rest the schemas, the check of answers and the way out alone', () => {
    const foreign = made.inputs.filter(
      (path) =>
        !/^(services\/(client|web|report|agent\/evidence)\/|tools\/(redaction\/|json\.ts)|node_modules\/|package\.json$)/.test(
          path,
        ),
    )
    assert.deepEqual(foreign, [
      'outbound/aws-agents.ts',
      'outbound/by-environment.ts',
      'outbound/outbound-error.ts',
      'outbound/set-up.ts',
      'outbound/start-again.ts',
      'services/agent/agent-event.ts',
      'services/agent/api-answers.ts',
      'services/agent/api.ts',
      'services/agent/event-parts.ts',
      'services/agent/events.ts',
      'services/agent/gateway-names.ts',
      'stacks/outputs.ts',
    ])
    const unwanted =
      /node_modules\/(@pulumi|@strands-agents|fastify|openai|@aws-sdk\/client-(?!sts\/))/
    assert.deepEqual(
      made.inputs.filter((path) => unwanted.test(path)),
      [],
    )
  })

  it('starts without the page, and grows by it alone', () => {
    const code = made.files.filter(({ name }) => name.endsWith('.mjs'))
    const withPage = code.filter(({ contents }) =>
      Buffer.from(contents).includes('This page needs JavaScript'),
    )
    assert.deepEqual(
      withPage.map(({ name }) => name.replace(/-.*/, '')),
      ['built'],
    )
    // What is loaded before a command is known holds nothing of it.
    const bytes = withPage.reduce((sum, { contents }) => sum + contents.length, 0)
    assert.ok(bytes > 100_000 && bytes < 250_000, `${bytes} bytes`)
    assert.ok(made.bytes.atStart < 2_000, `${made.bytes.atStart} bytes at the start`)
  })

  it('is the same bytes for the same sources', async () => {
    assert.deepEqual(await clientPackage(), made)
  })

  it('helps, and says its version', async () => {
    const { code, stdout, stderr } = await client.run(['--help'])
    assert.deepEqual([code, stderr], [0, ''])
    assert.match(stdout, /^Usage: aws-ops \[options\] \[command\]\n/)
    const { version } = z.object({ version: z.string() }).parse(await packageJson(installed))
    assert.equal((await client.run(['--version'])).stdout, `${version}\n`)
  })

  it('says what to do before it is configured, and before anybody is signed in', async () => {
    const question = ['ask', 'list the buckets']
    const unknown = await client.run(question)
    assert.deepEqual([unknown.code, unknown.stdout], [4, ''])
    assert.match(
      unknown.stderr,
      /^error: No environment is configured\. .*: aws-ops configure --help\n$/,
    )
    assert.equal((await client.configure(stack)).code, 0)
    const nobody = await client.run(question)
    assert.deepEqual([nobody.code, nobody.stdout], [3, ''])
    assert.match(nobody.stderr, /error: .*Sign in: aws-ops login --env local\n$/)
  })

  it('tells an MCP client without a login how to get one', async () => {
    const { mcp, close } = await openMcp()
    const { content, isError } = await mcp.callTool({ name: 'hello_world' })
    const text = 'Nobody is signed in to local. Sign in: aws-ops login --env local'
    assert.deepEqual({ content, isError }, { content: [{ type: 'text', text }], isError: true })
    await close()
  })

  it('signs in by a browser, and answers a question', async () => {
    const login = await client.logIn('ana@example.com')
    assert.deepEqual([login.code, login.stdout], [0, ''], login.stderr)
    const { code, stdout, stderr } = await client.run(['ask', 'list the buckets'])
    assert.equal(code, 0, stderr)
    assert.match(stdout, /quillmarket-assets/)
  })

  it('prints a token when it is asked for one, and never else', async () => {
    const { kept_in } = keptIn.parse(JSON.parse((await client.run(['whoami', '--json'])).stdout))
    const { accessToken, refreshToken } = keptTokens.parse(
      JSON.parse(await readFile(kept_in, 'utf8')),
    )
    assert.equal((await client.run(['token'])).stdout, `${accessToken}\n`)
    const commands = [
      ...['whoami', 'doctor --json', 'ask -o json hello', 'tools --json', 'mcp'],
      ...['conversations list --json', 'configure --list', 'completion bash', 'ask -c none hello'],
    ]
    for (const command of commands) {
      const { stdout, stderr } = await client.run(command.split(' '))
      for (const secret of [accessToken, refreshToken]) {
        assert(!`${stdout}${stderr}`.includes(secret), command)
      }
    }
  })

  it('answers by nothing but the line that a local stack prints, and a token', async () => {
    const { parts, ...printed } = stack
    const other = await atHome()
    other.env.OKTA_TOKEN = await parts.okta.issueToken('ben@example.com')
    const configured = await other.run(['configure', '-'], JSON.stringify(printed))
    assert.equal(configured.code, 0, configured.stderr)
    assert.match((await other.run(['ask', 'list the buckets'])).stdout, /quillmarket-assets/)
    await other.close()
  })

  it('gives an MCP client the tools, and what they answer', async () => {
    const { mcp, stderr, close } = await openMcp()
    const listed = await mcp.listTools()
    assert.deepEqual(
      listed.tools.map(({ name }) => name),
      tools.map(({ name }) => name),
    )
    const answer = await mcp.callTool({
      name: 's3_read_operations',
      arguments: { operation: 'ListBuckets' },
    })
    assert.equal(answer.isError, false)
    assert.match(JSON.stringify(answer.content), /s3:ListBuckets/)
    assert.equal(
      stderr(),
      `aws-ops mcp: the tools of local, from ${new URL(stack.gatewayUrl).origin}\n`,
    )
    await close()
  })

  it('refreshes a login that the gateway refuses, while an MCP client goes on', async () => {
    const { mcp, close } = await openMcp()
    await mcp.listTools()
    const { kept_in } = keptIn.parse(JSON.parse((await client.run(['whoami', '--json'])).stdout))
    const kept = keptTokens.parse(JSON.parse(await readFile(kept_in, 'utf8')))
    const accessToken = await stack.parts.okta.issueToken('ana@example.com', { exp: 1 })
    await writeFile(kept_in, JSON.stringify({ ...kept, accessToken }))
    assert.equal((await mcp.callTool({ name: 'hello_world' })).isError, false)
    const renewed = keptTokens.parse(JSON.parse(await readFile(kept_in, 'utf8')))
    assert.notEqual(renewed.refreshToken, kept.refreshToken)
    await close()
  })

  it('goes on after lines that are not MCP, and ends with its input', async () => {
    const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}'
    const input = `{"jsonrpc": "2.0", "id"\n\u001b]0;title\u0007\n[]\n${ping}\n`
    const { code, stdout, stderr } = await client.run(['mcp'], input)
    assert.deepEqual([code, stdout], [0, '{"result":{},"jsonrpc":"2.0","id":1}\n'])
    assert.equal(stderr.match(/^error: /gm)?.length, 3)
    assert.equal(stripControls(stderr), stderr)
  })

  it('removes an environment with the login to it', async () => {
    const { kept_in } = keptIn.parse(JSON.parse((await client.run(['whoami', '--json'])).stdout))
    const removed = await client.run(['configure', '--remove', 'local'])
    assert.deepEqual([removed.code, removed.stderr], [0, 'Removed local.\n'])
    assert.equal(existsSync(kept_in), false)
  })

  const atHome = () => clientAtHome(installed, existsSync(node22) ? node22 : process.execPath)

  /** `aws-ops mcp`, as an MCP client starts it. */
  async function openMcp() {
    const { command, args, env } = client
    const transport = new StdioClientTransport({
      command,
      args: [...args, 'mcp', '--env', 'local'],
      env,
      stderr: 'pipe',
    })
    let told = ''
    transport.stderr?.on('data', (part) => {
      told += part
    })
    const mcp = new Client({ name: 'test', version: '1' })
    await mcp.connect(transport)
    return { mcp, stderr: () => told, close: () => mcp.close() }
  }
})

const keptIn = z.object({ kept_in: z.string() })
const keptTokens = z.looseObject({ accessToken: z.string(), refreshToken: z.string() })

/** By `npm pack` and `npm install`, without the network; resolves to the program. */
async function install(made: Bundle, folder: string): Promise<string> {
  await writeBundle(made, join(folder, 'client'))
  const npm = (...args: string[]) =>
    promisify(execFile)('npm', [...args, '--silent'], { cwd: folder })
  const { stdout } = await npm('pack', './client')
  await writeFile(join(folder, 'package.json'), '{}')
  await npm('install', '--offline', '--omit=optional', '--no-audit', `./${stdout.trim()}`)
  return join(folder, 'node_modules/aws-ops/aws-ops.mjs')
}

async function packageJson(program: string): Promise<unknown> {
  return JSON.parse(await readFile(join(program, '../package.json'), 'utf8'))
}
