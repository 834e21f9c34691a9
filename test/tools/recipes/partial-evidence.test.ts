import assert from 'node:assert/strict'
import { answerRecipe } from '../../../tools/recipes/answer-recipe.ts'
import { unusedSpend } from '../../../tools/recipes/money/unused-spend.ts'
import { recipes } from '../../../tools/recipes/recipes.ts'
import { openToInternet } from '../../../tools/recipes/security/open-to-internet.ts'
import { publicBuckets } from '../../../tools/recipes/security/public-buckets.ts'
import { usersWithoutMfa } from '../../../tools/recipes/security/users-without-mfa.ts'
import type { AwsCall } from '../../../tools/tool.ts'
import { awsError, contextOf, scriptedClients } from '../executor/scripted-clients.ts'
import { answerOf, sampleClients } from './sample-answer.ts'

const longAgo = new Date('2024-01-01T00:00:00Z')

function series(StatusCode: string, values: number[] = []) {
  return ({ input }: AwsCall) => ({
    MetricDataResults: [input.MetricDataQueries].flat().map((_query, at) => ({
      Id: `m${at}`,
      StatusCode,
      Timestamps: values.map(() => longAgo),
      Values: values,
    })),
  })
}

describe('metrics that CloudWatch did not tell', () => {
  const things: Record<string, Record<string, unknown>> = {
    DescribeLoadBalancers: {
      LoadBalancers: [
        {
          LoadBalancerArn: 'arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/checkout/1',
          LoadBalancerName: 'checkout',
          Type: 'application',
          CreatedTime: longAgo,
        },
      ],
    },
    DescribeNatGateways: {
      NatGateways: [{ NatGatewayId: 'nat-1', State: 'available', CreateTime: longAgo }],
    },
    DescribeDBInstances: {
      DBInstances: [
        {
          DBInstanceIdentifier: 'crm',
          DBInstanceStatus: 'available',
          InstanceCreateTime: longAgo,
          DBInstanceClass: 'db.r6g.large',
        },
      ],
    },
    DescribeInstances: {
      Reservations: [
        { Instances: [{ InstanceId: 'i-1', InstanceType: 'm5.large', LaunchTime: longAgo }] },
      ],
    },
  }
  for (const [operation, answer] of Object.entries(things)) {
    for (const status of ['InternalError', 'Forbidden', 'PartialData']) {
      it(`make nothing of ${operation} idle: ${status}`, async () => {
        const { clients } = scriptedClients((call) => {
          if (call.operation === 'GetMetricData') return series(status, [0])(call)
          return call.operation === operation ? answer : {}
        })
        const { summary, items } = await answerOf(unusedSpend, { clients })
        assert.match(summary ?? '', /^Incomplete, without \d metrics? of cloudwatch:GetMetricData/)
        assert.deepEqual(items, [])
      })
    }
  }

  it('are told in several pages, of which the last one is complete', async () => {
    const { clients } = scriptedClients((call) => {
      if (call.operation === 'GetMetricData') {
        return call.input.NextToken === undefined
          ? { ...series('PartialData', [0])(call), NextToken: 'more' }
          : series('Complete', [0])(call)
      }
      return call.operation === 'DescribeNatGateways' ? (things.DescribeNatGateways ?? {}) : {}
    })
    const { summary } = await answerOf(unusedSpend, { clients })
    assert.match(
      summary ?? '',
      /^1 thing in us-east-1 looks unused, .*1 idle NAT gateway \(nat-1\)/,
    )
  })
})

describe('images that may not be read', () => {
  it('leave it open which snapshots are of none', async () => {
    const Snapshots = [{ SnapshotId: 'snap-1', VolumeSize: 500, StartTime: longAgo }]
    const { clients } = scriptedClients(({ operation }) => {
      if (operation === 'DescribeImages') throw awsError('UnauthorizedOperation', 'no', 403)
      return operation === 'DescribeSnapshots' ? { Snapshots } : {}
    })
    const { summary, items } = await answerOf(unusedSpend, { clients })
    assert.equal(
      summary,
      'Incomplete, without ec2:DescribeImages. 0 unused things were seen in us-east-1.',
    )
    assert.deepEqual(items, [])
  })
})

describe('prefix lists of a security group', () => {
  const open = (entries: string[]) => {
    const { clients } = scriptedClients(({ operation }) => {
      if (operation === 'GetManagedPrefixListEntries')
        return { Entries: entries.map((Cidr) => ({ Cidr })) }
      if (operation !== 'DescribeSecurityGroups') return {}
      const PrefixListIds = [{ PrefixListId: 'pl-1', Description: 'offices' }]
      const rule = { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, PrefixListIds }
      return { SecurityGroups: [{ GroupId: 'sg-1', GroupName: 'db', IpPermissions: [rule] }] }
    })
    return answerOf(openToInternet, { clients })
  }

  for (const block of ['0.0.0.0/0', '::/0', '128.0.0.0/1']) {
    it(`let everybody in by ${block}`, async () => {
      const { summary } = await open(['10.0.0.0/8', block])
      assert.match(summary ?? '', /security group db \(sg-1\) \(5432 \(PostgreSQL\) “pl-1 offices”/)
    })
  }

  it('let nobody in by addresses of one’s own', async () => {
    const { summary } = await open(['203.0.113.0/24'])
    assert.equal(summary, 'Nothing that was looked at in us-east-1 is open to the internet.')
  })
})

describe('many of a kind', () => {
  const Users = Array.from({ length: 1000 }, (_, at) => ({ UserName: `user-${at}` }))

  it('are all looked at: the one of a thousand without MFA is found', async () => {
    const { clients } = scriptedClients(({ operation, input }) => {
      if (operation === 'ListUsers') return { Users }
      if (operation !== 'ListMFADevices') return {}
      return { MFADevices: input.UserName === 'user-999' ? [] : [{ SerialNumber: 'x' }] }
    })
    const { summary } = await answerOf(usersWithoutMfa, { clients })
    assert.match(summary ?? '', /user-999\.$/)
  })

  it('are told as a part where some could not be read, in numbers', async () => {
    const { clients } = scriptedClients(({ operation, input }) => {
      if (operation === 'ListUsers') return { Users }
      if (operation !== 'ListMFADevices') return {}
      if (Number(String(input.UserName).slice(5)) >= 300) throw awsError('Throttling', 'Rate', 400)
      return { MFADevices: [{ SerialNumber: 'x' }] }
    })
    const { summary } = await answerOf(usersWithoutMfa, { clients })
    assert.equal(
      summary,
      'Incomplete, without iam:ListMFADevices of 700 of 1,000 users. 300 of 1,000 users looked at: 0 of them without MFA.',
    )
  })

  it('that are gone when they are looked at are left out', async () => {
    const { clients } = scriptedClients(({ operation, input }) => {
      if (operation === 'ListBuckets') return { Buckets: [{ Name: 'here' }, { Name: 'gone' }] }
      if (input.Bucket === 'gone') throw awsError('NoSuchBucket', 'it is not there', 404)
      return {}
    })
    const { summary } = await answerOf(publicBuckets, { clients })
    assert.match(summary ?? '', /^No bucket is public \(1 looked at\)\./)
  })
})

describe('results of recipes', () => {
  it('stay within 32 kB, whatever is in them', async () => {
    const long = (at: number) => `${at}-${'x'.repeat(200)}`
    const many = Array.from({ length: 120 }, (_, at) => at)
    const { clients } = scriptedClients(({ operation, region }) => {
      if (operation === 'DescribeRegions')
        return { Regions: many.slice(0, 34).map((at) => ({ RegionName: `us-east-${at + 1}` })) }
      if (operation === 'ListMetrics') return { Metrics: [{}] }
      if (region === 'us-east-3') throw awsError('AccessDenied', long(1), 403)
      return {
        Buckets: many.map((at) => ({ Name: long(at) })),
        Users: many.map((at) => ({ UserName: long(at) })),
        Volumes: many.map((at) => ({ VolumeId: long(at), Size: 10, State: 'available' })),
        Functions: many.map((at) => ({ FunctionName: long(at), Runtime: 'nodejs12.x' })),
      }
    })
    const own = ['unattached_volumes', 'old_runtimes', 'what_is', 'firing_alarms']
    for (const recipe of recipes.filter(({ name }) => own.includes(name))) {
      const parameters = /^(?:what_is|connections)$/.test(recipe.name) ? { name: long(7) } : {}
      const result = await answerRecipe(recipe, { parameters }, contextOf(clients))
      const bytes = Buffer.byteLength(JSON.stringify(result))
      assert.ok(bytes <= 32_000, `${recipe.name}: ${bytes}`)
    }
  }).timeout(60_000)

  it('name the regions that were looked at', async () => {
    const now = () => new Date('2026-03-18T14:25:31.250Z')
    const { regions, status } = await answerRecipe(
      unusedSpend,
      {},
      contextOf(sampleClients(), { now }),
    )
    const [only] = regions
    assert.equal(status, 'ok')
    assert.equal(only?.region, 'us-east-1, eu-west-1')
    assert.match(
      only?.status === 'ok' ? (only.summary ?? '') : '',
      /^14 things in us-east-1 and eu-west-1 look unused, about \$17,/,
    )
  })
})
