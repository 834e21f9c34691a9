import assert from 'node:assert/strict'
import { reviewedIn, type Service, services } from '../../../tools/catalogue/services.ts'
import { type Call, execute } from '../../../tools/executor/execute.ts'
import type { ToolContext, ToolResult } from '../../../tools/tool.ts'
import { tools } from '../../../tools/tools.ts'
import { contextOf, scriptedClients } from './scripted-clients.ts'

const account = '123456789012'
const other = '999999999999'

async function asked(call: Call, own: Partial<ToolContext> = { account }) {
  const { clients, calls } = scriptedClients(() => ({}))
  const result = await execute(call, contextOf(clients, own))
  return { code: codeOf(result), sent: calls.map(({ input, region }) => ({ input, region })) }
}

const codeOf = ({ code, regions }: ToolResult): string | undefined => {
  const [region] = regions
  return code ?? (region?.status === 'error' ? region.code : undefined)
}

const sent = async (service: Service, operation: string, parameters: unknown = {}, region = '') =>
  (await asked({ services: [service], operation, parameters, ...(region && { region }) })).sent

describe('an operation of the further services', () => {
  const refused: [string, Service, string, unknown][] = [
    ['a decrypted parameter', 'ssm', 'GetParameter', { Name: 'a', WithDecryption: true }],
    ['the same as text', 'ssm', 'GetParameters', { Names: ['a'], WithDecryption: 'true' }],
    [
      'the same in other letters',
      'ssm',
      'GetParametersByPath',
      { path: '/', withDecryption: true },
    ],
    ['the same in text', 'ssm', 'GetParameterHistory', '{"Name":"a","WithDecryption":true}'],
    ['a connection’s password', 'glue', 'GetConnection', { Name: 'a', HidePassword: false }],
    ['passwords of connections', 'glue', 'GetConnections', { hide_password: 'false' }],
    ['another account’s budgets', 'budgets', 'DescribeBudgets', { AccountId: other }],
    ['access points', 's3-control', 'ListAccessPoints', { account_id: other }],
    ['partners', 'redshift', 'DescribePartners', { AccountId: other, ClusterIdentifier: 'c' }],
    ['a catalog', 'glue', 'GetTables', { CatalogId: other, DatabaseName: 'd' }],
    ['a catalog within it', 'glue', 'GetTables', { CatalogId: `${other}:s`, DatabaseName: 'd' }],
    ['a parent catalog', 'glue', 'GetCatalogs', { ParentCatalogId: other }],
    [
      'a run of statistics',
      'glue',
      'GetColumnStatisticsTaskRuns',
      { CatalogID: other, DatabaseName: 'd', TableName: 't' },
    ],
    [
      'permissions',
      'lakeformation',
      'ListPermissions',
      { Resource: { Database: { CatalogId: other, Name: 'd' } } },
    ],
    [
      'a filter of cells',
      'lakeformation',
      'GetDataCellsFilter',
      { TableCatalogId: other, DatabaseName: 'd', TableName: 't', Name: 'n' },
    ],
    [
      'a vault',
      'backup',
      'DescribeBackupVault',
      { BackupVaultName: 'v', BackupVaultAccountId: other },
    ],
    ['a registry of images', 'ecr', 'DescribeRepositories', { registryId: other }],
    ['a key', 'kms', 'DescribeKey', { KeyId: `arn:aws:kms:us-east-1:${other}:key/a` }],
    [
      'a state machine',
      'sfn',
      'DescribeStateMachine',
      { stateMachineArn: `arn:aws:states:us-east-1:${other}:stateMachine:a` },
    ],
    ['a shared snapshot', 'redshift-serverless', 'GetSnapshot', { ownerAccount: other }],
  ]
  for (const [what, service, operation, parameters] of refused) {
    it(`is refused before anything is sent: ${what}`, async () => {
      const own: Partial<ToolContext> = { account, dataAccess: new Set(['items', 'objects']) }
      assert.deepEqual(await asked({ services: [service], operation, parameters }, own), {
        code: 'invalid_parameter',
        sent: [],
      })
    })
  }

  it('has its own account filled in where AWS asks for it, for one and for each of many', async () => {
    for (const [service, operation, parameters] of [
      ['budgets', 'DescribeBudgets', undefined],
      ['budgets', 'DescribeBudgets', '{}'],
      ['s3-control', 'ListAccessPoints', {}],
    ] as const) {
      const [call] = await sent(service, operation, parameters)
      assert.equal(call?.input.AccountId, account)
    }
    const each = await sent('budgets', 'DescribeBudget', { BudgetName: ['a', 'b'] })
    assert.deepEqual(
      each.map(({ input }) => input),
      [
        { AccountId: account, BudgetName: 'a' },
        { AccountId: account, BudgetName: 'b' },
      ],
    )
    const named = { AccountId: account, ClusterIdentifier: 'c' }
    const [partners] = await sent('redshift', 'DescribePartners', { ClusterIdentifier: 'c' })
    assert.deepEqual(partners?.input, named)
    // A member of the organisation is asked about, and never filled in.
    const call: Call = { services: ['organizations'], operation: 'DescribeAccount' }
    assert.equal((await asked(call)).code, 'invalid_parameter')
    const [member] = await sent('organizations', 'DescribeAccount', { AccountId: other })
    assert.deepEqual(member?.input, { AccountId: other })
    assert.equal(
      (await asked({ services: ['budgets'], operation: 'DescribeBudgets' }, {})).code,
      'invalid_parameter',
    )
  })

  it('takes ids that only look like an account’s parameter, and its own catalogs', async () => {
    for (const [service, operation, parameters] of [
      ['bedrock-agentcore-control', 'GetRegistry', { registryId: 'registry-1' }],
      ['glue', 'ListSchemas', { RegistryId: { RegistryName: 'orders' } }],
      ['glue', 'GetTables', { CatalogId: account, DatabaseName: 'd' }],
      ['glue', 'GetTables', { CatalogId: `${account}:s3tablescatalog`, DatabaseName: 'd' }],
      ['glue', 'GetCatalog', { CatalogId: 's3tablescatalog' }],
      ['ecr', 'DescribeRepositories', { registryId: account }],
    ] as const) {
      assert.equal((await sent(service, operation, parameters)).length, 1, operation)
    }
  })

  it('hides passwords of connections unasked', async () => {
    const [call] = await sent('glue', 'GetConnections')
    assert.equal(call?.input.HidePassword, true)
  })

  it('goes where its service is at home, once', async () => {
    for (const [service, operation, parameters, region] of [
      ['health', 'DescribeEvents', {}, 'us-east-1'],
      ['pricing', 'DescribeServices', {}, 'us-east-1'],
      ['cloudfront', 'ListDistributions', {}, 'eu-west-1'],
      ['organizations', 'ListAccounts', {}, 'eu-west-1'],
      ['wafv2', 'ListWebACLs', { Scope: 'CLOUDFRONT' }, 'us-east-1'],
      ['wafv2', 'ListWebACLs', { Scope: 'REGIONAL' }, 'eu-west-1'],
      ['kms', 'ListKeys', {}, 'eu-west-1'],
    ] as const) {
      const call: Call = { services: [service], operation, parameters }
      const { sent } = await asked(call, { account, defaultRegion: 'eu-west-1' })
      assert.deepEqual(
        sent.map(({ region }) => region),
        [region],
        operation,
      )
    }
    const everywhere = { services: ['health'], operation: 'DescribeEvents', region: 'all' } as const
    assert.equal((await asked(everywhere)).sent.length, 1)
    // Another part of AWS has homes of its own.
    const china: Call = { services: ['health'], operation: 'DescribeEvents' }
    const { sent: there } = await asked(china, { account, defaultRegion: 'cn-north-1' })
    assert.deepEqual(
      there.map(({ region }) => region),
      ['cn-north-1'],
    )
  })
})

describe('the tool of the further services', () => {
  const tool = tools.find(({ name }) => name === 'aws_read_operations') ?? assert.fail()
  async function run(input: Record<string, unknown>, own: Partial<ToolContext> = {}) {
    const { clients, calls } = scriptedClients(() => ({ Keys: [], stateMachines: [] }))
    const result = await tool.run(input, contextOf(clients, { account, ...own }))
    return { result, calls: calls.map(({ service, operation }) => `${service}:${operation}`) }
  }

  it('finds an operation by the names people use for its service', async () => {
    for (const operation of [
      ...['stepfunctions:ListStateMachines', 'sfn:ListStateMachines', 'states:ListStateMachines'],
      ...['sfn list-state-machines', 'stepfunctions.list_state_machines', 'ListStateMachines'],
    ]) {
      assert.deepEqual((await run({ operation })).calls, ['sfn:ListStateMachines'], operation)
    }
  })

  it('suggests for a near name what is meant, and calls nothing', async () => {
    for (const [operation, meant] of [
      ['states:ListRunningMachines', 'stepfunctions:ListStateMachines'],
      ['ssm:ListParameters', 'ssm:DescribeParameters'],
      ['kms:ListKey', 'kms:ListKeys'],
    ] as const) {
      const { result, calls } = await run({ operation })
      assert.deepEqual([result.code, calls], ['unknown_operation', []])
      const names = result.suggestions?.map((each) => each.operation)
      assert.ok(names?.includes(meant), `${operation}: ${names}`)
    }
  })

  it('answers a question by the operation that it means, and lists what is near to one that means none', async () => {
    const { calls } = await run({ question: 'list the KMS keys' })
    // In the regions that are in use, which may be asked for first.
    assert.deepEqual(
      new Set(calls.filter((call) => call !== 'ec2:DescribeRegions')),
      new Set(['kms:ListKeys']),
    )
    const { result } = await run({ question: 'tell me of retention' })
    assert.equal(result.code, 'unclear_question')
    assert.ok((result.suggestions?.length ?? 0) > 0)
  })

  it('refuses what a deployment did not switch on, and says how to', async () => {
    const { result, calls } = await run({ operation: 'kms:ListKeys' }, { services: ['sfn'] })
    assert.deepEqual([result.code, calls], ['operation_refused', []])
    assert.match(result.hint ?? '', /SERVICES=kms/)
  })

  it('has no service that nobody has reviewed', () => {
    const { reviewed, ...unreviewed } = services.kms
    assert.ok(reviewed)
    assert.deepEqual(reviewedIn({ kms: unreviewed, sfn: services.sfn }), ['sfn'])
  })
})
