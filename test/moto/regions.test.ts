import assert from 'node:assert/strict'
import type { RegionResult } from '../../tools/tool.ts'
import { itemsByRegion, maker, toolCaller } from './moto-account.ts'
import { onMoto } from './on-moto.ts'
import { type Fault, regionProxy } from './region-proxy.ts'

const made = ['ap-south-1', 'eu-west-1', 'us-east-1']
const everywhere = { operation: 'ListTables', region: 'all' }

describe('all regions, against moto', () => {
  onMoto()
  let moto = ''
  before(async () => {
    moto = process.env.AWS_ENDPOINT_URL ?? ''
    for (const region of made) await makeTable(region, 'orders')
  })

  it('are those that the account has enabled, each with what is in it', async () => {
    const [enabled] = Object.values(
      itemsByRegion(
        await toolCaller()('ec2', { operation: 'DescribeRegions', query: '[].RegionName' }),
      ),
    )
    const { status, regions, empty_regions = [] } = await toolCaller()('dynamodb', everywhere)
    assert.equal(status, 'ok')
    assert.deepEqual(
      [...regions.map(({ region }) => region), ...empty_regions].toSorted(),
      Array.isArray(enabled) && enabled.toSorted(),
    )
    assert.deepEqual(regions.flatMap(withItems), made)
  })

  it('go on by themselves where one is cut', async () => {
    await makeTable('eu-west-1', 'orders-archive')
    const one = { ...everywhere, region: made, max_items: 1 }
    const { regions } = await toolCaller()('dynamodb', one)
    const cut = regions.flatMap((part) =>
      part.status === 'ok' && part.truncated ? [[part.region, part.next_token]] : [],
    )
    assert.deepEqual(
      cut.map(([region]) => region),
      ['eu-west-1'],
    )
    const rest = await toolCaller()('dynamodb', { ...one, next_token: cut[0]?.[1] })
    assert.deepEqual(itemsByRegion(rest), { 'eu-west-1': ['orders-archive'] })
  })

  const faults: [Fault, string, string][] = [
    ['denied', 'a region that is denied', 'access_denied'],
    ['reset', 'a region that breaks off connections', 'network_error'],
    ['silent', 'a region that never answers', 'timeout'],
  ]
  for (const [fault, what, code] of faults) {
    it(`lose nothing to ${what}`, async () => {
      const proxy = await regionProxy(moto, { 'eu-west-1': fault })
      process.env.AWS_ENDPOINT_URL = proxy.url
      // Of these the handler keeps five seconds for itself.
      const call = toolCaller({ remainingMs: 7_000 })
      const { status, regions } = await call('dynamodb', everywhere)
      proxy.close()
      process.env.AWS_ENDPOINT_URL = moto
      const failed = regions.find(({ region }) => region === 'eu-west-1')
      assert.deepEqual([status, failed?.status === 'error' && failed.code], ['partial', code])
      assert.deepEqual(regions.flatMap(withItems), ['ap-south-1', 'us-east-1'])
      assert.equal(regions.filter(({ status }) => status === 'error').length, 1)
    })
  }
})

const withItems = (part: RegionResult): string[] =>
  part.status === 'ok' && part.items.length > 0 ? [part.region] : []

const makeTable = (region: string, TableName: string) =>
  maker(region)('dynamodb:CreateTable', {
    TableName,
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
  })
