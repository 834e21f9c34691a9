import assert from 'node:assert/strict'
import { type Call, execute } from '../../../tools/executor/execute.ts'
import { readOperationsTool } from '../../../tools/read-operations.ts'
import { contextOf, scriptedClients } from './scripted-clients.ts'

describe('the call that a result says was made', () => {
  const sentBy = async (call: Call) => {
    const { clients } = scriptedClients(({ operation }) =>
      operation === 'DescribeRegions' ? { Regions: [{ RegionName: 'eu-west-1' }] } : {},
    )
    return (await execute(call, contextOf(clients, { dataAccess: new Set(['items']) }))).call
  }

  it('has its parameters as they are given, with the region that was asked', async () => {
    const call: Call = {
      services: ['cloudtrail'],
      operation: 'LookupEvents',
      parameters: JSON.stringify({ StartTime: 1893456000, EndTime: '2030-01-02' }),
    }
    assert.deepEqual(await sentBy(call), {
      operation: 'cloudtrail:LookupEvents',
      parameters: { StartTime: '2030-01-01T00:00:00.000Z', EndTime: '2030-01-02T00:00:00.000Z' },
      region: 'us-east-1',
    })
  })

  it('has bytes as base64', async () => {
    const parameters = { TableName: 'orders', Key: { id: { B: 'AQI=' } } }
    const call: Call = { services: ['dynamodb'], operation: 'GetItem', parameters }
    assert.deepEqual((await sentBy(call))?.parameters, parameters)
  })

  it('says all where all regions were asked, and nothing of the region where there is none', async () => {
    const ec2: Call = { services: ['ec2'], operation: 'DescribeVpcs', region: 'all' }
    assert.deepEqual(await sentBy(ec2), { operation: 'ec2:DescribeVpcs', region: 'all' })
    const iam: Call = { services: ['iam'], operation: 'ListUsers' }
    assert.deepEqual(await sentBy(iam), { operation: 'iam:ListUsers' })
  })

  it('stands by a question that chose it', async () => {
    const { clients } = scriptedClients(() => ({ Vpcs: [] }))
    const tool = readOperationsTool({ name: 'ec2', about: 'EC2', services: ['ec2'], common: [] })
    const result = await tool.run({ question: 'list my VPCs in eu-west-1' }, contextOf(clients))
    assert.deepEqual(result.call, { operation: 'ec2:DescribeVpcs', region: 'eu-west-1' })
  })

  it('leaves out parameters that are too many to say again', async () => {
    const Filters = [{ Name: 'vpc-id', Values: Array(500).fill('vpc-12345678') }]
    const call: Call = { services: ['ec2'], operation: 'DescribeVpcs', parameters: { Filters } }
    assert.deepEqual(await sentBy(call), { operation: 'ec2:DescribeVpcs', region: 'us-east-1' })
  })
})
