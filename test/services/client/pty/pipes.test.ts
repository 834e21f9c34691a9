import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Home, newHome, skipWithoutTerminal } from './npm-start.ts'
import { TerminalSession } from './terminal-session.ts'

describe('a pipe at a terminal', () => {
  let home: Home
  let session: TerminalSession
  before(async function () {
    await skipWithoutTerminal(this)
    home = await newHome()
  })
  afterEach(() => session?.kill())
  after(() => home?.remove())

  it('takes the answer alone, as text; what is done meanwhile shows in the terminal', async () => {
    const answer = join(home.folder, 'answer')
    await run('"list the buckets"', `> ${answer}`)
    assert.equal(await session.ended(), 0)
    assert.match(session.screen(), /✓ s3 ListBuckets · global · 10 items/)
    assert.doesNotMatch(session.screen(), /quillmarket/)
    const text = await readFile(answer, 'utf8')
    assert.match(
      text,
      /^10 buckets\.\n\nUnderstood as: buckets · all regions\.\n\nName +Bucket region/,
    )
    assert.doesNotMatch(text, /(?!\n)\p{Cc}/u)
  })

  it('gives a chat its lines: answers show as in a terminal, and no prompt', async () => {
    const lines = join(home.folder, 'lines')
    await writeFile(lines, 'list the buckets\n/conv\n')
    await run('', `< ${lines}`)
    assert.equal(await session.ended(), 0)
    assert.match(session.screen(), /quillmarket-assets[\s\S]*\nc_\S+ {2}list the buckets$/)
    assert.doesNotMatch(session.written, /›|Thinking|\?2004h/)
    assert(session.written.includes('\u001b[1m'))
  })

  /** `npm start -- …` with a redirection, by a shell. */
  async function run(question: string, redirection: string) {
    const start = `--import ./local/require-node.js local/start.ts --port 0 --data ${home.folder}/data`
    const command = `"${process.execPath}" ${start} ${question} ${redirection}`
    const script = `
      import { spawn } from 'node:child_process'
      spawn(${JSON.stringify(command)}, { shell: true, stdio: 'inherit' }).on('exit', process.exit)`
    session = await TerminalSession.start({
      args: ['--input-type=module', '-e', script],
      env: { HOME: home.folder },
    })
  }
})
