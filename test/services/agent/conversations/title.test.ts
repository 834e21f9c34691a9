import assert from 'node:assert/strict'
import { titleOf } from '../../../../services/agent/conversations/title.ts'

describe('titleOf', () => {
  const titles = [
    ['Which instances?', 'Which instances?'],
    ['\n\n  Which\t instances?\r\nIn all regions.', 'Which instances?'],
    ['\u001b[31mred\u001b[0m \u001b]0;title\u0007alert', 'red alert'],
    ['a\u0000b\u202ec', 'a b c'],
    ['\u001b[2J', 'Untitled'],
    ['pass\u200bword\u2060 a\u{e0041}\u{e0042}b', 'password ab'],
    ['\u{e0041}\u200b', 'Untitled'],
    ['👩‍💻 at work', '👩‍💻 at work'],
    ['x'.repeat(100), 'x'.repeat(80)],
    ['🚨'.repeat(100), '🚨'.repeat(80)],
  ] as const
  for (const [text, title] of titles) {
    it(`makes ${JSON.stringify(title.slice(0, 20))} of ${JSON.stringify(text.slice(0, 20))}`, () => {
      assert.equal(titleOf(text), title)
    })
  }
})
