import assert from 'node:assert/strict'
import fc from 'fast-check'
import { answerStream } from '../../../../services/client/render/answer-stream.ts'
import { symbols } from '../../../../services/client/render/symbols.ts'
import { displayWidth as screenWidth } from '../../../../services/client/render/width.ts'

describe('answerStream', () => {
  const cases: [title: string, markdown: string, shown: string, columns?: number][] = [
    ['keeps the lines of a paragraph', 'one\ntwo\n\n\nthree', 'one\ntwo\n\nthree\n'],
    ['says nothing where there is nothing', '\n \n', ''],
    ['wraps between words', 'aaa bbb ccc', 'aaa bbb\nccc\n', 7],
    [
      'leaves a word whole that is longer than a line',
      'see arn:aws:s3:::x',
      'see\narn:aws:s3:::x\n',
      8,
    ],
    [
      'breaks after any character of a script without spaces',
      '日本語日本語',
      '日本語\n日本語\n',
      7,
    ],
    [
      'shows emphasis as text where there are no colours',
      '**a** _b_ *c* d_e_f 2 * 3',
      'a b c d_e_f 2 * 3\n',
    ],
    ['keeps the marks of code where there are no colours', 'a `b c` d', 'a `b c` d\n'],
    ['takes tildes for what they are', '~5 to ~10, ~~gone~~', '~5 to ~10, ~~gone~~\n'],
    ['shows escaped and named characters', '\\*a\\* &lt;b&gt; &amp;', '*a* <b> &\n'],
    ['breaks a line at <br> and shows other HTML as it is', 'a<br>b <i>c</i>', 'a\nb <i>c</i>\n'],
    ['shows where a link leads', '[docs](https://a.example/x)', 'docs (https://a.example/x)\n'],
    [
      'shows where a link that lies leads',
      '[https://a.example](https://b.example)',
      'https://a.example (https://b.example)\n',
    ],
    [
      'shows an address once',
      '<https://a.example> [https://b.example](https://b.example)',
      'https://a.example https://b.example\n',
    ],
    [
      'shows where an image is',
      '![plan](https://a.example/p.png)',
      'plan (https://a.example/p.png)\n',
    ],
    ['leaves a marker that nothing closes', 'a **b [c `d', 'a **b [c `d\n'],
    ['sets headings apart', 'a\n## b\nc', 'a\n\n## b\nc\n'],
    ['draws a rule', 'a\n\n---\nb', `a\n\n${'─'.repeat(20)}\n\nb\n`, 20],
    [
      'nests lists, under numbers too',
      '- a\n  - b\n    - c\n1. d\n  - e\n10) f',
      '• a\n  • b\n    • c\n1. d\n   • e\n10) f\n',
    ],
    [
      'indents what goes on in an item',
      '- aaa bbb\n  ccc\n\n  ddd\n\neee',
      '• aaa\n  bbb\n  ccc\n\n  ddd\n\neee\n',
      6,
    ],
    ['shows tasks', '- [ ] a\n- [x] b', '☐ a\n☑ b\n'],
    ['marks each line of a quote', '> aaa bbb\n>\n> - c\n\nd', '│ aaa\n│ bbb\n│\n│ • c\n\nd\n', 8],
    ['shows code as it is', '```sh\na  *b*\n\n\tc\n```\nd', '  a  *b*\n\n      c\n\nd\n'],
    [
      'shows code in an item, whatever its margin',
      '1. a\n   ```\n   b\nc\n   ```\n2. d',
      '1. a\n\n     b\n     c\n\n2. d\n',
    ],
    ['shows code that does not end', '~~~\na', '  a\n'],
    ['shows indented code', 'a\n\n    b *c*\n', 'a\n\n  b *c*\n'],
    ['takes a line with bars for text where no table follows', '| a | b\nc', '| a | b\nc\n'],
  ]
  for (const [title, markdown, shown, columns] of cases) {
    it(title, () => assert.equal(render([markdown], { columns }), shown))
  }

  describe('of a table', () => {
    const table = '| Name | Size |\n|:-----|-----:|\n| a `x\\|y` | 5 |\n| 日本 **b** | 12 |\n'

    it('aligns columns by what they take on the screen', () => {
      assert.equal(
        render([`before\n${table}after`]),
        'before\n\nName     Size\n───────  ────\na `x|y`     5\n日本 b     12\n\nafter\n',
      )
    })

    it('puts numbers to the right where nothing is said', () => {
      const shown = render(['| a | b |\n|-|-|\n| 1.5 GB | x |\n| 12 GB | $ |\n'])
      assert.equal(shown, '     a  b\n──────  ─\n1.5 GB  x\n 12 GB  $\n')
    })

    it('wraps cells where the window is narrow', () => {
      const wide = '| Id | Text |\n|-|-|\n| i-0c2ef1b5 | one two three four five six |\n'
      assert.equal(
        render([wide], { columns: 26 }),
        'Id          Text\n──────────  ──────────────\ni-0c2ef1b5  one two three\n            four five six\n',
      )
    })

    it('breaks names between their parts, and no id or number', () => {
      const wide =
        '| InstanceId | Name | MonthlyUsd | PrivateIpAddress |\n|-|-|-|-|\n| i-0c2ef1b582f30deaf | embedding-backfill-1 | $1,250.75 | 10.40.10.167 |\n'
      assert.equal(
        render([wide], { columns: 63 }),
        'InstanceId           Name            MonthlyUsd  PrivateIp\n' +
          '                                                 Address\n' +
          '───────────────────  ──────────────  ──────────  ──────────────\n' +
          'i-0c2ef1b582f30deaf  embedding-       $1,250.75  10.40.10.167\n' +
          '                     backfill-1\n',
      )
    })

    it('shows a record a row where a cell would be too tall', () => {
      const text = 'word '.repeat(60).trim()
      const wide = `| Id | Text |\n|-|-|\n| i-0c2ef1b5 | ${text} |\n`
      const shown = render([wide], { columns: 30 })
      assert.match(shown, /^Id: {3}i-0c2ef1b5\nText: word word.*\n {6}word word/)
      assert.equal(shown.match(/word/g)?.length, 60)
    })

    it('shows a record a row where the window is too narrow for columns', () => {
      const wide =
        '| Id | Name | Zone |\n|-|-|-|\n| i-0c2ef1b5 | embedding-1 | |\n| i-1 | b | eu-west-1a |\n'
      assert.equal(
        render([wide], { columns: 24 }),
        'Id: i-0c2ef1b5\nName: embedding-1\n\nId: i-1\nName: b\nZone: eu-west-1a\n',
      )
    })

    it('draws states that are bad in red and those that are unsure in yellow, where there are colours', () => {
      const rows =
        '| Alarm | State |\n|-|-|\n| a | ALARM |\n| b | OK |\n| c | INSUFFICIENT_DATA |\n| ALARM on d | |\n'
      const [, , ...shown] = render([rows], { colours: true }).split('\n')
      assert.deepEqual(shown, [
        'a           \u001b[31mALARM\u001b[39m',
        'b           OK',
        'c           \u001b[33mINSUFFICIENT_DATA\u001b[39m',
        'ALARM on d',
        '',
      ])
      assert.ok(!render([rows], {}).includes('\u001b'))
    })

    it('shows rows as they come after the first hundred', () => {
      const stream = answerStream(look({}))
      stream.write('| a | b |\n|-|-|\n')
      const rows = Array.from({ length: 101 }, () => stream.write('| 1 | x |\n'))
      assert.deepEqual([rows[99], rows[100]?.split('\n').length], ['', 104])
      assert.equal(stream.write('| 2 | longer |\n'), '2  l\n   o\n   n\n   g\n   e\n   r\n')
    })
  })

  it('shows a word as soon as it is whole', () => {
    const stream = answerStream(look({}))
    const shown = ['On', 'e ', 'two', ' **th', 'ree** ', 'f'].map((part) => stream.write(part))
    assert.deepEqual([...shown, stream.end()], ['', 'One', '', ' two', ' three', '', ' f\n'])
  })

  it('waits no longer than 300 characters for what closes a marker', () => {
    const stream = answerStream(look({}))
    assert.notEqual(stream.write(`a **${'word '.repeat(100)}`), 'a')
  })

  it('never falls behind by more than a bounded part, however long the answer is', () => {
    const kinds = [
      ['xxxx xxx ', ''],
      ['x', ''],
      ['日x', ''],
      ['**xx ', ''],
      ['`xx ', ''],
      ['[xx](', ''],
      ['- xx\n', ''],
      ['> xx\n', ''],
      ['xx\n', '```\n'],
      ['| xx | xx |\n', '| xx | xx |\n|-|-|\n'],
    ] as const
    const length = process.env.SOAK === '1' ? 1_000_000 : 30_000
    for (const [piece, opening] of kinds) {
      const stream = answerStream(look({ columns: 80 }))
      let behind = countX(opening) - countX(stream.write(opening))
      for (let written = 0; written < length; written += piece.length) {
        behind += countX(piece) - countX(stream.write(piece))
        assert(behind <= 4_000, JSON.stringify(piece))
      }
      assert.equal(behind - countX(stream.end()), 0, JSON.stringify(piece))
    }
  })

  it('follows a window that changes', () => {
    let columns = 20
    const stream = answerStream({
      ...look({}),
      get columns() {
        return columns
      },
    })
    const wide = stream.write('aaa bbb ccc ddd ')
    columns = 8
    assert.equal(wide + stream.write('eee fff ') + stream.end(), 'aaa bbb ccc ddd\neee fff\n')
  })

  it('draws in ASCII where the locale asks for it', () => {
    const ascii = { columns: 80, colours: false, symbols: symbols({ LC_ALL: 'C' }) }
    const stream = answerStream(ascii)
    const shown = stream.write('- a\n> b\n\n| a |\n|-|\n| b |\n') + stream.end()
    assert.equal(shown, '* a\n| b\n\na\n-\nb\n')
  })

  it('gives colours to words, one by one', () => {
    assert.equal(
      render(['# a\n**b c** `d`'], { colours: true }),
      '\u001b[1ma\u001b[22m\n\u001b[1mb\u001b[22m \u001b[1mc\u001b[22m \u001b[36md\u001b[39m\n',
    )
  })

  it('shows the same, whatever pieces it comes in', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 })
    const columns = fc.constantFrom(12, 40, 80, Number.POSITIVE_INFINITY)
    fc.assert(
      fc.property(someMarkdown, sizes, columns, (markdown, sizes, columns) => {
        assert.equal(
          render(inPieces(markdown, sizes), { columns }),
          render([markdown], { columns }),
        )
      }),
      { numRuns: 500 },
    )
  })

  it('keeps a table and a wrapped paragraph within the window', () => {
    const within = fc.array(fc.constantFrom('a', 'word', '日本', '👩‍💻', 'é', '`c d`', '**b**'), {
      minLength: 1,
      maxLength: 30,
    })
    fc.assert(
      fc.property(within, fc.integer({ min: 10, max: 120 }), (words, columns) => {
        const text = words.join(' ')
        const shown = render([`${text}\n\n| a | b |\n|-|-|\n| ${text} | x |\n`], { columns })
        for (const line of shown.split('\n')) assert(screenWidth(line) <= columns, line)
      }),
      { numRuns: 200 },
    )
  })
})

const countX = (text: string) => text.split('x').length - 1

interface LookOptions {
  columns?: number | undefined
  colours?: boolean
}

const look = ({ columns = Number.POSITIVE_INFINITY, colours = false }: LookOptions) => ({
  columns,
  colours,
  symbols: symbols({ LANG: 'C.UTF-8' }),
})

function render(pieces: readonly string[], options: LookOptions = {}): string {
  const stream = answerStream(look(options))
  return pieces.map((piece) => stream.write(piece)).join('') + stream.end()
}

const marks = [
  '*',
  '**',
  '_',
  '`',
  '```',
  '~~',
  '[',
  ']',
  '(http://x.y)',
  '!',
  '\\',
  '&lt;',
  '<br>',
]
const blocks = [
  '| a | b |\n',
  '|---|--:|\n',
  '- ',
  '1. ',
  '> ',
  '# ',
  '---',
  '    ',
  '[ ] ',
  '=',
  '+',
]
const words = ['a', 'word', ' ', '  ', '\n', '\n\n', '日本', '👩‍💻', 'é', '\t']
const someMarkdown = fc
  .array(fc.constantFrom(...marks, ...blocks, ...words), { maxLength: 40 })
  .map((parts) => parts.join(''))

function inPieces(text: string, sizes: readonly number[]): string[] {
  const pieces: string[] = []
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    pieces.push(text.slice(at, at + size))
    at += size
  }
  return pieces
}
