import assert from 'node:assert/strict'
import type { NormalizedSchema } from '@smithy/core/schema'
import { catalogueOf, type Operation } from '../../../tools/catalogue/catalogue.ts'
import { sdkPackages } from '../../../tools/catalogue/loaders.ts'
import { operationSchema } from '../../../tools/catalogue/operation-schema.ts'
import { serviceNames } from '../../../tools/catalogue/services.ts'
import { aboutOf, notShown, notShownOf } from '../../../tools/executor/about.ts'
import { type Call, execute } from '../../../tools/executor/execute.ts'
import type { Json } from '../../../tools/json.ts'
import { contextOf, scriptedClients } from './scripted-clients.ts'

const answered = async (call: Call, ...pages: Record<string, unknown>[]) => {
  const { clients } = scriptedClients(() => pages.shift() ?? {})
  const result = await execute(call, contextOf(clients, { dataAccess: new Set(['items']) }))
  const [region] = result.regions
  assert.ok(region?.status === 'ok')
  return region
}

describe('what AWS says beside the list', () => {
  const scan: Call = {
    services: ['dynamodb'],
    operation: 'Scan',
    parameters: { TableName: 't', Select: 'COUNT' },
  }

  it('is the answer where it only counts, and is not “no items”', async () => {
    assert.deepEqual(await answered(scan, { Count: 1234567, ScannedCount: 1234567 }), {
      region: 'us-east-1',
      status: 'ok',
      items: [],
      about: { Count: 1234567, ScannedCount: 1234567 },
      truncated: false,
      hint: 'The list is empty: what AWS said beside it is in about.',
    })
  })

  it('is added up over pages where each counts its own', async () => {
    const more = { LastEvaluatedKey: { id: { S: 'a' } } }
    const { about } = await answered(
      scan,
      {
        Count: 2,
        ScannedCount: 9,
        ConsumedCapacity: { TableName: 't', CapacityUnits: 1.5 },
        ...more,
      },
      { Count: 3, ScannedCount: 8, ConsumedCapacity: { TableName: 't', CapacityUnits: 2 } },
    )
    assert.deepEqual([about?.Count, about?.ScannedCount], [5, 17])
    assert.equal(Object(about?.ConsumedCapacity).CapacityUnits, 3.5)
  })

  it('is shown where a count is as large as the page that was asked for', async () => {
    const five: Call = { ...scan, parameters: { TableName: 't', Select: 'COUNT', Limit: 5 } }
    const { about } = await answered(five, { Count: 5, ScannedCount: 5 })
    assert.deepEqual(about, { Count: 5, ScannedCount: 5 })
    // Here the size of a page is set by the tool.
    const more = { LastEvaluatedKey: { id: { S: 'a' } } }
    const pages = [
      { Count: 50, ScannedCount: 50, ...more },
      { Count: 50, ScannedCount: 50 },
    ]
    assert.deepEqual((await answered(scan, ...pages)).about, { Count: 100, ScannedCount: 100 })
    const dimensions: Call = {
      services: ['cost-explorer'],
      operation: 'GetDimensionValues',
      parameters: {
        TimePeriod: { Start: '2026-01-01', End: '2026-02-01' },
        Dimension: 'SERVICE',
        MaxResults: 12,
      },
    }
    const values = { DimensionValues: [{ Value: 'a' }], ReturnSize: 1, TotalSize: 12 }
    assert.deepEqual((await answered(dimensions, values)).about, { TotalSize: 12 })
  })

  it('is left out where it says again what was asked', async () => {
    const objects: Call = {
      services: ['s3'],
      operation: 'ListObjectsV2',
      parameters: { Bucket: 'b', Prefix: 'logs/', Delimiter: '/' },
    }
    const page = { Contents: [{ Key: 'logs/a' }], Name: 'b', Prefix: 'logs/', Delimiter: '/' }
    assert.equal((await answered(objects, page)).about, undefined)
  })

  it('is not counted twice where a page is gone on with', async () => {
    const page = { Items: [{ id: { S: 'a' } }, { id: { S: 'b' } }], Count: 2, ScannedCount: 7 }
    const call: Call = { ...scan, parameters: { TableName: 't' }, maxItems: 1 }
    const first = await answered(call, page)
    const second = await answered({ ...call, nextToken: first.next_token ?? '' }, page)
    assert.deepEqual([first.about, second.about], [{ Count: 2, ScannedCount: 7 }, undefined])
  })

  const cases: [string, Call, Record<string, unknown>, Record<string, unknown>][] = [
    [
      'a total',
      {
        services: ['cost-explorer'],
        operation: 'GetReservationCoverage',
        parameters: { TimePeriod: { Start: '2026-01-01', End: '2026-02-01' } },
      },
      { CoveragesByTime: [], Total: { CoverageHours: { CoverageHoursPercentage: '61.2' } } },
      { Total: { CoverageHours: { CoverageHoursPercentage: '61.2' } } },
    ],
    [
      'the thing that the list is of',
      { services: ['iam'], operation: 'GetGroup', parameters: { GroupName: 'g' } },
      { Group: { GroupName: 'g', Path: '/' }, Users: [], IsTruncated: false },
      { Group: { GroupName: 'g', Path: '/' } },
    ],
    [
      'a state',
      {
        services: ['auto-scaling'],
        operation: 'DescribeWarmPool',
        parameters: { AutoScalingGroupName: 'a' },
      },
      { WarmPoolConfiguration: { MinSize: 2, PoolState: 'Stopped' }, Instances: [] },
      { WarmPoolConfiguration: { MinSize: 2, PoolState: 'Stopped' } },
    ],
    [
      'a size of all',
      {
        services: ['cost-explorer'],
        operation: 'GetDimensionValues',
        parameters: { TimePeriod: { Start: 'a', End: 'b' }, Dimension: 'SERVICE' },
      },
      { DimensionValues: [{ Value: 'x' }], ReturnSize: 1, TotalSize: 40 },
      { TotalSize: 40 },
    ],
    [
      'of an object that the list is in',
      {
        services: ['rds'],
        operation: 'DescribeEngineDefaultParameters',
        parameters: { DBParameterGroupFamily: 'mysql8' },
      },
      { EngineDefaults: { DBParameterGroupFamily: 'mysql8.0', Parameters: [{ a: 1 }] } },
      { DBParameterGroupFamily: 'mysql8.0' },
    ],
  ]
  for (const [what, call, output, about] of cases) {
    it(`is shown: ${what}`, async () => {
      assert.deepEqual((await answered(call, output)).about, about)
    })
  }

  it('is left out where it only repeats the request', async () => {
    const output = { Name: 'logs', Prefix: 'a/', MaxKeys: 50, KeyCount: 0, Delimiter: '/' }
    const parameters = { Bucket: 'logs', Prefix: 'a/', Delimiter: '/' }
    const call: Call = { services: ['s3'], operation: 'ListObjectsV2', parameters }
    assert.equal((await answered(call, output)).about, undefined)
  })

  it('can be asked for by a query', async () => {
    const call = { ...scan, query: '{all: Count}' }
    assert.deepEqual((await answered(call, { Count: 12, ScannedCount: 12 })).items, [{ all: 12 }])
    const named = { ...scan, query: 'Count' }
    assert.deepEqual((await answered(named, { Count: 12, ScannedCount: 12 })).items, [12])
  })

  it('says that there is more, where AWS gives no way to it', async () => {
    const call: Call = {
      services: ['ec2'],
      operation: 'SearchTransitGatewayRoutes',
      parameters: { TransitGatewayRouteTableId: 't', Filters: [{ Name: 'state', Values: ['x'] }] },
    }
    const { truncated, hint } = await answered(call, {
      Routes: [{ DestinationCidrBlock: '10.0.0.0/8' }],
      AdditionalRoutesAvailable: true,
    })
    assert.deepEqual(
      [truncated, hint],
      [true, 'There is more than AWS gives at once: narrow parameters.'],
    )
  })
})

describe('every member of every readable answer', () => {
  it('is an item, beside the items, for paging, or left out for a reason that is named', async () => {
    const lost: string[] = []
    let looked = 0
    for (const service of serviceNames) {
      const sdk = await sdkPackages[service]()
      const { operations } = await catalogueOf(service)
      for (const [name, operation] of Object.entries(operations)) {
        const readable = operation.class === 'metadata' || operation.class === 'data'
        const { output } = operationSchema(sdk, name)
        if (!readable || !output.isStructSchema()) continue
        looked += 1
        lost.push(...lostOf(name, operation, output).map((path) => `${service}:${name} ${path}`))
      }
    }
    assert.deepEqual(lost, [])
    assert.ok(looked > 1_000)
  }).timeout(20_000)
})

/** Paths of members that an answer with all of its members does not lead to. */
function lostOf(name: string, operation: Operation, output: NormalizedSchema): string[] {
  const { items, besides = [], paging } = operation
  if (items === undefined && besides.length === 0) return []
  const shown = aboutOf(marked(items?.split('.') ?? [], output), { name, operation }, {})
  const tokens = Object.values(paging?.tokens ?? {})
  const reasons = { ...notShown, ...notShownOf[name] }
  const lost: string[] = []
  const walk = (
    schema: NormalizedSchema,
    steps: readonly string[],
    path = '',
    isWrapper = true,
  ): void => {
    const [step = '', ...rest] = steps
    for (const [member, inner] of schema.structIterator()) {
      const isStep = member === step.replace('[]', '')
      if (isStep && rest.length > 0) {
        const isList = inner.isListSchema()
        walk(isList ? inner.getValueSchema() : inner, rest, `${path}${member}.`, !isList)
      }
      const known =
        isStep ||
        besides.includes(member) ||
        tokens.includes(`${path}${member}`) ||
        Object.hasOwn(shown, member) ||
        Object.hasOwn(reasons, `${path}${member}`) ||
        (isWrapper && Object.hasOwn(reasons, member))
      if (!known) lost.push(`${path}${member}`)
    }
  }
  walk(output, items?.split('.') ?? [])
  return lost
}

/** An answer in which each member says something, down to the list. */
function marked(steps: readonly string[], schema: NormalizedSchema): Json {
  if (!schema.isStructSchema()) return ['x']
  const [step = '', ...rest] = steps
  const members = [...schema.structIterator()].map(([name, inner]): [string, Json] => [
    name,
    name === step && rest.length > 0 ? marked(rest, inner) : `${name} of AWS`,
  ])
  return Object.fromEntries(members)
}
