import assert from 'node:assert/strict'
import { csvOf } from '../../../../../services/client/commands/ask/csv.ts'

describe('csvOf', () => {
  const cases: [title: string, items: unknown[], csv: string][] = [
    [
      'has a column for each member, of all items',
      [{ A: 1 }, { B: true, A: null }],
      'A,B\r\n1,\r\n,true\r\n',
    ],
    [
      'goes into objects, and shows lists as JSON',
      [{ State: { Name: 'on' }, Tags: [{ K: 'a' }] }],
      'State.Name,Tags\r\non,"[{""K"":""a""}]"\r\n',
    ],
    [
      'quotes commas, quotes and lines',
      [{ A: 'b,c', D: 'e"f', G: 'h\ni' }],
      'A,D,G\r\n"b,c","e""f","h\ni"\r\n',
    ],
    [
      'lets no cell begin as a formula does',
      [{ A: '=1+1', B: '@x', C: '-x', D: '+x', E: '\t=1' }],
      "A,B,C,D,E\r\n'=1+1,'@x,'-x,'+x,'\t=1\r\n",
    ],
    [
      'leaves numbers alone',
      [{ A: -5, B: '-1,5', C: '+3', D: -5e-7 }],
      'A,B,C,D\r\n-5,"-1,5",+3,-5e-7\r\n',
    ],
    [
      'lets none begin so after a blank, nor with signs of another width',
      [{ A: ' =1', B: '＝1+1', C: '＠x', D: '－x', E: '＋x', F: '−x' }],
      "A,B,C,D,E,F\r\n' =1,'＝1+1,'＠x,'－x,'＋x,'−x\r\n",
    ],
    [
      'lets none begin so where semicolons part cells',
      [{ A: 'a;b', B: 'x;=1+1', C: 'x\n=1+1', D: 'x;-5;2' }],
      'A,B,C,D\r\n"a;b","x;\'=1+1","x\n\'=1+1","x;-5;2"\r\n',
    ],
    ['guards names of columns, too', [{ '=A': 1 }], "'=A\r\n1\r\n"],
    ['drops control sequences', [{ A: 'b\u001b[2Jc\r' }], 'A\r\nbc\r\n'],
    ['takes items that are no objects', ['a', 2], 'Value\r\na\r\n2\r\n'],
  ]
  for (const [title, items, csv] of cases) {
    it(title, () => {
      assert.equal(csvOf(items.map((item) => ({ region: 'us-east-1', item }))), csv)
    })
  }

  it('names the region where there are several', () => {
    const items = [
      { region: 'us-east-1', item: { A: 1 } },
      { region: 'eu-west-1', item: { A: 2 } },
    ]
    assert.equal(csvOf(items), 'Region,A\r\nus-east-1,1\r\neu-west-1,2\r\n')
  })
})
