import assert from 'node:assert/strict'
import { shorten } from '../../tools/executor/shorten.ts'
import { cap } from '../../tools/recipes/evidence/say.ts'
import { said } from '../../tools/recipes/evidence/wording.ts'
import { cutText, ellipsis } from '../../tools/text.ts'

describe('text that is cut', () => {
  it('ends at a whole character', () => {
    assert.equal(cutText('abc', 3), 'abc')
    assert.equal(cutText('abcd', 3), 'abc')
    assert.equal(cutText('ab😀', 3), 'ab')
    assert.equal(cutText('ab😀c', 4), 'ab😀')
    assert.equal(cutText('abe\u0301c', 3), 'ab')
    assert.equal(cutText('ab👨‍👩‍👧c', 8), 'ab')
    assert.equal(cutText('🇫🇷🇩🇪', 6), '🇫🇷')
    assert.equal(cutText('क्षि', 2), '')
  })

  it('is well-formed and short enough, whatever it holds', () => {
    const texts = [
      '😀'.repeat(300),
      `e${'\u0301'.repeat(300)}`,
      '\ud83d'.repeat(300),
      'ab'.repeat(99),
    ]
    for (const text of texts) {
      for (let most = 0; most < 200; most += 1) {
        const cut = cutText(text, most)
        assert.ok(cut.length <= most && cut.isWellFormed(), `${most} of ${text.slice(0, 4)}`)
        assert.ok(most < 130 || cut.length > 0, 'something is left')
      }
    }
  })

  it('has an ellipsis within its bound', () => {
    assert.equal(ellipsis('abcd', 4), 'abcd')
    assert.equal(ellipsis('abcde', 4), 'abc…')
    assert.equal(ellipsis('ab😀de', 4), 'ab…')
  })

  it('is so in items, events, reasons, names and descriptions', () => {
    const message = `${'x'.repeat(3999)}${'😀'.repeat(20_000)}`
    const texts = [
      JSON.stringify(shorten({ message }, 32_000)),
      cap(`${'x'.repeat(298)}😀yy`),
      said(`${'x'.repeat(58)}😀yy`, 60),
    ]
    for (const text of texts) {
      assert.ok(text.isWellFormed())
      assert.doesNotMatch(text, /\\ud83d/)
    }
  })
})
