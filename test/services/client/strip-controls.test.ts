import assert from 'node:assert/strict'
import fc from 'fast-check'
import { stripControls } from '../../../services/client/strip-controls.ts'

describe('stripControls', () => {
  const cases: [title: string, text: string, shown: string][] = [
    ['keeps words, tabs, newlines and emoji', 'a\tb\nc ✓ 👩‍💻 Zürich', 'a\tb\nc ✓ 👩‍💻 Zürich'],
    ['drops colours', '\u001b[31mred\u001b[0m', 'red'],
    ['drops cursor movement', 'a\u001b[2Ab', 'ab'],
    ['drops a window title', '\u001b]0;owned\u0007text', 'text'],
    ['drops a lone escape, so that two pieces cannot make one', 'x\u001b', 'x'],
    ['drops C1 controls, backspace and carriage return', 'a\u009b31m\bb\rc', 'abc'],
    ['drops what turns the direction of writing', 'a\u202eb\u2066c\u200f', 'abc'],
    ['drops letters that only a program reads', 'a\u{e0041}\u{e007f}b\u{e0100}c', 'abc'],
    ['drops halves of such letters', 'a\udb40b', 'ab'],
    ['drops blanks without width', 'pass\u200bword\u2060\ufeff\u00ad', 'password'],
    ['keeps what joins letters and emoji', 'ﻻ\u200c می\u200cخواهم ❤️', 'ﻻ\u200c می\u200cخواهم ❤️'],
  ]
  for (const [title, text, shown] of cases) {
    it(title, () => assert.equal(stripControls(text), shown))
  }

  it('lets no control character through, whatever comes', () => {
    const noise = fc.string({
      unit: fc.integer({ min: 0, max: 0x9f }).map((c) => String.fromCharCode(c)),
    })
    fc.assert(
      fc.property(noise, (text) => {
        assert.doesNotMatch(stripControls(text), /(?![\n\t])\p{Cc}/u)
      }),
    )
  })
})
