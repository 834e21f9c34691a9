import assert from 'node:assert/strict'
import fc from 'fast-check'
import { jsonBytes } from '../../tools/json.ts'
import { readOperationsTool } from '../../tools/read-operations.ts'
import { definitions, tools } from '../../tools/tools.ts'
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
  it('shows its common operations', () => {
    assert.equal(ec2.name, 'ec2_read_operations')
    assert.equal(
      ec2.description,
      'Reads EC2. Any read, as DescribeInstances, elbv2:DescribeLoadBalancers',
    )
  })

  it('says nothing again in halves of characters, whatever it is asked with', async () => {
    const half = 'x\ud83d'
    const inputs = [
      { operation: `Describe${half}` },
      { operation: 'DescribeVpcs', query: `[?VpcId=='${half}']` },
      { operation: 'DescribeVpcs', parameters: { Filters: [{ Name: half, Values: [half] }] } },
      { operation: 'DescribeVpcs', parameters: JSON.stringify({ VpcIds: [half] }) },
      { operation: 'DescribeVpcs', parameters: { [half]: 1 } },
      { operation: 'DescribeVpcs', region: half },
      {
        operation: 'DescribeInstanceAttribute',
        parameters: { InstanceId: [half], Attribute: 'x' },
      },
    ]
    for (const input of inputs) {
      const { context, calls } = answering({ Vpcs: [] })
      const result = JSON.stringify(await ec2.run(input, context))
      assert.doesNotMatch(result + JSON.stringify(calls), /\\ud[89a-f]/i)
    }
  })

  it('takes any next_token that it gave', async () => {
    const NextToken = 't'.repeat(16_000)
    const five = Array.from({ length: 5 }, (_, at) => ({ VpcId: `vpc-${at}` }))
    const { context, calls } = answering({ Vpcs: five, NextToken })
    const input = { operation: 'DescribeVpcs', max_items: 5 }
    const [region] = (await ec2.run(input, context)).regions
    assert.ok(region?.status === 'ok')
    await ec2.run({ ...input, next_token: region.next_token }, context)
    assert.equal(calls.at(-1)?.input.NextToken, NextToken)
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
      call: {
        operation: 'ec2:DescribeVpcs',
        parameters: input.parameters,
        query: '[].VpcId',
        region: 'eu-west-1',
      },
      cli_query: '[Vpcs][] | [].VpcId',
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
    const { hint = '', ...result } = await ec2.run({}, context)
    assert.match(hint, /^Name an operation, .* next_token .* JMESPath .* question alone/)
    assert.deepEqual(result, {
      status: 'error',
      regions: [],
      code: 'unknown_operation',
      message: 'Neither operation nor question is given',
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
    assert.equal((await near('describe-instance'))[0], 'ec2:DescribeInstances')
    assert.equal((await near('ListInstances'))[0], 'ec2:DescribeInstances')
    assert.equal((await near('elbv2:DescribeTargets'))[0], 'elbv2:DescribeTargetGroups')
    assert.deepEqual(await near('☃'), [])
  })

  it('asks for the service where several have the operation', async () => {
    const { context, calls } = answering({})
    const result = await ec2.run({ operation: 'DescribeTags' }, context)
    assert.equal(
      result.message,
      'Operation DescribeTags is in several services: write one of ' +
        'ec2:DescribeTags, elbv2:DescribeTags, autoscaling:DescribeTags',
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

  it('answers a question about the things of another service too', async () => {
    const { context } = answering({
      DBInstances: [{ DBInstanceIdentifier: 'a', StorageEncrypted: false }],
    })
    const result = await ec2.run(
      { question: 'which databases in eu-west-1 are not encrypted?' },
      context,
    )
    assert.deepEqual([result.status, result.operation], ['ok', 'rds:DescribeDBInstances'])
    assert.match(result.summary ?? '', /: a\.$/)
  })

  it('answers a question by the operation that it names', async () => {
    const { context, calls } = answering({ Vpcs: [{ VpcId: 'vpc-1' }] })
    const result = await ec2.run({ question: 'list my VPCs in eu-west-1' }, context)
    assert.deepEqual([result.status, result.operation], ['ok', 'ec2:DescribeVpcs'])
    assert.equal(calls[0]?.region, 'eu-west-1')
  })

  it('offers questions near to one that is not clear', async () => {
    const { context, calls } = answering({})
    const result = await ec2.run({ question: 'what about the gizmos?' }, context)
    assert.equal(result.code, 'unclear_question')
    assert.equal(result.questions?.length, 3)
    // Lists alone are asked, for something that is called so.
    const others = calls.filter(({ operation }) => !/^(?:List|Describe|Get)/.test(operation))
    assert.deepEqual(others, [])
  })

  it('takes what models send in other forms', async () => {
    const { context, calls } = answering({ Vpcs: [] })
    const blank = { query: null, next_token: '', question: null, parameters: '' }
    await ec2.run({ operation: 'DescribeVpcs', ...blank, max_items: '7' }, context)
    const parameters = JSON.stringify({ VpcIds: ['vpc-1'] })
    const region = ['eu-west-1', 'us-east-1']
    await ec2.run({ operation: 'DescribeVpcs', parameters, region }, context)
    assert.deepEqual(
      calls.map(({ input, region }) => ({ ...input, region })),
      [
        { MaxResults: 7, region: 'us-east-1' },
        { VpcIds: ['vpc-1'], region: 'eu-west-1' },
        { VpcIds: ['vpc-1'], region: 'us-east-1' },
      ],
    )
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
        { operation: 'DescribeVpcs', max_items: 'five' },
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

  const helped = async (name: string, input: object) => {
    const { clients, calls } = scriptedClients(() => ({}))
    const tool = tools.find((tool) => tool.name === `${name}_read_operations`)
    assert.ok(tool)
    const result = await tool.run(input, contextOf(clients))
    assert.deepEqual(calls, [])
    assert.ok(jsonBytes(result) < 4_000, `${jsonBytes(result)} bytes`)
    return result
  }

  const wrongNames: [tool: string, operation: string, nearest: string][] = [
    ['ec2', 'ListSecurityGroups', 'ec2:DescribeSecurityGroups'],
    ['s3', 'GetBucketPublicAccessBlock', 's3:GetPublicAccessBlock'],
    ['rds', 'ListDBInstances', 'rds:DescribeDBInstances'],
    ['cloudwatch', 'GetAlarms', 'cloudwatch:DescribeAlarms'],
    ['cloudwatch', 'QueryInsights', 'logs:InsightsQuery'],
    ['sqs', 'DescribeQueueAttributes', 'sqs:GetQueueAttributes'],
    ['sagemaker', 'ListNotebooks', 'sagemaker:ListNotebookInstances'],
  ]
  for (const [tool, operation, nearest] of wrongNames) {
    it(`${tool}, asked for ${operation}, offers ${nearest}`, async () => {
      const result = await helped(tool, { operation })
      assert.ok(suggested(result).slice(0, 3).includes(nearest), suggested(result).join())
    })
  }

  const wrongParameters: [tool: string, operation: string, parameters: object, answer: RegExp][] = [
    [
      's3',
      'GetBucketEncryption',
      { BucketName: 'b' },
      /^Unknown parameter: BucketName. Did you mean Bucket/,
    ],
    [
      's3',
      'GetBucketEncryption',
      {},
      /^Bucket is required Accepted: Bucket: string \(required\); /,
    ],
    [
      'sqs',
      'GetQueueAttributes',
      { QueueName: 'q' },
      /Did you mean QueueUrl\? Accepted: QueueUrl: /,
    ],
    [
      'cloudwatch',
      'GetMetricData',
      {
        StartTime: 1,
        EndTime: 2,
        MetricDataQueries: [{ Id: 'a', MetricStat: { Metric: { x: 1 }, Period: 1, Stat: 'Sum' } }],
      },
      /MetricStat.Metric.x\. Accepted: Namespace: string; MetricName: string; Dimensions: Dimension\[\] \{/,
    ],
    [
      'cost_explorer',
      'GetCostAndUsage',
      { TimePeriod: { Start: '2030-01-01', End: '2030-01-02' }, Granularity: 'DAYLY', Metrics: [] },
      /^Granularity must be one of DAILY, HOURLY, MONTHLY. Did you mean DAILY\? Accepted: TimePeriod/,
    ],
    ['ecs', 'DescribeServices', { services: 5, cluster: 'c' }, /^services must be a list/],
  ]
  for (const [tool, operation, parameters, answer] of wrongParameters) {
    it(`${tool} says what ${operation} accepts, given ${JSON.stringify(parameters)}`, async () => {
      const { code, message, hint } = await helped(tool, { operation, parameters })
      assert.equal(code, 'invalid_parameter')
      assert.match(`${message} ${hint}`, answer)
    })
  }

  for (const { name, common } of definitions) {
    it(`${name}, asked for nothing, describes its common operations shortly`, async () => {
      const result = await helped(name, {})
      assert.ok(suggested(result).length >= Math.min(5, common.length))
    })
  }
})
