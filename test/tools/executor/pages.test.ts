import { deepEqual, equal, rejects } from 'node:assert/strict'
import { Pages } from '../../../tools/executor/pages.ts'
import { readAll } from '../../../tools/executor/read-all.ts'
import { answerRecipe } from '../../../tools/recipes/answer-recipe.ts'
import { groupMembers } from '../../../tools/recipes/security/group-members.ts'
import type { AwsClients } from '../../../tools/tool.ts'
import { sampleClients } from '../recipes/sample-answer.ts'
import { awsError, contextOf, scriptedClients } from './scripted-clients.ts'

const groups = { operation: 'iam:ListGroups', region: 'us-east-1' }

describe('what one answer has read', () => {
  it('asks AWS once for a page that it reads again, and counts what was sent alone', async () => {
    const { clients, calls } = scriptedClients(() => ({ Groups: [{ GroupName: 'platform' }] }))
    const context = contextOf(clients, { pages: new Pages() })
    const [first, second] = await Promise.all([readAll(groups, context), readAll(groups, context)])
    const third = await readAll(groups, context)
    deepEqual([first.items, second.items], [third.items, third.items])
    equal(first.requests + second.requests + third.requests, 1)
    equal(calls.length, 1)
  })

  it('asks again in another answer, region, or with other parameters', async () => {
    const { clients, calls } = scriptedClients(() => ({ Users: [] }))
    const one = contextOf(clients, { pages: new Pages() })
    const read = { operation: 'iam:ListUsers', region: 'us-east-1' }
    await readAll(read, one)
    await readAll({ ...read, parameters: { PathPrefix: '/machines/' } }, one)
    await readAll(read, contextOf(clients, { pages: new Pages() }))
    await readAll(read, contextOf(clients))
    equal(calls.length, 4)
  })

  it('asks again for what failed, also for those who waited for it', async () => {
    let failing = true
    const { clients, calls } = scriptedClients(() => {
      if (failing) throw awsError('AccessDenied', 'not allowed', 403)
      return { Groups: [] }
    })
    const context = contextOf(clients, { pages: new Pages() })
    const both = [readAll(groups, context), readAll(groups, context)]
    for (const each of both) await rejects(each, /not allowed/)
    failing = false
    deepEqual((await readAll(groups, context)).items, [])
    equal(calls.length, 3)
  })

  it('is none of the next answer, which asks anew', async () => {
    const sample = sampleClients()
    let groups = 0
    const clients: AwsClients = {
      send: (call) => {
        if (call.operation === 'ListGroups') groups += 1
        return sample.send(call)
      },
    }
    await answerRecipe(groupMembers, {}, contextOf(clients))
    equal(groups, 1)
    await answerRecipe(groupMembers, {}, contextOf(clients))
    equal(groups, 2)
  })
})
