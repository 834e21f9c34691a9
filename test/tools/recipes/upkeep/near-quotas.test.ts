import assert from 'node:assert/strict'
import { nearQuotas } from '../../../../tools/recipes/upkeep/near-quotas.ts'
import { awsError, scriptedClients } from '../../executor/scripted-clients.ts'
import { answerOf, membersOf, regionOf, rowsOf, sampleClients } from '../sample-answer.ts'

const Services = [
  { ServiceCode: 'ec2', ServiceName: 'Amazon Elastic Compute Cloud (Amazon EC2)' },
  { ServiceCode: 'logs', ServiceName: 'Amazon CloudWatch Logs' },
]

const metric = (Service: string, MetricName = 'ResourceCount') => ({
  Namespace: 'AWS/Usage',
  MetricName,
  Dimensions: [
    { Name: 'Type', Value: 'Resource' },
    { Name: 'Service', Value: Service },
  ],
})

const quota = (QuotaName: string, Value: number, more: Record<string, unknown> = {}) => ({
  ServiceCode: 'logs',
  QuotaCode: `L-${QuotaName}`,
  QuotaName,
  Value,
  Adjustable: true,
  UsageMetric: {
    MetricNamespace: 'AWS/Usage',
    MetricName: 'ResourceCount',
    MetricDimensions: { Service: 'CloudWatch Logs', Resource: QuotaName },
    MetricStatisticRecommendation: 'Maximum',
  },
  ...more,
})

describe('quotas near their end', () => {
  it('are told the fullest first, over all regions in use', async () => {
    const answer = await answerOf(nearQuotas, { region: 'in use' })
    assert.equal(
      answer.summary,
      '2 quotas in us-east-1 and eu-west-1 are used to 80 % or more:\n' +
        '- EC2-VPC Elastic IPs (us-east-1): 5 of 5 in use, 100 %\n' +
        '- Running On-Demand G and VT instances (eu-west-1): 192 of 208 in use, 92 %',
    )
    assert.deepEqual(rowsOf(answer, 'Quota nearly reached')[1], {
      Quota: 'Running On-Demand G and VT instances',
      Service: 'ec2',
      Region: 'eu-west-1',
      Used: 192,
      Peak: 192,
      Limit: 208,
      Percent: 92.31,
      Adjustable: true,
      Code: 'L-DB2E81BA',
      By: 'CloudWatch, AWS/Usage',
    })
  })

  it('are those of one service, from a part on, as asked', async () => {
    const vpc = await answerOf(nearQuotas, { parameters: { service: 'VPC', threshold: 40 } })
    assert.deepEqual(membersOf(vpc, 'Quota'), ['VPCs per Region'])
    const none = await answerOf(nearQuotas, { parameters: { service: 'vpc' } })
    assert.match(
      none.summary ?? '',
      /^No quota .*\(1 looked at\)\. The nearest:\n- VPCs per Region/,
    )
    const asked = await answerOf(nearQuotas, { question: 'which EC2 quotas are over 95 % used?' })
    assert.deepEqual(membersOf(asked, 'Percent'), [100])
    const unknown = await regionOf(nearQuotas, { parameters: { service: 'lambada' } })
    assert.deepEqual('code' in unknown && [unknown.code, unknown.hint], [
      'invalid_parameter',
      'Nearest: lambda.',
    ])
  })

  it('are those too that AWS lists by their defaults alone, what was applied before them', async () => {
    const address = (QuotaName: string, Value: number, QuotaCode: string) => ({
      ...{ ServiceCode: 'ec2', QuotaName, Value, QuotaCode },
    })
    const { clients } = scriptedClients(({ operation }) => {
      if (operation === 'ListServices') return { Services }
      if (operation === 'ListServiceQuotas') return { Quotas: [address('VPCs', 100, 'L-F678F1CE')] }
      if (operation === 'ListAWSDefaultServiceQuotas')
        return { Quotas: [address('VPCs', 1, 'L-F678F1CE'), address('IPs', 2, 'L-0263D0A3')] }
      if (operation === 'DescribeVpcs') return { Vpcs: [{ VpcId: 'a' }] }
      return operation === 'DescribeAddresses' ? { Addresses: [{}, {}] } : {}
    })
    const answer = await answerOf(nearQuotas, { clients, parameters: { service: 'ec2' } })
    assert.match(
      answer.summary ?? '',
      /^1 quota in us-east-1 .*:\n- IPs \(us-east-1\): 2 of 2 in use, 100 %/,
    )
  })

  it('take no parameter that they have not', async () => {
    await assert.rejects(answerOf(nearQuotas, { parameters: { threshold: 'high' } }), /threshold/)
    await assert.rejects(answerOf(nearQuotas, { parameters: { limit: 3 } }), /Unknown parameter/)
  })

  it('are looked for in every page, in the services that CloudWatch counts', async () => {
    const { clients, calls } = scriptedClients(({ operation, input }) => {
      if (operation === 'ListServices') {
        return input.NextToken === undefined
          ? { Services: Services.slice(0, 1), NextToken: 'more' }
          : { Services: Services.slice(1) }
      }
      if (operation === 'ListMetrics') return { Metrics: [metric('CloudWatch Logs')] }
      if (operation === 'GetMetricData') return series(input, [3, 8, 7])
      if (operation !== 'ListServiceQuotas' || input.ServiceCode !== 'logs') return {}
      return input.NextToken === undefined
        ? { Quotas: [quota('Groups', 100)], NextToken: 'more' }
        : {
            Quotas: [
              quota('Filters', 8, { Adjustable: false }),
              quota('Rate', 1, { Period: { PeriodUnit: 'SECOND', PeriodValue: 1 } }),
            ],
          }
    })
    const { summary, notes = [] } = await answerOf(nearQuotas, { clients })
    assert.equal(
      summary,
      '1 quota in us-east-1 is used to 80 % or more:\n' +
        '- Filters (us-east-1): 7 of 8 in use, at most 8 in the last day, 100 %, which cannot be raised',
    )
    assert.match(notes.join(), /^Of 3 quotas .* the use of 2 is known/)
    assert.ok(calls.some(({ operation }) => operation === 'DescribeAddresses') === false)
  })

  it('are not said to be far where something could not be read', async () => {
    const denied = (name: string) =>
      sampleClients(undefined, ({ operation }) => {
        if (operation === name) throw awsError('AccessDeniedException', 'no', 400)
        return undefined
      })
    const clients = denied('DescribeAddresses')
    const { summary = '' } = await answerOf(nearQuotas, { clients })
    assert.match(summary, /^Incomplete, without ec2:DescribeAddresses\. 0 quotas used to 80 %/)
    const { notes = [] } = await answerOf(nearQuotas, { clients: denied('GetMetricData') })
    assert.match(notes.join('\n'), /^Not looked at: the use of quotas\. AccessDeniedException/m)
    await assert.rejects(answerOf(nearQuotas, { clients: denied('ListServices') }), /AccessDenied/)
  })

  it('are not made up in an account of which nothing is counted', async () => {
    const { clients } = scriptedClients(({ operation }) =>
      operation === 'ListServices' ? { Services } : {},
    )
    const { summary, items } = await answerOf(nearQuotas, { clients })
    assert.equal(summary, 'How much of the quotas in us-east-1 is in use is not known here.')
    assert.deepEqual(items, [])
  })
})

const series = ({ MetricDataQueries }: Record<string, unknown>, Values: number[]) => ({
  MetricDataResults: [MetricDataQueries].flat().map((_query, at) => ({
    Id: `m${at}`,
    StatusCode: 'Complete',
    Timestamps: Values.map((_value, at) => new Date(Date.UTC(2026, 2, 18, 10, at))),
    Values,
  })),
})
