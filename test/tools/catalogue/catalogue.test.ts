import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { actionsOf, catalogueOf, type Operation } from '../../../tools/catalogue/catalogue.ts'
import { loadersFile } from '../../../tools/catalogue/generator/loaders-file.ts'
import { operationNames } from '../../../tools/catalogue/generator/operation-names.ts'
import { fileText, serviceCatalogue } from '../../../tools/catalogue/generator/service-file.ts'
import { sdkPackages } from '../../../tools/catalogue/loaders.ts'
import { operationSchema } from '../../../tools/catalogue/operation-schema.ts'
import { type Service, serviceNames } from '../../../tools/catalogue/services.ts'

const dataFile = (service: Service) =>
  new URL(`../../../tools/catalogue/data/${service}.json`, import.meta.url)

async function operations(): Promise<[Service, string, Operation][]> {
  const catalogues = await Promise.all(serviceNames.map(catalogueOf))
  return catalogues.flatMap(({ service, operations }) =>
    Object.entries(operations).map(([name, operation]): [Service, string, Operation] => [
      service,
      name,
      operation,
    ]),
  )
}

const row = async (service: Service, name: string) => (await catalogueOf(service)).operations[name]

const isToken = /^(next|pagination).*token$|(?<!^delete)marker$|^exclusivestart/i

describe('catalogue', () => {
  it('is what the generator makes of the installed packages', async () => {
    for (const service of serviceNames) {
      const text = await readFile(dataFile(service), 'utf8')
      assert.ok(
        fileText(await serviceCatalogue(service)) === text,
        `${service}: run npm run catalogue`,
      )
    }
  })

  it('is loaded as the generator wrote', async () => {
    const loaders = new URL('../../../tools/catalogue/loaders.ts', import.meta.url)
    const text = await readFile(loaders, 'utf8')
    assert.ok(text === loadersFile(serviceNames), 'run npm run catalogue')
  })

  it('is not made of a package whose operations have no schemas, or not all', () => {
    class Command {}
    const names = (sdk: Record<string, unknown>) => () => operationNames('sqs', sdk)
    assert.deepEqual(names({ GetThingCommand: Command, GetThing$: [9], SqsClient: Command })(), [
      'GetThing',
    ])
    assert.throws(
      names({ GetThingCommand: Command, GetThing$: [9], ListThingsCommand: Command }),
      /client-sqs cannot be read \(no schema of ListThings, of 2 operations\)/,
    )
    assert.throws(names({ GetThingCommand: Command }), /no schema of GetThing, of 1 operation/)
    assert.throws(names({ SqsClient: Command }), /it has no commands/)
  })

  it('takes some 30 kB a service, and has more than 1,100 operations that read metadata', async () => {
    const texts = await Promise.all(serviceNames.map((service) => readFile(dataFile(service))))
    const bytes = texts.reduce((sum, text) => sum + text.byteLength, 0)
    const metadata = (await operations()).filter(([, , { class: name }]) => name === 'metadata')
    assert.ok(bytes < 30_000 * serviceNames.length, `${bytes} bytes`)
    assert.ok(metadata.length >= 1_100, `${metadata.length} operations`)
  })

  it('has parameters and IAM actions for each operation that can be allowed, for no other', async () => {
    for (const [service, name, operation] of await operations()) {
      const readable = operation.class === 'metadata' || operation.class === 'data'
      assert.equal(operation.parameters !== undefined, readable, `${service} ${name}`)
      if (readable) assert.notDeepEqual(actionsOf(service, name, operation), [])
    }
  })

  it('names only types that it defines', async () => {
    const simple = new Set(['string', 'number', 'boolean', 'timestamp', 'blob', 'document'])
    for (const catalogue of await Promise.all(serviceNames.map(catalogueOf))) {
      const { operations, shapes, enums, service } = catalogue
      const members = [
        ...Object.values(operations).map(({ parameters = {} }) => parameters),
        ...Object.values(shapes),
      ]
      const types = members.flatMap((member) => Object.values(member))
      const unknown = types
        .map((type) => type.replace(/[[\]{}!]/g, ''))
        .filter((type) => !simple.has(type) && !(type in shapes) && !(type in enums))
      assert.deepEqual(unknown, [], service)
    }
  })

  it('knows how an operation pages, and where its items are', async () => {
    assert.deepEqual(await row('ec2', 'DescribeInstances'), {
      description: 'Describes the specified instances or all instances',
      class: 'metadata',
      access: 'List',
      parameters: {
        InstanceIds: 'string[]',
        IncludeManagedResources: 'boolean',
        DryRun: 'boolean',
        Filters: 'Filter[]',
        NextToken: 'string',
        MaxResults: 'number',
      },
      paging: { tokens: { NextToken: 'NextToken' }, size: 'MaxResults', page: 100, least: 5 },
      items: 'Reservations[].Instances',
    })
    const versions = await row('s3', 'ListObjectVersions')
    assert.deepEqual(versions?.paging?.tokens, {
      KeyMarker: 'NextKeyMarker',
      VersionIdMarker: 'NextVersionIdMarker',
    })
    assert.deepEqual(
      [versions?.items, versions?.besides],
      ['Versions', ['DeleteMarkers', 'CommonPrefixes']],
    )
    const records = await row('route-53', 'ListResourceRecordSets')
    assert.deepEqual(records?.paging?.tokens, {
      StartRecordName: 'NextRecordName',
      StartRecordType: 'NextRecordType',
      StartRecordIdentifier: 'NextRecordIdentifier',
    })
    // Wrapped lists, with a paginator of the SDK and without; and what goes on after the last entry.
    for (const [service, name, items, tokens] of [
      ['cloudfront', 'ListDistributions', 'DistributionList', 'NextMarker'],
      ['cloudfront', 'ListFunctions', 'FunctionList', 'NextMarker'],
    ] as const) {
      const { paging, items: at } = (await row(service, name)) ?? {}
      assert.deepEqual([at, paging?.tokens], [`${items}.Items`, { Marker: `${items}.${tokens}` }])
    }
    assert.deepEqual((await row('firehose', 'ListDeliveryStreams'))?.paging?.tokens, {
      ExclusiveStartDeliveryStreamName: 'DeliveryStreamNames[-1]',
    })
  })

  it('pages wherever an operation takes a token that it gives', async () => {
    const unpaged: string[] = []
    for (const [service, name, { class: kind, parameters = {}, paging }] of await operations()) {
      const takes = Object.keys(parameters).filter((member) => isToken.test(member))
      if (paging !== undefined || kind === 'write' || takes.length === 0) continue
      const { output } = operationSchema(await sdkPackages[service](), name)
      const gives = output.isStructSchema() ? [...output.structIterator()] : []
      if (gives.some(([member]) => isToken.test(member))) unpaged.push(`${service}:${name}`)
    }
    assert.deepEqual(unpaged, [])
  })

  it('knows actions that have another name than their operation', async () => {
    const actions = async (service: Service, name: string) => {
      const operation = await row(service, name)
      return operation && actionsOf(service, name, operation)
    }
    assert.deepEqual(await actions('s3', 'ListBuckets'), ['s3:ListAllMyBuckets'])
    assert.deepEqual(await actions('api-gateway', 'GetRestApis'), ['apigateway:GET'])
    assert.deepEqual(await actions('elastic-load-balancing-v2', 'DescribeRules'), [
      'elasticloadbalancing:DescribeRules',
    ])
    assert.deepEqual(await actions('ec2', 'GetImageFindings'), [])
  })
})
