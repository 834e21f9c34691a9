import assert from 'node:assert/strict'
import { setImmediate as settled } from 'node:timers/promises'
import { askEnabledRegions, enabledRegions } from '../../../tools/executor/enabled-regions.ts'
import { execute } from '../../../tools/executor/execute.ts'
import { awsError, contextOf, scriptedClients } from './scripted-clients.ts'

const startedAt = Date.parse('2030-01-02T03:04:05Z')

/** An account whose regions change, and what is asked of it over all of them, some time later. */
function account() {
  const state = { regions: ['eu-west-1', 'us-east-1'], fails: false }
  const { clients, calls } = scriptedClients(({ operation }) => {
    if (operation !== 'DescribeRegions') return { Vpcs: [] }
    if (state.fails) throw awsError('UnauthorizedOperation', 'No.', 403)
    return { Regions: state.regions.map((RegionName) => ({ RegionName })) }
  })
  const askAll = async (minutes: number) => {
    calls.length = 0
    const now = () => new Date(startedAt + minutes * 60_000)
    const call = { services: ['ec2' as const], operation: 'DescribeVpcs', region: 'all' }
    const { status } = await execute(call, contextOf(clients, { now }))
    await settled()
    const of = (wanted: string) => calls.filter(({ operation }) => operation === wanted)
    const looked = of('DescribeVpcs').map(({ region }) => region)
    return { status, looked: looked.sort(), asked: of('DescribeRegions').length, first: calls[0] }
  }
  return { state, askAll }
}

/** One whose answers about its regions come when they are let. */
function slowAccount() {
  const answers: ((regions: string[]) => void)[] = []
  const { clients } = scriptedClients(({ operation }) =>
    operation === 'DescribeRegions'
      ? new Promise<Record<string, unknown>>((answer) => {
          answers.push((regions) =>
            answer({ Regions: regions.map((RegionName) => ({ RegionName })) }),
          )
        })
      : { Vpcs: [] },
  )
  const at = (minutes: number) =>
    contextOf(clients, { now: () => new Date(startedAt + minutes * 60_000) })
  return { answers, at }
}

describe('the enabled regions', () => {
  it('are asked for once, and then remembered', async () => {
    const { askAll } = account()
    assert.deepEqual((await askAll(0)).asked, 1)
    const { looked, asked } = await askAll(0.5)
    assert.deepEqual([looked, asked], [['eu-west-1', 'us-east-1'], 0])
  })

  it('are asked for anew beside a call that does not wait, which the next one knows', async () => {
    const { state, askAll } = account()
    await askAll(0)
    state.regions.push('ap-south-1')
    const beside = await askAll(5)
    assert.deepEqual([beside.looked, beside.asked], [['eu-west-1', 'us-east-1'], 1])
    assert.deepEqual((await askAll(5.1)).looked, ['ap-south-1', 'eu-west-1', 'us-east-1'])
  })

  it('hold one enabled since when what was remembered is ten minutes old', async () => {
    const { state, askAll } = account()
    await askAll(0)
    state.regions.push('ap-south-1')
    const { looked, first } = await askAll(10)
    assert.deepEqual(looked, ['ap-south-1', 'eu-west-1', 'us-east-1'])
    assert.equal(first?.operation, 'DescribeRegions')
  })

  it('are good for their ten minutes where asking beside a call fails, and no longer', async () => {
    const { state, askAll } = account()
    await askAll(0)
    state.fails = true
    assert.deepEqual((await askAll(9)).status, 'ok')
    assert.deepEqual(await askAll(10), { ...(await askAll(11)), status: 'error', looked: [] })
  })

  it('are those of the credentials that asked, of nobody else’s', async () => {
    const [one, other] = [account(), account()]
    await one.askAll(0)
    other.state.regions = ['ap-south-1']
    assert.deepEqual((await other.askAll(0)).looked, ['ap-south-1'])
  })

  it('stay those of the later question where an earlier one is answered after it', async () => {
    const { answers, at } = slowAccount()
    const earlier = askEnabledRegions(at(0))
    const later = askEnabledRegions(at(0.1))
    answers[1]?.(['us-east-1', 'ap-south-1'])
    await later
    answers[0]?.(['us-east-1'])
    assert.deepEqual(await earlier, ['us-east-1'])
    assert.deepEqual(await enabledRegions(at(0.2)), ['ap-south-1', 'us-east-1'])
  })

  it('are asked for anew by one call alone of several at once', async () => {
    const { answers, at } = slowAccount()
    const first = enabledRegions(at(0))
    answers[0]?.(['us-east-1'])
    await first
    await Promise.all([enabledRegions(at(5)), enabledRegions(at(5)), enabledRegions(at(6))])
    assert.equal(answers.length, 2)
    answers[1]?.(['us-east-1', 'ap-south-1'])
    await settled()
    assert.deepEqual(await enabledRegions(at(5.5)), ['ap-south-1', 'us-east-1'])
    await enabledRegions(at(7))
    assert.equal(answers.length, 3)
  })
})
