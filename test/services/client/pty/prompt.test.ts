import assert from 'node:assert/strict'
import { keys } from './keys.ts'
import { type Home, newHome, npmStart, skipWithoutTerminal } from './npm-start.ts'
import type { TerminalSession } from './terminal-session.ts'

describe('the prompt of a chat in a terminal', () => {
  let home: Home
  let chat: TerminalSession
  before(async function () {
    await skipWithoutTerminal(this)
    home = await newHome()
    chat = await npmStart({ home })
    await chat.waitFor('›')
  })
  after(async () => {
    chat?.kill()
    await home?.remove()
  })

  it('says where it is and what answers', async () => {
    await chat.waitFor('AWS Operations Agent · local · sample account · us-east-1')
    assert.equal(chat.screen().match(/Model: offline/g)?.length, 1)
  })

  it('answers, with the call that it made and what the answer leads to', async () => {
    chat.type(`Why is checkout-api returning 5xx?${keys.enter}`)
    await chat.waitFor(/✓ ecs service errors · [^·]+ · \d+ items · \d+ ms/)
    await chat.waitFor(/1 What changed in the last hour.*\n2 Show me the errors/)
    assert.match(chat.screen(), /Target +Port +State/)
    assert.doesNotMatch(chat.screen(), /\*\*|Thinking|Reading AWS/)
  })

  it('asks a follow-up by its number', async () => {
    chat.type(`1${keys.enter}`)
    await chat.waitFor(/› 1\nWhat changed.*\n→ [\s\S]*✓ [\s\S]*\n› *$/)
  })

  it('takes several lines by Alt-Enter and by a backslash, and edits them', async () => {
    chat.type(`list${keys.altEnter}the\\${keys.enter}bucket`)
    await chat.waitFor('› list\n  the\n  bucket')
    chat.type(`${keys.up}${keys.up}${keys.ctrlA}X`)
    await chat.waitFor('› Xlist\n  the\n  bucket')
    chat.type(keys.ctrlC)
    await chat.waitFor(/›$/)
  })

  it('keeps the lines of a paste, and none of its control characters', async () => {
    chat.type(keys.paste('one\r\ntwo\u001b]0;title\u0007\tthree'))
    await chat.waitFor('› one\n  two0;title  three')
    chat.type(keys.ctrlC)
    await chat.waitFor(/›$/)
  })

  it('takes a paste that is larger than the window', async () => {
    const lines = Array.from({ length: 100 }, (_, at) => `line ${at} ${'x'.repeat(45)}`)
    chat.type(keys.paste(lines.join('\n')))
    await chat.waitFor(/ {2}line 98 x{45}\n {2}line 99 x{45}$/)
    assert.doesNotMatch(chat.screen(), /line 50 /)
    chat.type(keys.ctrlC)
    await chat.waitFor(/›$/)
    assert.doesNotMatch(chat.screen(), /line 99 /)
  })

  it('edits wide characters where they are', async () => {
    chat.type('世界👩‍💻')
    chat.type(`${keys.left}${keys.left}X`)
    await chat.waitFor('› 世X界')
    assert.equal(chat.cursor().column, 5)
    chat.type(keys.ctrlC)
    await chat.waitFor(/›$/)
  })

  it('shows what can become of a command, and completes it', async () => {
    chat.type(`/re${keys.tab}`)
    await chat.waitFor('/resume \n/rename')
    chat.type(`s${keys.tab}Why${keys.tab}`)
    await chat.waitFor(/› \/resume Why is checkout-api returning 5xx\?$/)
    chat.type(keys.enter)
    await chat.waitFor('On with: Why is checkout-api returning 5xx? (/history shows it)')
  })

  it('clears the screen with Ctrl-L, and leaves no copy of the line in a scrollback', async () => {
    chat.type('what')
    await chat.waitFor(/› what$/)
    const from = chat.written.length
    chat.type('\u000c')
    chat.type(' is')
    await chat.waitFor(/^› what is$/m)
    // What tmux takes for a clear of the screen: erasing all from the first place on.
    assert(!chat.written.slice(from).includes('\r\u001b[J'))
    chat.type(keys.ctrlU)
  })

  it('goes on after Ctrl-Z where there is no shell to go to', async () => {
    chat.type(`\u0015still\u001a here`)
    await chat.waitFor(/› still here$/)
  })

  it('takes what is typed away with Ctrl-C, and leaves with the next', async () => {
    chat.type(`typed${keys.ctrlC}`)
    await chat.waitFor(/›$/)
    chat.type(`x${keys.ctrlU}${keys.ctrlC}`)
    await chat.waitFor('Ctrl-C again leaves.')
    chat.type(keys.ctrlC)
    assert.equal(await chat.ended(), 0)
    assert(chat.written.includes('\u001b[?2004l'))
  })
})
