import assert from 'node:assert/strict'
import { valueAt } from '../../../tools/columns/value-at.ts'

describe('valueAt', () => {
  const item = {
    State: { Name: 'running' },
    Groups: [{ GroupId: 'sg-1' }, { GroupId: 'sg-2' }, {}],
    Tags: [
      { Key: 'Name', Value: 'web' },
      { Key: 'Owner', Value: 'ada' },
    ],
    tags: { Owner: 'bob' },
    list: [{ key: 'Owner', value: 'eve' }],
  }

  it('is what a path leads to, through lists, and by key where they are tags', () => {
    const paths = [
      'State.Name',
      'Groups.GroupId',
      'Tags.Name',
      'Tags.Owner',
      'tags.Owner',
      'list.Owner',
    ]
    assert.deepEqual(
      paths.map((path) => valueAt(item, path)),
      ['running', ['sg-1', 'sg-2'], 'web', 'ada', 'bob', 'eve'],
    )
  })

  it('is nothing where a path leads nowhere', () => {
    const paths = [
      'Nothing',
      'State.Nothing',
      'Tags.Nothing',
      'Groups.Nothing',
      'constructor',
      'State.Name.length',
    ]
    assert.deepEqual(
      paths.map((path) => valueAt(item, path)),
      paths.map(() => undefined),
    )
  })
})
