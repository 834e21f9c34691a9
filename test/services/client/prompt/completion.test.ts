import assert from 'node:assert/strict'
import { completed } from '../../../../services/client/prompt/completion.ts'
import { emptyEditor, written } from '../../../../services/client/prompt/editor.ts'

describe('completed', () => {
  const cases: [title: string, candidates: string[], text: string, others: string[]][] = [
    ['is the only candidate', ['/help '], '/help ', []],
    ['goes as far as all candidates go', ['/details', '/delete'], '/de', []],
    ['shows the candidates where they part', ['/dance', '/help'], '/d', ['/dance', '/help']],
    ['leaves what nothing fits', [], '/d', []],
  ]
  for (const [title, candidates, text, others] of cases) {
    it(title, () => {
      const result = completed(written(emptyEditor, '/d'), candidates)
      assert.deepEqual([result.editor.text, result.others], [text, others])
    })
  }

  it('keeps what is behind the cursor', () => {
    const { editor } = completed(written(emptyEditor, '/h now', 2), ['/help'])
    assert.deepEqual([editor.text, editor.cursor], ['/help now', 5])
  })
})
