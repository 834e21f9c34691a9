import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startStack } from '../../local/stack.ts'
import { agentClient } from '../../services/client/agent-client.ts'

describe('the README', () => {
  let readme: string
  before(async () => {
    readme = await readFile('README.md', 'utf8')
  })

  it('is short: at most 800 words, and 8 commands', () => {
    const words = readme.split(/\s+/).filter((word) => word !== '')
    assert.ok(words.length <= 800, `${words.length} words`)
    const commands = [...readme.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, lines = '']) =>
      lines.split('\n').filter((line) => line.trim() !== ''),
    )
    assert.ok(commands.length > 0 && commands.length <= 8, `${commands.length} commands`)
  })

  it('names files that are there', async () => {
    for (const [, path = ''] of readme.matchAll(/\]\(([^):]+)\)/g)) await readFile(path)
  })

  it('prints questions that are answered as they stand', async function () {
    this.timeout(90_000)
    const questions = questionsIn(readme)
    assert.ok(questions.length >= 14, questions.join('\n'))
    const data = await mkdtemp(join(tmpdir(), 'readme-'))
    const options = { account: 'sample', model: 'offline', user: 'ana', port: 0, data } as const
    const stack = await startStack(options, {})
    const okta = stack.parts.okta
    const agent = agentClient({
      functionUrl: stack.functionUrl,
      region: stack.region,
      credentials: async () => stack.credentials,
      token: () => okta.issueToken('ana'),
    })
    try {
      const failed: string[] = []
      for (const message of questions) {
        const statuses: string[] = []
        // One conversation: "and in eu-west-1?" needs the question before it.
        const asked = { message, conversation_id: 'readme' }
        for await (const event of agent.ask(asked, new AbortController().signal)) {
          if (event.type === 'tool_result') statuses.push(event.status)
        }
        if (!statuses.includes('ok')) failed.push(`${message}: ${statuses}`)
      }
      assert.deepEqual(failed, [])
    } finally {
      await stack.close()
      await rm(data, { recursive: true, force: true })
    }
  })
})

/** Those of the list "Things to ask", and those in quotes among the commands. */
function questionsIn(readme: string): string[] {
  const list = /Things to ask:\n\n(.*?)\n\n/s.exec(readme)?.[1] ?? ''
  const listed = list
    .split('\n')
    .flatMap((line) =>
      line
        .replace(/^- /, '')
        .replace(/ \(.*\)$/, '')
        .split(' / '),
    )
    .flatMap((question) => question.split(' And then: '))
  const inCommands = [...readme.matchAll(/^[^"`]*npm .*?"([^"]+)"/gm)].map(
    ([, question = '']) => question,
  )
  return [...listed, ...inCommands].map((question) => question.trim())
}
