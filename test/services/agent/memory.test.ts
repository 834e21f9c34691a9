import assert from 'node:assert/strict'
import { memory } from '../../../services/agent/memory.ts'

describe('memory', () => {
  it('forgets what is past its time', () => {
    let now = 1_000
    const remembered = memory<string>(() => new Date(now))
    remembered.keep('a', 'one', 2_000)
    now = 1_999
    assert.equal(remembered.recall('a'), 'one')
    now = 2_000
    assert.equal(remembered.recall('a'), undefined)
  })

  it('holds so many, and forgets first what was kept first', () => {
    const remembered = memory<string>(() => new Date(0), 2)
    for (const key of ['a', 'b', 'a', 'c']) remembered.keep(key, key, 1)
    assert.deepEqual(['a', 'b', 'c'].map(remembered.recall), ['a', undefined, 'c'])
  })
})
