import assert from 'node:assert/strict'
import fc from 'fast-check'
import { wordSearch } from '../../../tools/redaction/word-search.ts'

describe('the search for the first of some words', () => {
  const words = ['pass', 'pw', 'key', 'access key', 'user_data']
  const search = wordSearch(words)

  it('finds it in any letter case, at the beginning, within and at the end', () => {
    assert.deepEqual(
      ['PASSword', 'my Pw', 'a KEY', 'aws Access Key', 'USER_DATA', 'pas', 'p', ''].map((text) =>
        search(text),
      ),
      [0, 3, 2, 4, 0, -1, -1, -1],
    )
  })

  it('goes on from where it is told, and takes nothing from before', () => {
    assert.equal(search('key key', 1), 4)
    assert.equal(search('pw', 1), -1)
  })

  it('takes what is not ASCII for a word where it is told to', () => {
    assert.equal(search('пароль pw'), 7)
    assert.equal(wordSearch(words, true)('a пароль'), 2)
  })

  it('finds what an expression of them finds', () => {
    const expression = new RegExp(words.join('|'), 'i')
    const letters = fc.constantFrom(...'pPaAsSwWkKeEyY _-0Cc')
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 40 }), (text) => {
        assert.equal(search(text), text.search(expression))
      }),
    )
  })
})
