import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { conversationList, conversationPage } from '../../../../services/agent/api-answers.ts'
import {
  deleteConversations,
  exportConversation,
  listConversations,
  renameConversation,
  showConversation,
} from '../../../../services/client/commands/conversations.ts'
import {
  contextOf,
  type LocalStack,
  localAgent,
  sessionOf,
  startLocalStack,
} from '../local-session.ts'
import { scriptedTerminal } from '../scripted-terminal.ts'

describe('conversations', () => {
  let local: LocalStack
  let ids: string[]
  before(async () => {
    local = await startLocalStack()
  })
  after(() => local.close())

  beforeEach(async () => {
    const agent = localAgent(local.stack, 'ana')
    await agent.deleteConversations(never)
    ids = []
    for (const message of ['hello', 'list the buckets', 'what time is it?']) {
      const events = await Array.fromAsync(agent.ask({ message }, never))
      for (const event of events) if (event.type === 'start') ids.unshift(event.conversation_id)
    }
  })

  /** What a command run by `login` shows, and its exit code. */
  async function run<T>(
    command: (context: ReturnType<typeof contextOf>, options: T) => Promise<number>,
    options: T,
    {
      login = 'ana',
      typed,
      columns = 200,
    }: { login?: string; typed?: string; columns?: number } = {},
  ) {
    const terminal = scriptedTerminal(typed === undefined ? [] : [typed])
    const shown = { ...terminal, columns, interactive: typed !== undefined }
    const code = await command(contextOf(sessionOf(local.stack, login), shown), options)
    return { code, answers: shown.answers, notes: shown.notes }
  }

  it('list shows the newest first, as a table', async () => {
    const { answers, notes } = await run(listConversations, { limit: 2, json: false })
    const [head, ...rows] = answers.trimEnd().split('\n')
    assert.match(head ?? '', /^ID {24}UPDATED {11}TURNS {2}TITLE$/)
    assert.deepEqual(
      rows.map((row) => [row.slice(0, 24), row.split('  ').at(-1)]),
      [
        [ids[0], 'what time is it?'],
        [ids[1], 'list the buckets'],
      ],
    )
    assert.match(notes, /more than these 2/)
  })

  it('list as JSON is all that the agent tells of them', async () => {
    const { answers } = await run(listConversations, { limit: 20, json: true })
    const listed = conversationList.shape.conversations.parse(JSON.parse(answers))
    assert.deepEqual(
      listed.map(({ conversation_id }) => conversation_id),
      ids,
    )
  })

  it("list shows nothing of another's", async () => {
    const { answers, notes } = await run(
      listConversations,
      { limit: 20, json: false },
      { login: 'bob' },
    )
    assert.deepEqual([answers, notes], ['', 'There are no conversations yet.\n'])
  })

  it('show shows questions and answers, found by the beginning of the id or the title', async () => {
    for (const id of [ids[1]?.slice(0, 12) ?? '', 'List the b']) {
      const { answers } = await run(showConversation, { id, json: false })
      assert.match(answers, /^list the buckets\n\n› list the buckets\n\n/)
      assert.match(answers, /10 buckets\./)
    }
  })

  it('show as JSON is the whole conversation', async () => {
    const { answers } = await run(showConversation, { id: ids[0]?.slice(2, 12) ?? '', json: true })
    const { conversation_id, messages } = conversationPage.parse(JSON.parse(answers))
    assert.equal(conversation_id, ids[0])
    assert.deepEqual(
      messages.map(({ role }) => role),
      ['user', 'assistant'],
    )
  })

  it('says that an id is unknown, ambiguous, or that of another', async () => {
    const show = (id: string, login?: string) =>
      run(showConversation, { id, json: false }, login === undefined ? {} : { login })
    const code = 'conversation_not_found'
    await assert.rejects(show('nothing'), { code, message: /begins with nothing\./ })
    await assert.rejects(show('c_'), { code, message: /^3 conversations begin with c_: / })
    await assert.rejects(show(ids[0] ?? '', 'bob'), { code })
  })

  it('rename gives another title', async () => {
    const { notes } = await run(renameConversation, { id: ids[0] ?? '', title: 'Noon' })
    assert.equal(notes, `${ids[0]} is now: Noon\n`)
    const { answers } = await run(listConversations, { limit: 1, json: false })
    assert.match(answers, /Noon\n$/)
  })

  it('export writes Markdown, or JSON to a file', async () => {
    const { answers } = await run(exportConversation, { id: ids[1] ?? '', output: 'markdown' })
    assert.match(
      answers,
      /^# list the buckets\n\nConversation `c_.{22}` · .*\n\n## 1 · \d{4}-\d\d-\d\d \d\d:\d\d UTC\n\n> list the buckets\n\n/,
    )
    const folder = await mkdtemp(join(tmpdir(), 'aws-ops-'))
    const file = join(folder, 'conversation.json')
    const { notes } = await run(exportConversation, { id: ids[1] ?? '', output: 'json', file })
    assert.equal(notes, `${ids[1]} is in ${file}\n`)
    const { messages } = conversationPage.parse(JSON.parse(await readFile(file, 'utf8')))
    assert.equal(messages.length, 2)
    assert.equal((await stat(file)).mode & 0o077, 0)
    await rm(folder, { recursive: true })
    const unwritable = run(exportConversation, { id: ids[1] ?? '', output: 'json', file })
    await assert.rejects(unwritable, { code: 'not_written' })
  })

  it('delete asks first, and deletes those named', async () => {
    const named = { ids: [ids[0] ?? '', ids[2] ?? ''], all: false, yes: false }
    const refused = await run(deleteConversations, named, { typed: 'n' })
    assert.equal(refused.code, 130)
    assert.match(refused.notes, /what time is it\?\n.*hello\nNothing was deleted\.\n$/)
    const { code, notes } = await run(deleteConversations, named, { typed: 'yes' })
    assert.equal(code, 0)
    assert.match(notes, /Deleted: 2\.\n$/)
    const { answers } = await run(listConversations, { limit: 20, json: true })
    assert.deepEqual(JSON.parse(answers).length, 1)
  })

  it('delete --all deletes all, unasked with --yes', async () => {
    const { notes } = await run(deleteConversations, { ids: [], all: true, yes: true })
    assert.equal(notes, 'Deleted: 3.\n')
  })

  it('delete deletes nothing where nobody can be asked, or where nothing is named', async () => {
    const code = 'wrong_usage'
    const all = { ids: [], all: true, yes: false }
    await assert.rejects(run(deleteConversations, all), { code, message: /--yes/ })
    await assert.rejects(run(deleteConversations, { ...all, all: false, yes: true }), { code })
    await assert.rejects(run(deleteConversations, { ...all, ids: ['c_'], yes: true }), { code })
    const noName = { ids: [''], all: false, yes: true }
    await assert.rejects(run(deleteConversations, noName), {
      code,
      message: 'Name a conversation.',
    })
    const { answers } = await run(listConversations, { limit: 20, json: true })
    assert.equal(JSON.parse(answers).length, 3)
  })
})

const never = new AbortController().signal
