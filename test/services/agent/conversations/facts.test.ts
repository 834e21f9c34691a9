import assert from 'node:assert/strict'
import { factsIn } from '../../../../services/agent/conversations/summary/facts.ts'

describe('what is kept of an answer', () => {
  it('has names letter by letter, whatever words stand in them', () => {
    const names = ['web-a', 'db-has', 'my__bucket', 'it.example.com', 'that_one-1', 'prod/the/key']
    for (const name of names) assert.deepEqual(factsIn(`There is ${name} now.`), [`${name} now`])
    assert.deepEqual(factsIn('The bucket `a` is in `the`, `its__own`, zone a and zone b.'), [
      'bucket a in the, its__own, zone a and zone b',
    ])
    assert.deepEqual(factsIn('Team IT owns 3 A records; they point to an-x.'), [
      'Team IT owns 3 A records; they point to an-x',
    ])
  })

  it('has what the items of a list have in common', () => {
    const answer =
      'All is well.\n\nStopped:\n\n- `i-1`\n- `i-2`\n\n## Without tags\n\n1. web\n2. `i-3`'
    assert.deepEqual(factsIn(answer), ['Stopped:', 'i-1', 'i-2', 'Without tags', 'i-3'])
    assert.deepEqual(factsIn('Here it comes:\n\nNothing.'), [])
  })

  it('has rows under their heads, and no heads as rows', () => {
    const table = '| Queue-Name | Count |\n| --- | --: |\n| dlq | 17 |'
    assert.deepEqual(factsIn(`See i-1.\n${table}`), ['See i-1', 'dlq, Count 17'])
  })
})
