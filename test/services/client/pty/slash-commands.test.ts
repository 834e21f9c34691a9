import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openDataFolder } from '../../../../local/data-folder.ts'
import { signIn } from '../../../../local/sign-in.ts'
import { keys } from './keys.ts'
import { type Home, newHome, npmStart, skipWithoutTerminal } from './npm-start.ts'
import type { TerminalSession } from './terminal-session.ts'

describe('a slash command in a terminal', () => {
  let home: Home
  let chat: TerminalSession
  before(async function () {
    await skipWithoutTerminal(this)
    home = await newHome()
    chat = await npmStart({ home })
    await chat.waitFor('›')
    chat.type(`Why is checkout-api returning 5xx?${keys.enter}`)
    await chat.waitFor(/1 What changed[\s\S]*\n›$/)
    chat.type(`1${keys.enter}`)
    await chat.waitFor(/1 Which alarms[\s\S]*\n›$/)
  })
  after(async () => {
    chat?.kill()
    await home?.remove()
  })

  const commands: [typed: string, shown: RegExp][] = [
    ['/help', /\/resume N\|ID\|TITLE +goes on with/],
    ['/conversations', /\*1 +c_\S+ +\d{4}-\d\d-\d\d \d\d:\d\d +2 +Why is checkout-api/],
    ['/conv', /c_\S+ {2}Why is checkout-api returning 5xx\?/],
    ['/history', /› Why is checkout-api returning 5xx\?[\s\S]*› What changed in the last hour/],
    ['/rename Checkout is down', /This is now: Checkout is down/],
    ['/new', /A new conversation\./],
    ['/resume check', /On with: Checkout is down/],
    ['/conv 1', /On with: Checkout is down/],
    ['/export', /# Checkout is down/],
    [`/clear${keys.enter}n`, /Nothing was cleared\. \/new begins another/],
    [`/clear${keys.enter}y`, /Cleared\./],
    [`/clear-history${keys.enter}y`, /Cleared\./],
    ['/tools', /TOOL +WHAT IT DOES\nhello_world[\s\S]*sagemaker_read_operations/],
    ['/model', /offline in local, agent \d/],
    ['/temp 0.3', /temperature: 0\.3/],
    ['/max-tokens 900', /max_tokens: 900/],
    ['/usage', /Questions +2\n[\s\S]*Calls +4 to the model, 2 to tools/],
    ['/token', /Login +you@example\.com[\s\S]*Token +ends/],
    ['/logout', /Signed out of local\./],
    ['list the buckets', /error: You are signed out\. .*\/login/],
    ['/login', /Signed in to local as you@example\.com\./],
    ['/dance', /There is no \/dance\./],
  ]
  for (const [typed, shown] of commands) {
    it(`${typed} does what it says`, async () => {
      const from = chat.screen().length
      chat.type(`${typed}${keys.enter}`)
      await chat.waitFor(shown, from)
      await chat.waitFor(/\n›$/, from)
    })
  }

  it('/details shows a call as an aws command', async () => {
    chat.type(`list the buckets${keys.enter}`)
    await chat.waitFor(/quillmarket-terraform-state[\s\S]*\n›$/)
    chat.type(`/details${keys.enter}`)
    await chat.waitFor(/aws s3api list-buckets/)
  })

  it('/token-file goes on as whoever the token is of, and never shows a token', async () => {
    chat.type(`/token-file ${join(home.folder, 'none')}${keys.enter}`)
    await chat.waitFor(/error: Cannot read a token from/)
    await writeFile(join(home.folder, 'token'), 'no token')
    chat.type(`/token-file ${join(home.folder, 'token')}${keys.enter}`)
    await chat.waitFor(/error: .*holds no access token/)
    const [stack] = await (await openDataFolder(join(home.folder, 'data'))).running()
    assert(stack)
    await writeFile(join(home.folder, 'token'), await signIn({ ...stack.addresses, login: 'bob' }))
    chat.type(`/token-file ~/token${keys.enter}`)
    await chat.waitFor('From now on as bob, by the token in')
    chat.type(`/conv${keys.enter}`)
    await chat.waitFor('A new conversation: your next question begins it.')
    chat.type(`hello world${keys.enter}`)
    await chat.waitFor(/✓ hello_world[\s\S]*\n›$/)
    assert.doesNotMatch(chat.written, /eyJ/)
  })

  it('/delete asks first, and Ctrl-C is no yes', async () => {
    const answers = [
      [`n${keys.enter}`, 'Nothing was deleted.'],
      [`y${keys.ctrlC}`, 'Nothing was deleted.'],
      [`y${keys.enter}`, 'Deleted: 1.'],
    ] as const
    for (const [typed, shown] of answers) {
      const from = chat.screen().length
      chat.type(`/delete${keys.enter}`)
      await chat.waitFor('Delete for good? [y/N]', from)
      chat.type(typed)
      await chat.waitFor(shown, from)
      await chat.waitFor(/\n›$/, from)
    }
  })

  it('/quit leaves', async () => {
    chat.type(`/quit${keys.enter}`)
    assert.equal(await chat.ended(), 0)
  })
})
