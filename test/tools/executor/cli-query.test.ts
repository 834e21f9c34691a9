import assert from 'node:assert/strict'
import { type JSONValue, search } from '@jmespath-community/jmespath'
import { tools } from '../../../tools/tools.ts'
import { contextOf, scriptedClients } from './scripted-clients.ts'

describe('the query that a result gives for the AWS command line', () => {
  const instances = [{ InstanceId: 'i-1' }, { InstanceId: 'i-2' }]
  const outputs: Record<string, Record<string, JSONValue>> = {
    DescribeInstances: { Reservations: [{ Instances: instances }, { Instances: [] }] },
    ListUsers: { Users: [{ UserName: 'ann' }, { UserName: 'tom' }], IsTruncated: false },
    GetUser: { User: { UserName: 'ann' } },
    GetAccountSummary: { SummaryMap: { Users: 2 } },
  }
  const cases: [tool: string, operation: string, query: string, cliQuery: string][] = [
    ['ec2', 'DescribeInstances', '[].InstanceId', 'Reservations[].Instances[] | [].InstanceId'],
    ['ec2', 'DescribeInstances', 'length(@)', 'Reservations[].Instances[] | length(@)'],
    [
      'ec2',
      'DescribeInstances',
      'Reservations[].Instances[].InstanceId',
      'Reservations[].Instances[].InstanceId',
    ],
    ['iam', 'ListUsers', "[?UserName=='tom']", "[Users][] | [?UserName=='tom']"],
    ['iam', 'ListUsers', 'Users[0].UserName', 'Users[0].UserName'],
    ['iam', 'GetUser', '[].UserName', '[User][] | [].UserName'],
  ]
  for (const [tool, operation, query, cliQuery] of cases) {
    it(`is ${cliQuery}, and finds the same`, async () => {
      const output = outputs[operation] ?? {}
      const { clients } = scriptedClients(() => output)
      const parameters = operation === 'GetUser' ? { UserName: 'ann' } : {}
      const run = tools.find(({ name }) => name === `${tool}_read_operations`)?.run
      const result = await run?.({ operation, query, parameters }, contextOf(clients))
      assert.equal(result?.cli_query, cliQuery)
      const [region] = result?.regions ?? []
      const found = search(output, cliQuery)
      assert.deepEqual(region?.status === 'ok' && region.items, [found].flat())
    })
  }

  it('is not there without a query, nor where the command line has items in another form', async () => {
    const { clients } = scriptedClients(() => ({ Items: [{ id: { S: '1' } }], Vpcs: [] }))
    const context = contextOf(clients, { dataAccess: new Set(['items']) })
    const runOf = (name: string) => tools.find((tool) => tool.name === name)?.run
    const vpcs = await runOf('ec2_read_operations')?.({ operation: 'DescribeVpcs' }, context)
    const scan = { operation: 'Scan', parameters: { TableName: 't' }, query: '[].id' }
    const items = await runOf('dynamodb_read_operations')?.(scan, context)
    assert.deepEqual([vpcs?.cli_query, items?.cli_query], [undefined, undefined])
    assert.deepEqual([vpcs?.status, items?.status], ['ok', 'ok'])
  })

  it('is there for a question that another tool’s service answers', async () => {
    const DBInstances = [{ DBInstanceIdentifier: 'orders', StorageEncrypted: true }]
    const { clients } = scriptedClients(() => ({ DBInstances }))
    const run = tools.find(({ name }) => name === 'ec2_read_operations')?.run
    const call = { question: 'which rds databases are encrypted?', region: 'us-east-1' }
    const { operation, cli_query } = (await run?.(call, contextOf(clients))) ?? {}
    assert.equal(operation, 'rds:DescribeDBInstances')
    assert.equal(cli_query, '[DBInstances][] | [?StorageEncrypted]')
  })
})
