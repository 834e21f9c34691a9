import assert from 'node:assert/strict'

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { startHeldModel } from './held-model.ts'
import { keys } from './keys.ts'
import { type Home, newHome, npmStart, skipWithoutTerminal } from './npm-start.ts'
import type { TerminalSession } from './terminal-session.ts'

describe('an answer in a terminal', () => {
  let home: Home
  let chat: TerminalSession
  before(async function () {
    await skipWithoutTerminal(this)
    home = await newHome()
    model = await startHeldModel()
    await start()
  })
  after(async () => {
    chat?.kill()
    await model?.close()
    await home?.remove()
  })

  let model: Awaited<ReturnType<typeof startHeldModel>>
  async function start() {
    chat = await npmStart({ home, args: ['--model', 'openai'], env: model.env })
    await chat.waitFor('›')
  }

  it('shows that it waits, and then the words as they come', async () => {
    const asked = model.asked()
    chat.type(`one${keys.enter}`)
    await chat.waitFor(/Thinking \d+ s · Ctrl-C cancels/)
    await asked
    model.say('The first words ')
    await chat.waitFor('The first words')
    model.say('and **the** rest.')
    model.finish()
    await chat.waitFor(/The first words and the rest\.\n[\s\S]*›$/)
    assert.doesNotMatch(chat.screen(), /Thinking/)
  })

  it('shows what is typed during an answer, and keeps it for the prompt after it', async () => {
    const asked = model.asked()
    chat.type(`two${keys.enter}`)
    await asked
    chat.type('typed ahead')
    await chat.waitFor(/Thinking \d+ s · Ctrl-C cancels, then: typed ahead$/)
    model.say('Done.')
    model.finish()
    await chat.waitFor(/Done\.\n[\s\S]*› typed ahead$/)
    chat.type(keys.ctrlU)
  })

  it('goes on after Ctrl-Z in an answer where there is no shell to go to', async () => {
    const asked = model.asked()
    chat.type(`suspended${keys.enter}`)
    await asked
    chat.type('\u001a')
    // As long as a shell has to stop it, keys go by the terminal's line mode.
    await setTimeout(200)
    model.say('It went on.')
    model.finish()
    await chat.waitFor(/It went on\.\n[\s\S]*›$/)
  })

  it('cancels an answer with Ctrl-C, and answers the next question', async () => {
    const asked = model.asked()
    chat.type(`three${keys.enter}`)
    await asked
    model.say('Half an answer ')
    await chat.waitFor('Half an answer')
    const closed = model.closed()
    chat.type(keys.ctrlC)
    await chat.waitFor(/Half an answer\n! Cancelled\.[\s\S]*›$/)
    await closed
    const askedAgain = model.asked()
    chat.type(`four${keys.enter}`)
    await askedAgain
    model.say('A whole answer.')
    model.finish()
    await chat.waitFor(/A whole answer\.\n[\s\S]*›$/)
  })

  it('wraps to the window that there is now when it is resized in an answer', async () => {
    const asked = model.asked()
    chat.type(`five${keys.enter}`)
    await asked
    model.say('Wide words. ')
    await chat.waitFor('Wide words.')
    chat.resize(40, 20)
    model.say('\n\nNarrow. ')
    await chat.waitFor('Narrow.')
    model.say('\n\nA paragraph of this length goes over two rows of forty columns.\n')
    model.finish()
    await chat.waitFor(
      /Narrow\.\n\nA paragraph of this length goes over two\nrows of forty columns\.\n[\s\S]*›$/,
    )
  })

  it('draws the prompt again when the window is resized under it', async () => {
    chat.type('a question that is longer than forty columns are')
    await chat.waitFor('› a question that is longer than forty col\numns are'.slice(0, 20))
    chat.resize(100, 30)
    await chat.waitFor(/\n› a question that is longer than forty columns are$/)
    chat.resize(30, 30)
    // The emulator and the program learn of the new width each by itself.
    await setTimeout(500)
    chat.type('!')
    await chat.waitFor(/\n› a question that is longer th\nan forty columns are!$/)
    chat.resize(100, 30)
    await chat.waitFor(/\n› a question that is longer than forty columns are!$/)
    chat.type(keys.ctrlU)
  })

  it('stays however often Ctrl-C is pressed in an answer or on what is typed', async () => {
    const asked = model.asked()
    chat.type(`six${keys.enter}`)
    await asked
    chat.type(keys.ctrlC + keys.ctrlC)
    await chat.waitFor(/six\n[\s\S]*! Cancelled\.[\s\S]*›$/)
    chat.type(keys.ctrlC)
    await chat.waitFor(/› ?\nCtrl-C again leaves\.$/)
    chat.type(`abc${keys.ctrlC}`)
    await chat.waitFor(/›$/)
    chat.type(keys.ctrlC)
    await chat.waitFor(/› ?\nCtrl-C again leaves\.$/)
  })

  it('leaves with a second Ctrl-C on nothing typed, and says how to come back', async () => {
    chat.type(keys.ctrlC)
    assert.equal(await chat.ended(), 0, chat.screen())
    assert.match(chat.screen(), /\n“one” is kept\. On with it: npm start -- --continue$/)
  })

  it('is asked again in the next run, by Up and by Ctrl-R', async () => {
    await start()
    chat.type(keys.up)
    await chat.waitFor('› six')
    chat.type(`${keys.ctrlU}t${keys.up}`)
    await chat.waitFor('› three')
    chat.type(`${keys.ctrlU}${keys.ctrlR}OU`)
    await chat.waitFor('(search "OU") four')
    const history = await readFile(join(home.folder, '.local/share/aws-ops/history'), 'utf8')
    assert.deepEqual(history, '"one"\n"two"\n"suspended"\n"three"\n"four"\n"five"\n"six"\n')
  })
})
