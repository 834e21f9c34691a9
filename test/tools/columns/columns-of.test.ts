import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { NormalizedSchema } from '@smithy/core/schema'
import { catalogueOf } from '../../../tools/catalogue/catalogue.ts'
import { sdkPackages } from '../../../tools/catalogue/loaders.ts'
import { operationSchema } from '../../../tools/catalogue/operation-schema.ts'
import { serviceNames } from '../../../tools/catalogue/services.ts'
import { columnsOf } from '../../../tools/columns/columns-of.ts'
import { exceptions } from '../../../tools/columns/exceptions.ts'
import { findOperation } from '../../../tools/executor/find-operation.ts'
import { kinds } from '../../../tools/questions/things/kinds.ts'
import { definitions } from '../../../tools/tools.ts'

/** To be read by a person: what the lists that are asked for most show of each thing. */
const golden = new URL('columns.txt', import.meta.url)

describe('columnsOf', function () {
  this.timeout(60_000)

  it('names for each of the operations asked most what columns.txt says', async () => {
    const lines = (await readFile(golden, 'utf8')).trimEnd().split('\n')
    const operations = lines.map((line) => line.split(/\s+/)[0] ?? '')
    assert.ok(operations.length >= 100, `${operations.length} operations`)
    assert.deepEqual(await Promise.all(operations.map(lineOf)), lines)
  })

  it('has a line in columns.txt for each list that a tool names', async () => {
    const text = await readFile(golden, 'utf8')
    const missing: string[] = []
    for (const { common, services } of definitions) {
      for (const name of common) {
        const found = await findOperation(name, services)
        const columns = await columnsOf(found)
        if (columns.length > 0 && !text.includes(`${found.fullName} `)) missing.push(found.fullName)
      }
    }
    assert.deepEqual(missing, [])
  })

  it('names no column twice in any list of the catalogue, and no ARN where there is a name', async () => {
    const twice: string[] = []
    const byArn: string[] = []
    for (const service of serviceNames) {
      for (const [name, operation] of Object.entries((await catalogueOf(service)).operations)) {
        if (operation.class !== 'metadata') continue
        const columns = await columnsOf({ service, name, operation })
        if (columns.length > 0 && new Set(columns).size < columns.length) twice.push(name)
        const [first = ''] = columns
        if (/Arn$/.test(first) && columns.some((path) => /^(?:\w+)?name$/i.test(path)))
          byArn.push(name)
      }
    }
    assert.deepEqual([twice, byArn], [[], []])
  })

  it('knows for each kind that a question can list by what it is known', async () => {
    const first = async ({ each, list }: (typeof kinds)[number]) =>
      (await columnsOf(await findOperation(each?.operation ?? list, serviceNames)))[0]
    const named = await Promise.all(kinds.map(async (kind) => [kind.noun, await first(kind)]))
    assert.deepEqual(
      named.filter(([, column]) => column === undefined),
      [],
    )
    const described = ['queue', 'topic', 'certificate', 'table', 'EKS cluster', 'node group']
    assert.deepEqual(
      named.filter(([noun]) => described.includes(noun ?? '')),
      [
        ['EKS cluster', 'name'],
        ['node group', 'nodegroupName'],
        ['topic', 'TopicArn'],
        ['queue', 'QueueUrl'],
        ['table', 'TableName'],
        ['certificate', 'DomainName'],
      ],
    )
  })

  it('has in its exceptions no member that AWS does not give', async () => {
    const unknown: string[] = []
    for (const [key, paths] of Object.entries(exceptions)) {
      const [, service, name = ''] = /^(.*):(.*)$/.exec(key) ?? []
      const known = serviceNames.find((each) => each === service)
      if (known === undefined) continue
      const items = (await catalogueOf(known)).operations[name]?.items
      const { input, output } = operationSchema(await sdkPackages[known](), name)
      const from = items?.replaceAll('[]', '')
      // Of one thing: what it was asked by, and what is within the one member of the answer.
      const isGiven = (path: string) =>
        from === undefined
          ? leads(input, path) ||
            Object.values(output.getMemberSchemas()).some(
              (of) => of.isMapSchema() || leads(of, path),
            )
          : leads(output, `${from}.${path}`)
      unknown.push(...paths.filter((path) => !isGiven(path)).map((path) => `${key} ${path}`))
    }
    assert.deepEqual(unknown, [])
  })

  it('has no exception for an operation that is not there', async () => {
    const unknown: string[] = []
    for (const key of Object.keys(exceptions)) {
      const [service, name = ''] = key.split(':')
      const known = serviceNames.find((each) => each === service)
      if (known === undefined || !(name in (await catalogueOf(known)).operations)) unknown.push(key)
    }
    assert.deepEqual(unknown, [])
  })
})

/** Whether a path leads to a member that AWS gives, or to a tag. */
function leads(schema: NormalizedSchema, path: string): boolean {
  const [first = '', ...rest] = path.split('.')
  if (schema.isListSchema()) return leads(schema.getValueSchema(), path)
  if (!schema.isStructSchema()) return false
  const member = Object.entries(schema.getMemberSchemas()).find(([name]) => name === first)?.[1]
  if (member === undefined) return false
  if (rest.length === 0 || /^tag(?:s|set|list)$/i.test(first) || member.isMapSchema()) return true
  return leads(member, rest.join('.'))
}

async function lineOf(fullName: string): Promise<string> {
  const found = await findOperation(fullName, serviceNames)
  return `${fullName.padEnd(45)} ${(await columnsOf(found)).join('  ')}`
}
