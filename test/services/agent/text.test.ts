import assert from 'node:assert/strict'
import fc from 'fast-check'
import { beginningOf, beginningWithin, wellFormed } from '../../../services/agent/text.ts'

describe('the beginning of a text', () => {
  it('ends at a whole character', () => {
    assert.equal(beginningOf('xx😀yy', 3), 'xx')
    assert.equal(beginningOf('xx😀yy', 4), 'xx😀')
    assert.equal(beginningWithin('xx😀yy', 5), 'xx')
    assert.equal(beginningWithin('xx😀yy', 6), 'xx😀')
  })

  it('is a beginning, well-formed, and no longer than asked', () => {
    const any = fc.string({ unit: 'binary' }).map((text) => text.toWellFormed())
    fc.assert(
      fc.property(any, fc.nat(20), (text, most) => {
        for (const beginning of [beginningOf(text, most), beginningWithin(text, most)]) {
          assert.ok(text.startsWith(beginning) && beginning.isWellFormed())
          assert.ok(beginning.length <= most)
        }
      }),
    )
  })
})

describe('a well-formed value', () => {
  it('is the same where it was so already', () => {
    const value = { text: 'Zürich 😀', '\\ud83d': ['\\ud83d'] }
    assert.deepEqual(wellFormed(value), value)
  })

  it('has no half of a character in any text or name', () => {
    assert.deepEqual(wellFormed({ 'a\ud83d': ['b\ude00', { c: '😀\ud83d' }], d: null }), {
      'a\ufffd': ['b\ufffd', { c: '😀\ufffd' }],
      d: null,
    })
    assert.equal(wellFormed('\ud83d'), '\ufffd')
    assert.equal(wellFormed(undefined), undefined)
  })
})
