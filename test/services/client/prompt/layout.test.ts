import assert from 'node:assert/strict'
import fc from 'fast-check'
import { layOut } from '../../../../services/client/prompt/layout.ts'

describe('layOut', () => {
  const cases: [title: string, typed: string, columns: number, shown: string[]][] = [
    ['shows what is typed behind the prompt', 'abc|', 20, ['> abc|']],
    ['breaks at the width of the window', 'abcdef|gh', 6, ['> abcd', 'ef|gh']],
    ['puts the cursor behind a full row into the next', 'abcd|', 6, ['> abcd', '|']],
    ['puts the cursor onto the character that begins a row', 'abcd|ef', 6, ['> abcd', '|ef']],
    ['starts further lines below the first', 'a\nb|\n', 20, ['> a', '  b|', '  ']],
    ['never breaks a wide character', 'abc世|界', 6, ['> abc', '世|界']],
    [
      'counts a family as one character of two columns',
      '👩‍👩‍👧👩‍👩‍👧|',
      6,
      ['> 👩‍👩‍👧👩‍👩‍👧', '|'],
    ],
    ['is no narrower than what it shows', '世界|', 1, ['> ', '世', '界', '|']],
  ]
  for (const [title, typed, columns, shown] of cases) {
    it(title, () => assert.deepEqual(show(typed, columns), shown))
  }

  it('leaves the colours of a prompt out of its width', () => {
    const prompt = '\u001b[36m› \u001b[39m'
    const { cursor } = layOut({ prompt, text: 'ab', cursor: 2 }, { columns: 80, rows: 10 })
    assert.deepEqual(cursor, { row: 0, column: 4 })
  })

  it('shows the rows around the cursor of what is higher than the window', () => {
    const text = 'abcdefghij'.split('').join('\n')
    const { rows, cursor } = layOut({ prompt: '', text, cursor: 10 }, { columns: 80, rows: 4 })
    assert.deepEqual([rows.map((row) => row.text), cursor.row], [['d', 'e', 'f', 'g'], 2])
  })

  it('has no row wider than the window, and the cursor in a row', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '世', '👩‍👩‍👧', '\n'), maxLength: 60 })
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 30 }), (text, columns) => {
        const { rows, cursor } = layOut(
          { prompt: '> ', text, cursor: text.length },
          { columns, rows: 100 },
        )
        assert(rows.every(({ width }) => width <= columns))
        assert(cursor.row < rows.length && cursor.column < columns)
      }),
    )
  })
})

/** `|` is the cursor, in what is typed as in what is shown. */
function show(typed: string, columns: number): string[] {
  const text = typed.replace('|', '')
  const layout = layOut({ prompt: '> ', text, cursor: typed.indexOf('|') }, { columns, rows: 50 })
  return layout.rows.map((row, at) => {
    if (at !== layout.cursor.row) return row.text
    let column = 0
    const behind = [...new Intl.Segmenter().segment(row.text)].find(({ segment }) => {
      if (column >= layout.cursor.column) return true
      column += /[世界👩]/u.test(segment) ? 2 : 1
      return false
    })
    const edge = behind?.index ?? row.text.length
    return `${row.text.slice(0, edge)}|${row.text.slice(edge)}`
  })
}
