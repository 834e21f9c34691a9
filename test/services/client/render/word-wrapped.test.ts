import assert from 'node:assert/strict'
import { wordWrapped } from '../../../../services/client/render/word-wrapped.ts'

describe('wordWrapped', () => {
  it('breaks between words, and as far in as a line begins', () => {
    assert.equal(
      wordWrapped('  one two three four\nshort\n', 10),
      '  one two\n  three\n  four\nshort\n',
    )
  })

  it('leaves words whole that are wider than the window, and colours that they are', () => {
    const bold = '\u001b[1mhttps://example.com/a/long/path\u001b[22m'
    assert.equal(wordWrapped(`see ${bold} or not`, 12), `see\n${bold}\nor not`)
  })

  it('leaves all as it is without a window', () => {
    assert.equal(wordWrapped('one two three', undefined), 'one two three')
  })
})
