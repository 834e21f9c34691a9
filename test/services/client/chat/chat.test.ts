import assert from 'node:assert/strict'
import { showBanner } from '../../../../services/client/chat/banner.ts'
import { openChat } from '../../../../services/client/chat/chat.ts'
import { chat } from '../../../../services/client/chat/run-chat.ts'
import { ClientError } from '../../../../services/client/errors.ts'
import { scriptedTerminal } from '../scripted-terminal.ts'
import { answers, scriptedContext, whole } from './scripted-session.ts'

describe('chat', () => {
  it('goes on in one conversation until /new, and leaves at the end of input', async () => {
    const { ask, terminal, code } = await typed(['one', '', 'two', '/new', 'three'])
    assert.equal(code, 0)
    assert.deepEqual(
      ask.asked.map(({ message, conversation_id }) => [message, conversation_id]),
      [
        ['one', undefined],
        ['two', 'c1'],
        ['three', undefined],
      ],
    )
    assert(terminal.closed)
  })

  it('sends one client id, and a request id of its own with each question', async () => {
    const { ask } = await typed(['one', 'two'])
    const [one, two] = ask.asked
    assert.deepEqual([one?.client_id, two?.client_id], ['cli-client-1', 'cli-client-1'])
    assert.notEqual(one?.request_id, two?.request_id)
  })

  it('says where it is, shows the answer, and what that leads to', async () => {
    const { terminal } = await typed(['one', '/quit', 'never'])
    assert.equal(terminal.answers, 'Two instances.\n')
    assert.match(terminal.notes, /^AWS Operations Agent · test · 123456789012 · us-east-1\n/)
    assert.match(terminal.notes, /\n1 And stopped\?\n2 Describe instance status in us-east-1\n/)
  })

  it('says which model answers, where that is not told already', async () => {
    const banner = async (modelIsTold: object) => {
      const terminal = { ...scriptedTerminal([]), interactive: true }
      const context = scriptedContext(terminal, answers())
      const session = await context.session()
      const health = async () => ({ ...healthy, model: 'a-model\u001b[2J' })
      const agent = { ...session.agent, health }
      const chat = await openChat({
        ...context,
        session: async () => ({ ...session, agent, ...modelIsTold }),
      })
      showBanner(chat, new AbortController().signal)
      await new Promise((resolve) => setImmediate(resolve))
      return terminal.notes
    }
    assert.match(await banner({}), /\nModel: a-model\n\n$/)
    assert.doesNotMatch(await banner({ modelIsTold: true }), /Model/)
  })

  it('lists its commands beside what they do, and below them in a narrow window', async () => {
    const wide = await typed(['/help'])
    assert.match(wide.terminal.notes, /\n\/rename TITLE {2,}another title for this conversation\n/)
    const narrow = { ...scriptedTerminal(['/help']), columns: 30 }
    await chat(scriptedContext(narrow, answers()), {})
    assert.match(narrow.notes, /\n\/rename TITLE\n {4}another title for this\n {4}conversation\n/)
    for (const line of narrow.notes.split('\n')) assert(line.length <= 35, line)
  })

  it('asks what a number stands for, and says what is offered where it stands for nothing', async () => {
    const { ask, terminal } = await typed(['7', 'one', '3', '0', '#2', '(1)', '1.'])
    assert.deepEqual(
      ask.asked.map(({ message }) => message),
      ['one', 'Describe instance status in us-east-1', 'And stopped?'],
    )
    assert.match(terminal.notes, /^No questions are offered by number here: write yours in words/m)
    assert.match(terminal.notes, /^There is no 3: 1 and 2 are offered\.$/m)
    assert.match(terminal.notes, /^There is no 0: 1 and 2 are offered\.$/m)
  })

  it('keeps what is offered until the next answer, and never offers what was asked', async () => {
    const terminal = scriptedTerminal(['one', '/usage', 'fails', '2', '1', '2'])
    const failure = { type: 'error', code: 'internal', message: 'No.', retryable: false } as const
    const ask = answers(whole, [failure], whole, whole, whole)
    await chat(scriptedContext(terminal, ask), {})
    assert.deepEqual(
      ask.asked.map(({ message }) => message),
      ['one', 'fails', 'Describe instance status in us-east-1', 'And stopped?'],
    )
  })

  it('hands a number to the model where its answer has a list that goes so far', async () => {
    const list = { type: 'text', text: 'Which do you mean?\n\n1. web\n2. api\n' } as const
    const terminal = scriptedTerminal(['one', '2', '3'])
    const ask = answers([list], whole)
    await chat(scriptedContext(terminal, ask), {})
    assert.deepEqual(
      ask.asked.map(({ message }) => message),
      ['one', '2'],
    )
  })

  it('offers once what an answer ends with', async () => {
    const list = { type: 'text', text: 'For example:\n\n1. Is it up?\n2. Since when?\n' } as const
    const terminal = scriptedTerminal(['one', '2'])
    const ask = answers([list], whole)
    await chat(scriptedContext(terminal, ask), {})
    assert.equal(ask.asked[1]?.message, 'Since when?')
    assert.doesNotMatch(terminal.notes, /1 Is it up/)
  })

  for (const word of ['exit', 'quit', 'Exit.', 'bye', ':q']) {
    it(`leaves at “${word}”`, async () => {
      const { ask, code } = await typed(['one', word, 'never'])
      assert.deepEqual([code, ask.asked.length], [0, 1])
    })
  }

  it('says where its commands are to who asks for help', async () => {
    const { ask, terminal } = await typed(['help', '?'])
    assert.equal(ask.asked.length, 2)
    assert.equal(terminal.notes.match(/\/help lists the commands of this chat\./g)?.length, 2)
  })

  it('begins with questions that a number asks, where somebody looks', async () => {
    const terminal = { ...scriptedTerminal(['2']), interactive: true }
    const ask = answers(whole)
    await chat(scriptedContext(terminal, ask), {})
    assert.match(terminal.notes, /\n1 Which alarms are firing, and since when\?\n2 What is open/)
    assert.equal(ask.asked[0]?.message, 'What is open to the internet?')
    assert.match(
      terminal.notes,
      /\n“What is open to the internet\?” is kept\. On with it: aws-ops --continue\n$/,
    )
  })

  it('goes on with the newest conversation with --continue', async () => {
    const terminal = { ...scriptedTerminal(['one']), interactive: true }
    const ask = answers(whole)
    const context = scriptedContext(terminal, ask)
    const session = await context.session()
    const kept = { created_at: '', updated_at: '', turns: 1 }
    const conversations = [{ ...kept, conversation_id: 'c9', title: 'Newest' }]
    const agent = { ...session.agent, listConversations: async () => ({ conversations }) }
    await chat({ ...context, session: async () => ({ ...session, agent }) }, { continue: true })
    assert.equal(ask.asked[0]?.conversation_id, 'c9')
    assert.match(terminal.notes, /\nOn with: Newest \(\/history shows it\)\n/)
  })

  it('sends what /temp and /max-tokens set, until they are set back', async () => {
    const settings = ['/temp 0.2', '/max-tokens 500', 'one', '/temp default', 'two']
    const { ask, terminal } = await typed(settings)
    assert.deepEqual(
      ask.asked.map(({ temperature, max_tokens }) => [temperature, max_tokens]),
      [
        [0.2, 500],
        [undefined, 500],
      ],
    )
    assert.match(terminal.notes, /temperature: the default of the agent/)
  })

  it('starts with the settings that it is given', async () => {
    const { ask } = await typed(['one'], { temperature: 0.5, maxTokens: 10 })
    assert.deepEqual([ask.asked[0]?.temperature, ask.asked[0]?.max_tokens], [0.5, 10])
  })

  it('sums up what was used', async () => {
    const { terminal } = await typed(['one', 'two', '/usage'])
    assert.match(terminal.notes, /Questions +2\n/)
    assert.match(terminal.notes, /Tokens in +2,400, from the cache 2,000, into it 0\n/)
    assert.match(terminal.notes, /Calls +4 to the model, 2 to tools\n/)
    assert.doesNotMatch(terminal.notes, /Billed/)
  })

  it('sums up what AWS bills', async () => {
    const charges = [{ service: 'Cost Explorer', count: 3, unit: 'request', usd: 0.03 }]
    const billed = whole.map((event) => (event.type === 'usage' ? { ...event, charges } : event))
    const { terminal } = await typed(['one', 'two', '/usage'], {}, billed)
    assert.match(terminal.notes, /Billed by AWS +Cost Explorer 6 requests, \$0\.06\n/)
  })

  it('says what it cost, and which part’s price is unknown', async () => {
    const price = { usd: 0.01, parts: { reads: 0.01 }, unknown: ['model'], as_of: '2026-10-24' }
    const priced = whole.map((event) => (event.type === 'usage' ? { ...event, price } : event))
    const { terminal } = await typed(['one', 'two', '/usage'], {}, priced)
    assert.match(
      terminal.notes,
      /Price +\$0\.0200 \(reads \$0\.0200\), by list prices of 2026-10-24; unknown: model\n/,
    )
  })

  it('shows what the model thought before its last answer', async () => {
    const thinking = [{ type: 'reasoning', text: 'Let me \u001b[31msee.\n' } as const, ...whole]
    const { terminal } = await typed(['one', '/thinking'], {}, thinking)
    assert.match(terminal.answers, /Let me see\.\n$/)
  })

  const refusals: [typed: string, said: RegExp][] = [
    ['/thinking', /error: The model told no thoughts before its last answer\./],
    ['/dance', /There is no \/dance\. \/help lists all\.\n/],
    ['/detail', /There is no \/detail\. Did you mean \/details\? /],
    ['/hepl', /Did you mean \/help\? /],
    ['/details', /error: The last answer made 0 tool calls\./],
    ['/temp hot', /error: hot is not allowed/],
    ['/max-tokens 0', /error: 0 is not allowed/],
    ['/history', /error: Nothing has been asked yet/],
    ['/rename', /error: Write the title behind \/rename/],
    ['/token', /error: Nobody is signed in to test/],
    ['/login', /error: Nobody can be signed in here\./],
    ['/token-file', /error: Write the path behind \/token-file/],
    ['/conversations', /error: .*127\.0\.0\.1:1/],
  ]
  for (const [line, said] of refusals) {
    it(`goes on after ${line}, and says what is wrong`, async () => {
      const { terminal, ask } = await typed([line, 'one'])
      assert.match(terminal.notes, said)
      assert.equal(ask.asked.length, 1)
    })
  }

  it('leaves the conversation of who signs out', async () => {
    const terminal = scriptedTerminal(['one', 'two', '/logout', 'three'])
    const ask = answers(whole, whole, whole)
    const context = scriptedContext(terminal, ask)
    const session = await context.session()
    const who = { login: 'ana', issuer: '', scopes: [], expiresAt: new Date(), keptIn: '' }
    session.signIn.identity = async () => ({ ...who, refreshable: false })
    await chat(context, {})
    const conversations = ask.asked.map(({ conversation_id }) => conversation_id)
    assert.deepEqual(conversations, [undefined, 'c1', undefined])
  })

  it('goes on after a failure, and says how to sign in', async () => {
    const terminal = scriptedTerminal(['one', 'two'])
    // biome-ignore lint/correctness/useYield: it never comes to an event
    const context = scriptedContext(terminal, async function* () {
      throw new ClientError('login_required', 'Nobody is signed in.')
    })
    assert.equal(await chat(context, {}), 0)
    assert.equal(terminal.notes.match(/error: Nobody is signed in\. Here: \/login\n/g)?.length, 2)
  })

  it('goes on after Ctrl-C in an answer, and keeps what was said', async () => {
    const terminal = scriptedTerminal(['one', 'two'])
    let asked = 0
    const context = scriptedContext(terminal, async function* (_question, signal) {
      asked += 1
      yield { type: 'text', text: 'half an answer' }
      if (asked > 1) return
      setImmediate(() => terminal.interrupt())
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      })
    })
    await chat(context, {})
    assert.equal(asked, 2)
    assert.equal(terminal.answers, 'half an answer\nhalf an answer\n')
    assert.match(terminal.notes, /! Cancelled\. What was said so far is kept\.\n/)
  })

  it('lets no terminal code of an answer through, in follow-ups neither', async () => {
    const evil = '\u001b]0;owned\u0007\u001b[2J'
    const terminal = scriptedTerminal(['one'])
    const text = { type: 'text', text: `Well${evil}:\n\n- ${evil} Is this so?` } as const
    const events = whole.flatMap((event) => (event.type === 'text' ? [] : event))
    await chat(scriptedContext(terminal, answers([text, ...events])), {})
    assert.doesNotMatch(terminal.answers + terminal.notes, /(?!\n)\p{Cc}/u)
    assert.match(terminal.notes, /Is this so\?/)
  })
})

async function typed(lines: string[], options: Parameters<typeof chat>[1] = {}, answer = whole) {
  const terminal = scriptedTerminal(lines)
  const ask = answers(...lines.map(() => answer))
  const code = await chat(scriptedContext(terminal, ask), options)
  return { terminal, ask, code }
}

const healthy = { status: 'ok', version: '1', environment: 'test' } as const
