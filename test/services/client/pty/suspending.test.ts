import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startHeldModel } from './held-model.ts'
import { keys } from './keys.ts'
import { type Home, newHome, skipWithoutTerminal } from './npm-start.ts'
import { TerminalSession } from './terminal-session.ts'

describe('a chat in a shell', function () {
  this.timeout(30_000)
  let home: Home
  let shell: TerminalSession
  let model: Awaited<ReturnType<typeof startHeldModel>>
  before(async function () {
    await skipWithoutTerminal(this)
    if (!existsSync('/bin/bash')) this.skip()
    home = await newHome()
    model = await startHeldModel()
    const env = { ...model.env, HOME: home.folder, PS1: 'shell$ ' }
    const args = ['--norc', '--noprofile', '-i']
    shell = await TerminalSession.start({ file: '/bin/bash', args, env })
    const start = `'${process.execPath}' --import ./local/require-node.js local/start.ts`
    const options = `--port 0 --data '${join(home.folder, 'data')}' --model openai`
    shell.type(`${start} ${options}${keys.enter}`)
    await shell.waitFor(/›$/)
  })
  after(async () => {
    shell?.kill()
    await model?.close()
    await home?.remove()
  })

  it('stops in mid-answer with Ctrl-Z, and goes on with it after fg', async () => {
    const asked = model.asked()
    shell.type(`one${keys.enter}`)
    await asked
    model.say('Half of it, ')
    await shell.waitFor('Half of it,')
    shell.type('\u001a')
    await shell.waitFor(/Stopped[\s\S]*shell\$ *$/)
    shell.type(`fg${keys.enter}`)
    model.say('and the rest.')
    model.finish()
    await shell.waitFor(/and the rest\.[\s\S]*›$/)
  })

  it('stops at its prompt too, which is there again after fg', async () => {
    shell.type('a question')
    await shell.waitFor(/› a question$/)
    shell.type('\u001a')
    await shell.waitFor(/a question[\s\S]*Stopped[\s\S]*shell\$ *$/)
    shell.type(`fg${keys.enter}`)
    await shell.waitFor(/fg[\s\S]*› a question$/)
    shell.type(keys.ctrlU + keys.ctrlD)
    await shell.waitFor(/“one” is kept\. On with it: npm start -- --continue\nshell\$ *$/)
  })
})
