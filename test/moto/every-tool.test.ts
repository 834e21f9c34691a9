import assert from 'node:assert/strict'
import { coreServices, services } from '../../tools/catalogue/services.ts'
import { toolsFor } from '../../tools/tools.ts'
import { itemsByRegion, maker, toolCaller } from './moto-account.ts'
import { onMoto } from './on-moto.ts'
import { accountResources } from './resources/account.ts'
import { computeResources } from './resources/compute.ts'
import { dataResources } from './resources/data.ts'

const resources = [...accountResources, ...computeResources, ...dataResources]
const regions = ['us-east-1', 'eu-west-1']

/** What moto does not know, so that it is not tested here. moto 5.2; see also paging.test.ts. */
const lacking: readonly [tool: string, operation: string][] = [
  // Not there at all: everything else of Cost Explorer, and most of Bedrock and EKS's newer parts.
  ['cloudwatch', 'LookupEvents'],
  ['cost_explorer', 'ListCostCategoryDefinitions'],
  ['bedrock', 'ListFoundationModels'],
  ['eks', 'DescribeClusterVersions'],
  ['rds', 'DescribePendingMaintenanceActions'],
  ['lambda', 'GetAccountSettings'],
]

describe('every tool, against moto', () => {
  onMoto()
  const asked = new Set<string>()

  for (const { tool, operation, parameters, query, global, make } of resources) {
    it(`${tool} finds with ${operation} what was made, and nothing else`, async () => {
      const made: Record<string, unknown[]> = {}
      for (const region of global ? ['us-east-1'] : regions) {
        made[global ? 'global' : region] = await make(maker(region), `shop-${region}`)
      }
      const result = await toolCaller()(tool, { operation, parameters, query, region: regions })
      asked.add(result.operation?.split(':')[0] ?? '')
      assert.deepEqual(sorted(itemsByRegion(result)), sorted(made))
    })
  }

  it('asks a bucket’s own region, wherever the caller is', async () => {
    const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' }
    const aws = maker('eu-west-1')
    await aws('s3:CreateBucket', { Bucket: 'invoices', CreateBucketConfiguration })
    const keys = ['2030/01.csv', '2030/02.csv', 'a b&c+ü.csv']
    for (const Key of keys) await aws('s3:PutObject', { Bucket: 'invoices', Key, Body: 'four' })
    const input = {
      operation: 'ListObjectsV2',
      parameters: { Bucket: 'invoices' },
      query: '[].[Key, Size]',
    }
    const found = itemsByRegion(await toolCaller()('s3', input))
    assert.deepEqual(found, { 'eu-west-1': keys.map((key) => [key, 4]) })
  })

  for (const [tool, operation] of lacking) {
    it(`${tool} says that ${operation} failed, which moto does not know`, async () => {
      const { status, regions } = await toolCaller()(tool, { operation })
      const codes = regions.map((part) => part.status === 'error' && part.code)
      assert.deepEqual([status, codes], ['error', ['aws_error']])
    })
  }

  it('is every tool, and every SDK client of theirs', () => {
    const readers = toolsFor(coreServices)
      .filter(({ services }) => services.length > 0)
      .map(({ name }) => name)
    const tried = new Set(resources.map(({ tool }) => `${tool}_read_operations`))
    assert.deepEqual([...tried].sort(), readers.toSorted())
    assert.deepEqual([...asked].sort(), coreServices.map((name) => services[name].name).sort())
  })
})

const sorted = (byRegion: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(byRegion).map(([region, items]) => [
      region,
      Array.isArray(items) ? items.toSorted() : items,
    ]),
  )
