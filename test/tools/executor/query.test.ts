import assert from 'node:assert/strict'
import type { Operation } from '../../../tools/catalogue/catalogue.ts'
import { applyQuery } from '../../../tools/executor/query.ts'

const caller = { Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/ann' }
const whole: Operation = { description: 'Who calls', class: 'metadata' }
const listed: Operation = { description: 'Users', class: 'metadata', items: 'Users' }

describe('a query', () => {
  it('of an answer that is one item starts with its members, alone or several', () => {
    const asked = (query: string) => applyQuery([caller], query, whole)
    assert.deepEqual(asked('Account'), ['123456789012'])
    assert.deepEqual(asked('[Account, Arn]'), ['123456789012', caller.Arn])
    assert.deepEqual(asked('{id: Account}'), [{ id: '123456789012' }])
    assert.deepEqual(asked('[].Account'), ['123456789012'])
    assert.deepEqual(asked('[0].{id: Account}'), [{ id: '123456789012' }])
  })

  it('of items is of their list, or of AWS’s answer where it starts as that does', () => {
    const users = [{ UserName: 'ann' }, { UserName: 'ben' }]
    const asked = (query: string) => applyQuery(users, query, listed)
    assert.deepEqual(asked('[].UserName'), ['ann', 'ben'])
    assert.deepEqual(asked('[?UserName==`ben`].UserName'), ['ben'])
    assert.deepEqual(asked('Users[].UserName'), ['ann', 'ben'])
    assert.deepEqual(asked('length(@)'), [2])
  })
})
