import assert from 'node:assert/strict'
import {
  instanceMonthlyUsd,
  volumeMonthlyUsd,
} from '../../../../tools/recipes/money/unused/list-prices.ts'
import { unusedSpend } from '../../../../tools/recipes/money/unused-spend.ts'
import { awsError, scriptedClients } from '../../executor/scripted-clients.ts'
import { answerOf, membersOf, rowsOf, sampleClients } from '../sample-answer.ts'

describe('what is paid for and not used', () => {
  it('is the dearest first, with an estimate that says what it is', async () => {
    const answer = await answerOf(unusedSpend)
    assert.equal(
      answer.summary,
      '8 things in us-east-1 look unused, about $652 a month by list prices (an estimate, $21.45 a day and $7,828 a year): ' +
        '3 unattached volumes (loadtest-scratch, orders-export-2023 and search-old-data), about $516 a month; ' +
        '1 idle instance (legacy-backoffice), about $73.00 a month; ' +
        '2 stopped instances (batch-reports and staging-loadtest), about $47.20 a month; ' +
        '1 old snapshot (backoffice-before-move), about $12.50 a month; ' +
        '1 unused address (old-vpn), about $3.65 a month.',
    )
    assert.match(
      answer.notes?.[0] ?? '',
      /^Amounts are estimates: on-demand list prices of us-east-1/,
    )
    assert.match(answer.notes?.[1] ?? '', /^Not looked at: SageMaker notebooks/)
    assert.deepEqual(rowsOf(answer, 'Paid for and not used')[0], {
      What: 'unattached volume',
      Name: 'loadtest-scratch',
      Id: 'vol-010cc9a4142e4695f',
      Why: '1000 GiB io1, attached to nothing',
      Since: '2025-12-12',
      EstimatePerMonth: '$450',
    })
  })

  it('finds the forgotten fleet in the other region', async () => {
    const answer = await answerOf(unusedSpend, { region: 'eu-west-1' })
    assert.match(
      answer.summary ?? '',
      /4 idle instances \(embedding-backfill-1, .*\), about \$16,562/,
    )
    assert.match(String(membersOf(answer, 'Why')[0]), /^g5\.12xlarge, CPU at 0\.\d % on average/)
  })

  it('is nothing where there is nothing, without any price', async () => {
    const { summary, items, notes } = await answerOf(unusedSpend, { region: 'us-west-2' })
    assert.equal(summary, 'Nothing that was looked at in us-west-2 is unused.')
    assert.deepEqual([items.length, notes?.length], [0, 1])
  })

  it('holds load balancers, NAT gateways and databases that nobody called', async () => {
    const { clients } = scriptedClients(({ operation }) => quietAccount[operation] ?? {})
    const answer = await answerOf(unusedSpend, { clients })
    assert.deepEqual(
      answer.items.map((item) => Object.values(item ?? {}).slice(1, 3)),
      [
        ['nat-1', 'idle NAT gateway'],
        ['quiet', 'idle load balancer'],
        ['crm', 'idle database'],
      ],
    )
    assert.match(answer.summary ?? '', /without 1 that have no price here/)
  })

  it('calls nothing idle where CloudWatch may not be read', async () => {
    const clients = sampleClients(undefined, ({ service }) => {
      if (service === 'cloudwatch') throw awsError('AccessDenied', 'no', 403)
      return undefined
    })
    const answer = await answerOf(unusedSpend, { clients })
    assert.deepEqual(
      [...new Set(membersOf(answer, 'What'))],
      ['unattached volume', 'stopped instance', 'old snapshot', 'unused address'],
    )
    assert.match(String(answer.notes?.[0]), /^Not looked at: cloudwatch:GetMetricData/)
  })
})

describe('list prices', () => {
  it('grow with the size of an instance, and are unknown for other families', () => {
    const rounded = (type: string) => Math.round(instanceMonthlyUsd(type) ?? Number.NaN)
    assert.equal(rounded('m5.large'), 70)
    assert.equal(rounded('m5.4xlarge'), 561)
    assert.equal(rounded('t3.micro'), 8)
    assert.equal(rounded('g5.12xlarge'), 4141)
    assert.equal(instanceMonthlyUsd('x9.large'), undefined)
    assert.equal(instanceMonthlyUsd('m5.metal'), undefined)
  })

  it('are of a volume for its size, and for the operations it is promised', () => {
    assert.equal(volumeMonthlyUsd({ type: 'gp3', sizeGiB: 100, iops: 3000 }), 8)
    assert.equal(volumeMonthlyUsd({ type: 'gp3', sizeGiB: 100, iops: 4000 }), 13)
    assert.equal(volumeMonthlyUsd({ type: 'io1', sizeGiB: 1000, iops: 5000 }), 450)
    assert.equal(volumeMonthlyUsd({ type: 'zz9', sizeGiB: 1, iops: 0 }), undefined)
  })
})

const created = new Date('2025-01-01')
const quietAccount: Readonly<Record<string, Record<string, unknown>>> = {
  DescribeLoadBalancers: {
    LoadBalancers: ['quiet', 'young'].map((LoadBalancerName) => ({
      LoadBalancerName,
      LoadBalancerArn: `arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/${LoadBalancerName}/1`,
      Type: 'application',
      CreatedTime: LoadBalancerName === 'young' ? new Date('2026-03-17') : created,
    })),
  },
  DescribeNatGateways: {
    NatGateways: [{ NatGatewayId: 'nat-1', State: 'available', CreateTime: created }],
  },
  DescribeDBInstances: {
    DBInstances: [
      {
        DBInstanceIdentifier: 'crm',
        DBInstanceClass: 'db.r6g.large',
        DBInstanceStatus: 'available',
        InstanceCreateTime: created,
      },
    ],
  },
  GetMetricData: { MetricDataResults: [{ Id: 'm0', Values: [0, 0] }] },
}
