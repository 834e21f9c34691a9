import assert from 'node:assert/strict'
import { meaningsOf } from '../../../tools/recipes/parameters.ts'
import { recipes } from '../../../tools/recipes/recipes.ts'
import type { ToolResult } from '../../../tools/tool.ts'
import { tools } from '../../../tools/tools.ts'
import { contextOf } from '../executor/scripted-clients.ts'
import { sampleClients } from './sample-answer.ts'

const now = () => new Date('2026-03-18T14:25:31.250Z')

async function call(tool: string, input: object): Promise<ToolResult> {
  const found = tools.find(({ name }) => name === `${tool}_read_operations`)
  assert.ok(found)
  return found.run(input, contextOf(sampleClients(), { now }))
}

describe('a recipe called by name', () => {
  it('answers as the question does that chooses it, under either form of its name', async () => {
    const question = await call('iam', { question: 'which access keys are older than 180 days?' })
    for (const operation of ['recipe:old_access_keys', 'old_access_keys', 'old-access-keys']) {
      const named = await call('iam', { operation, parameters: { days: 180 } })
      assert.deepEqual(named.regions, question.regions)
      assert.equal(named.operation, 'recipe:old_access_keys')
    }
  })

  it('says what it understood, the call that repeats it, and the reads it made', async () => {
    const {
      understood,
      call: sent,
      calls,
    } = await call('ecs', {
      operation: 'recipe:services_short_of_tasks',
      region: 'us-east-1',
    })
    assert.deepEqual(
      { understood, sent, first: calls?.[0] },
      {
        understood: 'services short of tasks · us-east-1',
        sent: {
          operation: 'recipe:services_short_of_tasks',
          parameters: {},
          region: 'us-east-1',
        },
        first: { service: 'ecs', operation: 'ListClusters', region: 'us-east-1' },
      },
    )
  })

  it('takes JSON text, and leaves out what is empty', async () => {
    const parameters = '{"days": "180", "ignored": null}'
    const { understood } = await call('iam', { operation: 'old_access_keys', parameters })
    assert.equal(understood, 'old access keys · days 180')
  })

  it('is told what is accepted where a parameter is wrong', async () => {
    const wrong = await call('iam', { operation: 'old_access_keys', parameters: { dayz: 3 } })
    assert.deepEqual(
      { code: wrong.code, message: wrong.message },
      { code: 'invalid_parameter', message: 'Unknown parameter: dayz. Did you mean days?' },
    )
    assert.match(wrong.hint ?? '', /^Accepted: .*days: how old a key may be, 90 by default/)
    const { message, hint } = await call('cost_explorer', {
      operation: 'spend_by_service',
      parameters: { period: 'whenever' },
    })
    assert.match(`${message} ${hint}`, /period: not understood .* Give \{start, end\}/)
  })

  it('says so where it was given what only operations take', async () => {
    const { notice, status } = await call('iam', { operation: 'old_access_keys', query: '[].User' })
    assert.deepEqual(
      { notice, status },
      { notice: 'A recipe takes no query: its whole answer follows.', status: 'ok' },
    )
  })

  it('is offered by the nearest name, and with the tool that has it', async () => {
    const near = await call('iam', { operation: 'recipe:old_keys' })
    assert.equal(near.code, 'unknown_operation')
    assert.equal(near.suggestions?.[0]?.operation, 'recipe:old_access_keys')
    const elsewhere = await call('sqs', { operation: 'old_access_keys' })
    assert.match(elsewhere.hint ?? '', /^It is of the tool for iam/)
  })
})

describe('parameters of recipes', () => {
  it('each say what they stand for', () => {
    for (const { name, parameters } of recipes) {
      assert.deepEqual([...meaningsOf(parameters).keys()], Object.keys(parameters.shape), name)
    }
  })
})
