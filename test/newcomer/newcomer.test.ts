import assert from 'node:assert/strict'
import { skipWithoutTerminal } from '../services/client/pty/npm-start.ts'
import { inputs } from './inputs.ts'
import { drawn } from './newcomer.ts'

/** Few of them in the normal run: `npm run newcomer` draws all, for a person to read. */
const sample = ['hi', '#2', '7', 'list the buckets', '9', 'asdf', '1', 'exit']

describe('the first inputs of a newcomer', function () {
  this.timeout(process.env.SOAK ? 240_000 : 60_000)
  before(async function () {
    await skipWithoutTerminal(this)
  })

  const windows = [
    { columns: 80, rows: 24 },
    { columns: 120, rows: 40 },
  ]
  for (const window of process.env.SOAK ? windows : windows.slice(0, 1)) {
    it(`are all answered in ${window.columns}×${window.rows}, in whole words`, async () => {
      const rows = await drawn(window, process.env.SOAK ? inputs : sample)
      const screen = rows.join('\n')
      assert.doesNotMatch(screen, /undefined|NaN|\[object|\bnull\b|^error:/m)
      // What was asked by number is what the number stood beside.
      const offers = screen.matchAll(/\n(\d)[. ] ?(\w[^\n]*\?)\n[^›]*› #?\1\n([^\n]*)/g)
      for (const [, , offered, asked] of offers) assert.equal(asked, offered)
      assert.match(screen, /is kept\. On with it: npm start -- --continue\n*$/)
    })
  }
})
