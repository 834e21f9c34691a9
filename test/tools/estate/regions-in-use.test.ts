import assert from 'node:assert/strict'
import { catalogueOf } from '../../../tools/catalogue/catalogue.ts'
import { probes, regionsInUse } from '../../../tools/estate/regions-in-use.ts'
import type { AwsCall } from '../../../tools/tool.ts'
import { awsError, contextOf, scriptedClients } from '../executor/scripted-clients.ts'

const named = (...names: string[]) => ({ Regions: names.map((RegionName) => ({ RegionName })) })

describe('the regions in use', () => {
  const looked = async (answer: (call: AwsCall) => Record<string, unknown>) => {
    const { clients, calls } = scriptedClients((call) =>
      call.operation === 'DescribeRegions'
        ? named('ap-south-1', 'eu-west-1', 'sa-east-1', 'us-east-1')
        : answer(call),
    )
    return { found: await regionsInUse(contextOf(clients)), calls, clients }
  }

  it('are those where anything counts or stands, and the default one', async () => {
    const { found } = await looked(({ region, operation }) => {
      if (region === 'eu-west-1' && operation === 'ListMetrics') return { Metrics: [{}] }
      if (region === 'sa-east-1' && operation === 'DescribeAddresses') return { Addresses: [{}] }
      return {}
    })
    assert.deepEqual(found, {
      regions: ['us-east-1', 'eu-west-1', 'sa-east-1'],
      empty: ['ap-south-1'],
      unseen: [],
    })
  })

  it('are found by one read where that shows something, else by all of a few', async () => {
    const { calls } = await looked(({ region, operation }) =>
      region === 'eu-west-1' && operation === 'ListMetrics' ? { Metrics: [{}] } : {},
    )
    const count = (wanted: string) => calls.filter(({ region }) => region === wanted).length
    assert.deepEqual([count('eu-west-1'), count('sa-east-1')], [1, probes.length])
  })

  it('do not hold those where nothing may be read: they are named', async () => {
    const { found } = await looked(({ region }) => {
      if (region === 'ap-south-1') throw awsError('AccessDenied', 'No, by a policy.', 403)
      return {}
    })
    assert.deepEqual(found, {
      regions: ['us-east-1'],
      empty: ['eu-west-1', 'sa-east-1'],
      unseen: [{ region: 'ap-south-1', message: 'AccessDenied: No, by a policy.' }],
    })
  })

  it('hold those that cannot be told, and are then looked for again', async () => {
    let failing = true
    const { found, clients } = await looked(({ region }) => {
      if (failing && region === 'sa-east-1') throw awsError('Throttling', 'Rate exceeded', 400)
      return {}
    })
    failing = false
    assert.deepEqual(found.regions, ['us-east-1', 'sa-east-1'])
    assert.deepEqual((await regionsInUse(contextOf(clients))).regions, ['us-east-1'])
  })

  it('are empty all the same where one of the reads is denied everywhere', async () => {
    const { found } = await looked(({ operation }) => {
      if (operation === 'ListQueues') throw awsError('AccessDenied', 'No.', 403)
      return {}
    })
    assert.deepEqual(found.regions, ['us-east-1'])
  })

  it('are remembered for ten minutes', async () => {
    const { clients, calls } = await looked(() => ({}))
    const before = calls.length
    const at = (time: string) => contextOf(clients, { now: () => new Date(time) })
    await regionsInUse(at('2030-01-02T03:13:00Z'))
    assert.equal(calls.length, before)
    await regionsInUse(at('2030-01-02T03:14:06Z'))
    assert.equal(calls.length, 2 * before)
  })

  it('are found by operations that may always run, and lists that AWS gives', async () => {
    for (const { service, operation, list } of probes) {
      const found = (await catalogueOf(service)).operations[operation]
      const lists = [found?.items, ...(found?.besides ?? [])]
      assert.deepEqual([found?.class, lists.includes(list)], ['metadata', true], operation)
    }
  })
})
