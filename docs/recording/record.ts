import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { TerminalSession } from '../../test/services/client/pty/terminal-session.ts'
import { type Row, svg } from './svg.ts'

const columns = 130
const rows = 38
const questions = [
  'Which services cost the most?',
  'Which access keys are older than 90 days, and whose are they?',
  'Stop all instances in eu-west-1',
]

const home = await mkdtemp(join(tmpdir(), 'aws-ops-recording-'))
const chat = await TerminalSession.start({
  args: ['--import', './local/require-node.js', 'local/start.ts', '--port', '0', '--data', home],
  env: { HOME: home },
  columns,
  rows,
})
await chat.waitFor(/Ask in plain English[\s\S]*\n\n›$/)
const shown = watch(chat)
for (const question of questions) {
  await setTimeout(3_000)
  await typeLikeAPerson(question)
  const from = chat.screen().length
  chat.type('\r')
  await chat.waitFor(/\n\n›$/, from)
}
const picture = svg(shown.stop(), { columns, rows })
await writeFile(new URL('../session.svg', import.meta.url), picture)
process.stdout.write(`docs/session.svg: ${Math.ceil(picture.length / 1000)} kB\n`)
chat.kill()
await rm(home, { recursive: true })
process.exit(0)

async function typeLikeAPerson(text: string): Promise<void> {
  for (const letter of text) {
    chat.type(letter)
    await setTimeout(35)
  }
}

/** Every row, with the time at which it came to be as it is. */
function watch(session: TerminalSession) {
  const startedAt = performance.now()
  let known: Row[] = []
  const look = () => {
    const atS = (performance.now() - startedAt) / 1_000
    known = session.rows().map((cells, at) => {
      const before = known[at]
      const isSame = JSON.stringify(before?.cells) === JSON.stringify(cells)
      return isSame && before !== undefined ? before : { cells, atS }
    })
  }
  look()
  const timer = setInterval(look, 50)
  return {
    stop() {
      clearInterval(timer)
      look()
      return known
    },
  }
}
