import assert from 'node:assert/strict'
import { keys } from './keys.ts'
import { type Home, newHome, npmStart, skipWithoutTerminal } from './npm-start.ts'
import type { TerminalSession } from './terminal-session.ts'

describe('a window in which a chat runs', () => {
  let home: Home
  let chat: TerminalSession
  before(async function () {
    await skipWithoutTerminal(this)
    home = await newHome()
  })
  after(async () => {
    chat?.kill()
    await home?.remove()
  })

  describe('of 40 columns that shows no UTF-8', () => {
    before(async () => {
      chat = await npmStart({ home, env: { LC_ALL: 'C' }, columns: 40, rows: 24 })
      await chat.waitFor(/\n>$/)
    })
    after(() => chat?.kill())

    it('answers in ASCII, no row wider than the window', async () => {
      chat.type(`list my VPCs in eu-west-1${keys.enter}`)
      await chat.waitFor(/VPC ID[\s\S]*\n>$/)
      assert.match(chat.screen(), /\+ ec2 DescribeVpcs/)
      assert.doesNotMatch(chat.screen(), /[^\x20-\x7e\n]/)
    })

    it('takes a question longer than the window', async () => {
      chat.type(`${'a long question '.repeat(4)}end`)
      await chat.waitFor(/end$/)
      assert.match(chat.screen(), /\n> a long question a long question a long\n question/)
      chat.type(keys.ctrlU)
    })

    it('leaves with Ctrl-D', async () => {
      chat.type(keys.ctrlD)
      assert.equal(await chat.ended(), 0)
    })
  })

  describe('of 200 columns, on the tour', () => {
    before(async () => {
      chat = await npmStart({ home, args: ['--tour'], columns: 200, rows: 50 })
    })

    it('goes on with Enter, from an incident to its cause, and to what is refused, and then in the chat', async () => {
      for (let stop = 1; stop <= 7; stop += 1) {
        await chat.waitFor(new RegExp(`\\n${stop} of 7\\. `))
        if (stop === 7) break
        await chat.waitFor(new RegExp(`${stop} of 7[\\s\\S]*q leaves: *$`))
        chat.type(keys.enter)
      }
      await chat.waitFor(/That was the tour\. Go on with questions of your own[\s\S]*\n› *$/)
      chat.type(`exit${keys.enter}`)
      assert.equal(await chat.ended(), 0)
      assert.match(chat.screen(), /deployment of prod-checkout-api:87[\s\S]*by tom\.lindqvist/)
      assert.match(chat.screen(), /This only reads: it cannot stop anything\./)
    })
  })
})
