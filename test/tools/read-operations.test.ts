import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readOperationsTool } from '../../tools/read-operations.ts'
import { contextOf, scriptedClients } from './executor/scripted-clients.ts'

const ec2 = readOperationsTool({
  name: 'ec2',
  about: 'EC2',
  services: ['ec2', 'elastic-load-balancing-v2', 'auto-scaling'],
  common: ['DescribeInstances', 'elbv2:DescribeLoadBalancers'],
})

const answering = (output: Record<string, unknown>) => {
  const { clients, calls } = scriptedClients(() => output)
  return { context: contextOf(clients), calls }
}

const suggested = ({ suggestions = [] }: { suggestions?: { operation: string }[] }) =>
  suggestions.map(({ operation }) => operation)

describe('a tool of read operations', () => {
  it('shows its services and common operations', () => {
    assert.equal(ec2.name, 'ec2_read_operations')
    assert.equal(
      ec2.description,
      'Reads EC2 (ec2, elbv2, autoscaling): any read operation, never a change. ' +
        'Common: DescribeInstances, elbv2:DescribeLoadBalancers.',
    )
  })

  it('runs an operation by its name', async () => {
    const { context, calls } = answering({ Vpcs: [{ VpcId: 'vpc-1' }, { VpcId: 'vpc-2' }] })
    const input = {
      operation: 'ec2:DescribeVpcs',
      parameters: { Filters: [{ Name: 'is-default', Values: ['true'] }] },
      region: 'eu-west-1',
      query: '[].VpcId',
      max_items: 20,
    }
    assert.deepEqual(await ec2.run(input, context), {
      status: 'ok',
      operation: 'ec2:DescribeVpcs',
      regions: [{ region: 'eu-west-1', status: 'ok', items: ['vpc-1', 'vpc-2'], truncated: false }],
    })
    assert.deepEqual(calls, [
      {
        service: 'ec2',
        operation: 'DescribeVpcs',
        input: { ...input.parameters, MaxResults: 20 },
        region: 'eu-west-1',
      },
    ])
  })

  it('asked for nothing, gives the common operations and their parameters', async () => {
    const { context } = answering({})
    assert.deepEqual(await ec2.run({}, context), {
      status: 'error',
      regions: [],
      code: 'unknown_operation',
      message: 'Neither operation nor question is given',
      hint: 'Name an operation, these or any other read operation of the services.',
      suggestions: [
        {
          operation: 'ec2:DescribeInstances',
          description: 'Describes the specified instances or all instances',
          parameters: [
            'InstanceIds: string[]',
            'IncludeManagedResources: boolean',
            'Filters: Filter[] {Name: string, Values: string[]}',
          ],
        },
        {
          operation: 'elbv2:DescribeLoadBalancers',
          description: 'Describes the specified load balancers or all of your load balancers',
          parameters: ['LoadBalancerArns: string[]', 'Names: string[]'],
        },
      ],
    })
  })

  it('asked for an unknown operation, gives the nearest', async () => {
    const { context } = answering({})
    const near = async (operation: string) => suggested(await ec2.run({ operation }, context))
    assert.equal((await near('describe-instances'))[0], 'ec2:DescribeInstances')
    assert.equal((await near('ListInstances'))[0], 'ec2:DescribeInstances')
    assert.equal((await near('elbv2:DescribeTargets'))[0], 'elbv2:DescribeTargetGroups')
    assert.deepEqual(await near('☃'), [])
  })

  it('asks for the service where several have the operation', async () => {
    const { context, calls } = answering({})
    const result = await ec2.run({ operation: 'DescribeTags' }, context)
    assert.equal(
      result.message,
      'Operation DescribeTags is in several services: write it with its service',
    )
    assert.deepEqual(suggested(result).slice(0, 3), [
      'ec2:DescribeTags',
      'elbv2:DescribeTags',
      'autoscaling:DescribeTags',
    ])
    await ec2.run({ operation: 'autoscaling:DescribeTags' }, context)
    assert.deepEqual(
      calls.map(({ service }) => service),
      ['auto-scaling'],
    )
  })

  it('answers a question by the operation that the planner finds', async () => {
    const { context, calls } = answering({ Vpcs: [{ VpcId: 'vpc-1' }] })
    const result = await ec2.run({ question: 'list my VPCs in eu-west-1' }, context)
    assert.deepEqual([result.status, result.operation], ['ok', 'ec2:DescribeVpcs'])
    assert.equal(calls[0]?.region, 'eu-west-1')
  })

  it('offers operations where a question is not clear', async () => {
    const { context, calls } = answering({})
    const result = await ec2.run({ question: 'what about the weather?' }, context)
    assert.equal(result.code, 'unclear_question')
    assert.deepEqual(calls, [])
  })

  it('answers any input with a result', async () => {
    const { context } = answering({ Vpcs: [] })
    const operation = fc.constantFrom('DescribeVpcs', 'DescribeSubnets', 'RunInstances')
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), operation, async (value, operation) => {
        const inputs = [value, { operation, parameters: value }, { operation, query: value }]
        for (const input of inputs) {
          const { status } = await ec2.run(input, context)
          assert.match(status, /^(ok|error)$/)
        }
      }),
    )
  })

  it('refuses input of another shape, before any call', async () => {
    const { context, calls } = answering({})
    const inputs = [
      ...[null, [], 'DescribeVpcs', 5, { operation: 5 }, { operation: 'DescribeVpcs', limit: 5 }],
      ...[
        { operation: 'DescribeVpcs', max_items: 0 },
        { operation: 'DescribeVpcs', max_items: '5' },
      ],
      ...[{ operation: 'DescribeVpcs', max_items: 1001 }, { operation: 'x'.repeat(1_000_000) }],
      ...[
        { operation: 'DescribeVpcs', region: {} },
        { operation: 'DescribeVpcs', query: [] },
      ],
    ]
    for (const input of inputs) {
      const { code, hint } = await ec2.run(input, context)
      assert.equal(code, 'invalid_input', JSON.stringify(input)?.slice(0, 100))
      assert.match(hint ?? '', /^Fields: operation, parameters, /)
    }
    assert.deepEqual(calls, [])
  })
})
