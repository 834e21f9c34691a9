import assert from 'node:assert/strict'
import { isOwn } from '../../../../services/client/mcp-bridge/own-tools.ts'
import { tools } from '../../../../tools/tools.ts'

describe('isOwn', () => {
  it('knows every tool of this project by its target', () => {
    const others = tools.filter(({ name }) => !isOwn({ name: `docker-strands-target___${name}` }))
    assert.deepEqual(others, [])
  })

  it('knows no tool of another target, and no other name', () => {
    for (const name of [
      'other___ec2_read_operations',
      'ec2_read_operations',
      'docker-strands-target___delete_everything',
      'docker-strands-target___evil_read_operations',
      'x-docker-strands-target___get_time',
    ]) {
      assert.equal(isOwn({ name }), false, name)
    }
  })
})
