import assert from 'node:assert/strict'
import { setImmediate as soon } from 'node:timers/promises'
import { lostOutcome, toolOutcome } from '../../../services/agent/tool-result.ts'
import { TurnBudget } from '../../../services/agent/turn-budget.ts'
import { startBedrock } from '../../stand-ins/bedrock.ts'
import { scriptedClients } from '../../tools/executor/scripted-clients.ts'
import { startAgentWithTools } from './agent-with-tools.ts'
import { eventsOf, pointBedrockAt } from './running-agent.ts'

const charged = (usd: number) =>
  toolOutcome(
    JSON.stringify({
      status: 'ok',
      regions: [],
      charges: [{ service: 'Cost Explorer', count: 1, unit: 'request', usd }],
    }),
    false,
  )
const refused = toolOutcome('{"status":"error","regions":[],"code":"budget_spent"}', false)
const free = toolOutcome('{"status":"ok","regions":[]}', false)

describe('what one turn may spend on reads that AWS bills', () => {
  it('is what each call is told, less what calls before have spent', async () => {
    const budget = new TurnBudget(0.2)
    const told: number[] = []
    for (const outcome of [free, charged(0.05), charged(0.15), free, refused]) {
      await budget.spend(async (usd) => {
        told.push(Number(usd.toFixed(6)))
        return outcome
      })
    }
    assert.deepEqual(told, [0.2, 0.2, 0.15, 0, 0])
  })

  it('is never held twice by calls that run side by side', async () => {
    const budget = new TurnBudget(0.4)
    let held = 0
    let most = 0
    const call = () =>
      budget.spend(async (usd) => {
        held += usd
        most = Math.max(most, held)
        await soon()
        held -= usd
        return usd >= 0.05 ? charged(0.05) : refused
      })
    const outcomes = await Promise.all(Array.from({ length: 12 }, call))
    assert.ok(most <= 0.4 + 1e-9)
    assert.equal(outcomes.filter(({ status }) => status === 'ok').length, 8)
  })

  it('takes a call that throws for one that spent all it held, and keeps none waiting for it', async () => {
    const budget = new TurnBudget(0.4)
    await assert.rejects(
      budget.spend(async () => {
        throw new Error('lost')
      }),
    )
    const told: number[] = []
    const outcome = await budget.spend(async (usd) => {
      told.push(Number(usd.toFixed(6)))
      return refused
    })
    assert.equal(outcome, refused)
    assert.deepEqual(told, [0.15])
  })

  it('grows by nothing that a result says it cost', async () => {
    for (const usd of [-1, Number.NaN, -1e9]) {
      const budget = new TurnBudget(0.3)
      const charges = [{ service: 'x', count: 1, unit: 'request', usd }]
      await budget.spend(async () => ({ ...free, charges }))
      let told = Number.NaN
      await budget.spend(async (left) => {
        told = left
        return free
      })
      assert.ok(Math.abs(told - 0.05) < 1e-9, `${told}`)
    }
  })

  it('keeps no call waiting that AWS does not bill', async () => {
    const budget = new TurnBudget(0.1)
    const stuck = Promise.withResolvers<void>()
    const first = budget.spend(async () => {
      await stuck.promise
      return charged(0.1)
    })
    assert.equal(await budget.spend(async () => free), free)
    stuck.resolve()
    await first
  })

  it('is asked for again by a call that came too short beside another, once that has answered', async () => {
    const budget = new TurnBudget(0.1)
    const told: number[] = []
    const first = budget.spend(async () => {
      await soon()
      return charged(0.04)
    })
    const second = budget.spend(async (usd) => {
      told.push(Number(usd.toFixed(6)))
      return usd < 0.01 ? refused : charged(0.01)
    })
    await Promise.all([first, second])
    assert.deepEqual(told, [0, 0.06])
  })

  it('is not given back where nobody heard what a call has spent', async () => {
    const budget = new TurnBudget(0.25)
    await budget.spend(async () => lostOutcome('timeout', 'No answer'))
    await budget.spend(async (usd) => {
      assert.equal(usd, 0)
      return refused
    })
  })
})

describe('a turn that asks Cost Explorer again and again, several times at once', () => {
  const restore: (() => void)[] = []
  afterEach(() => {
    for (const undo of restore.splice(0)) undo()
  })

  /** A model that makes all these calls at once, and then says that it is done. */
  async function answered(calls: number, turnUsd: string) {
    let page = 0
    const aws = scriptedClients(({ service }) => {
      if (service !== 'cost-explorer') return { Reservations: [] }
      page += 1
      return { DimensionValues: [{ Value: `s${page}` }], NextPageToken: `t${page}` }
    })
    const period = { TimePeriod: { Start: '2030-01-01', End: '2030-01-02' } }
    const costs = {
      name: 'cost_explorer_read_operations',
      input: {
        operation: 'GetDimensionValues',
        parameters: { ...period, Dimension: 'SERVICE' },
        max_items: 1000,
      },
    }
    const instances = {
      name: 'ec2_read_operations',
      input: { operation: 'DescribeInstances', region: 'us-east-1' },
    }
    const asked = [...Array.from({ length: calls }, () => costs), instances]
    const bedrock = await startBedrock([
      { text: ['Let me look.'], tools: asked.map((call, at) => ({ id: `t${at}`, ...call })) },
      { text: ['Done.'] },
    ])
    restore.push(pointBedrockAt(bedrock.url))
    const agent = await startAgentWithTools({
      clients: aws.clients,
      env: { MAX_TURN_USD: turnUsd },
    })
    const token = await agent.issuer.token('alice')
    const headers = { 'x-okta-token': token }
    const { body } = await agent.post('/stream', { message: 'What do we pay for?' }, { headers })
    await Promise.all([agent.close(), bedrock.close()])
    const requests = aws.calls.filter(({ service }) => service === 'cost-explorer').length
    return { events: eventsOf(body), requests, lines: agent.lines }
  }

  it('spends its budget to the last request and not one more, and says so to model and person', async () => {
    const { events, requests, lines } = await answered(8, '0.25')
    assert.equal(requests, 25)
    const results = events.flatMap((event) => (event.type === 'tool_result' ? [event] : []))
    const tooLate = results.filter(({ status }) => status === 'error')
    assert.equal(tooLate.length, 5)
    for (const { summary } of tooLate) {
      assert.match(summary, /^AWS bills Cost Explorer .* nothing is left: it was not asked$/)
    }
    const free = results.find(({ tool }) => tool === 'ec2_read_operations')
    assert.equal(free?.status, 'ok')
    const usage = events.find((event) => event.type === 'usage')
    assert.deepEqual(usage?.charges, [
      { service: 'Cost Explorer', count: 25, unit: 'request', usd: 0.25 },
    ])
    const logged = lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'turn ended')
    assert.equal(logged.BilledDollars, 0.25)
  })

  it('asks nothing that AWS bills where the budget is none', async () => {
    const { events, requests } = await answered(2, '0')
    assert.equal(requests, 0)
    const usage = events.find((event) => event.type === 'usage')
    assert.equal(usage?.charges, undefined)
  })
})
