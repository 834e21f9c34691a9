import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { decodeJwt } from 'jose'
import type { Addresses } from '../../local/data-folder.ts'
import { openDataFolder } from '../../local/data-folder.ts'
import { agentClient } from '../../services/client/agent-client.ts'
import { runStart } from './run-start.ts'

const count = process.env.SOAK ? 20 : 4
const never = new AbortController().signal

describe('local stacks side by side', function () {
  this.timeout(process.env.SOAK ? 180_000 : 60_000)
  let data: string
  const running: ChildProcess[] = []
  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'side-by-side-'))
  })
  afterEach(async () => {
    await Promise.all(running.splice(0).map(stop))
    await rm(data, { recursive: true, force: true })
  })

  it(`${count} that start at the same moment all answer, and all they said is kept`, async () => {
    const questions = Array.from({ length: count }, () => 'list the buckets')
    const ended = await Promise.all(
      questions.map((question) => runStart([question], { data, port: undefined })),
    )
    for (const { code, stdout, stderr } of ended) {
      assert.equal(code, 0, stderr)
      assert.match(stdout, /^quillmarket-assets /m)
      assert.doesNotMatch(stderr, /not kept|taken/)
    }
    const { conversations } = await agentOf(await serve(), 'you@example.com').listConversations(
      { limit: 100 },
      never,
    )
    assert.deepEqual(
      conversations.map(({ title }) => title),
      questions,
    )
  })

  it('share conversations, and go on with them when one is gone without a word', async () => {
    const [first, second] = await Promise.all([serve(), serve()])
    const started = await ask(agentOf(first, 'ana'), 'list the buckets')
    running[0]?.kill('SIGKILL')
    const [one, other] = [agentOf(first, 'ana'), agentOf(second, 'ana')]
    const alive = await Promise.any(
      [one, other].map(async (agent) => {
        await agent.listConversations({ limit: 1 }, never)
        return agent
      }),
    )
    assert.equal(await ask(alive, 'list the queues', started), started)
    const { messages } = await alive.readConversation(started, { limit: 10 }, never)
    assert.deepEqual(
      messages.filter(({ role }) => role === 'user').map(({ content }) => content),
      ['list the buckets', 'list the queues'],
    )
  })

  it('local:token is of the one that is named, else of the first that serves', async () => {
    const first = await serve()
    const second = await serve()
    assert.deepEqual((await runStart(['list the buckets'], { data })).code, 0)
    assert.deepEqual(await tokenOf(), { issuer: first.issuer, hint: hintOf(first, second) })
    const { port } = new URL(second.functionUrl)
    assert.deepEqual(await tokenOf('--port', port), { issuer: second.issuer, hint: '' })
    running[0]?.kill('SIGKILL')
    await exited(running[0])
    assert.deepEqual(await tokenOf(), { issuer: second.issuer, hint: '' })
    assert.equal((await (await openDataFolder(data)).running()).length, 1)
  })

  function hintOf(first: Addresses, second: Addresses): string {
    const [own, other] = [first, second].map(({ functionUrl }) => new URL(functionUrl).port)
    return `Of the stack on port ${own}. Others run: --port ${other}.\n`
  }

  /** `npm run local`, ready. */
  async function serve(): Promise<Addresses> {
    const stack = spawn(process.execPath, ['local/serve.ts', '--port', '0', '--data', data])
    running.push(stack)
    for await (const line of createInterface({ input: stack.stdout })) return JSON.parse(line)
    throw new Error('The stack said nothing.')
  }

  async function tokenOf(...args: string[]) {
    const child = spawn(process.execPath, ['local/token.ts', 'ana', '--data', data, ...args])
    const [token, hint] = await Promise.all([text(child.stdout), text(child.stderr)])
    return { issuer: decodeJwt(token).iss, hint }
  }

  function agentOf(stack: Addresses, login: string) {
    const { functionUrl, region, issuer, clientId, credentials } = stack
    const token = async () => {
      const { signIn } = await import('../../local/sign-in.ts')
      return signIn({ issuer, clientId, login, credentials })
    }
    return agentClient({ functionUrl, region, credentials: async () => stack.credentials, token })
  }
})

/** Resolves to the conversation. */
async function ask(
  agent: ReturnType<typeof agentClient>,
  message: string,
  conversation_id?: string,
): Promise<string> {
  let id = ''
  const body = { message, ...(conversation_id === undefined ? {} : { conversation_id }) }
  for await (const event of agent.ask(body, never)) {
    assert.notEqual(event.type, 'error')
    if (event.type === 'start') id = event.conversation_id
  }
  return id
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  await exited(child)
}

async function exited(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
  await new Promise((resolve) => child.on('close', resolve))
}
