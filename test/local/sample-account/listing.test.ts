import assert from 'node:assert/strict'
import { logGroups } from '../../../local/sample-account/facts/log-groups.ts'
import { all, ask, strings } from './ask.ts'

const names = async (Filters: object[]) => {
  const output = await ask('ec2:DescribeInstances', { Filters })
  return all(output, 'Reservations.Instances.Tags')
    .filter((tag) => all(tag, 'Key')[0] === 'Name')
    .map((tag) => all(tag, 'Value')[0])
}

describe('filters', () => {
  it('must all hold, by any of their values', async () => {
    const found = await names([
      { Name: 'tag:Service', Values: ['search', 'reports'] },
      { Name: 'instance-state-name', Values: ['running'] },
      { Name: 'tag:Env', Values: ['prod'] },
    ])
    assert.deepEqual(found, ['search-1', 'search-2', 'search-3'])
  })

  it('take wildcards', async () => {
    assert.deepEqual(await names([{ Name: 'instance-type', Values: ['c5.*'] }]), [
      'batch-reports',
      'staging-loadtest',
    ])
    assert.deepEqual(await names([{ Name: 'tag:Name', Values: ['search-?'] }]), [
      'search-1',
      'search-2',
      'search-3',
    ])
    assert.deepEqual(await names([{ Name: 'tag:Name', Values: ['search.1'] }]), [])
  })

  it('know tag keys, zones, networks and groups', async () => {
    const owned = await names([{ Name: 'tag-key', Values: ['Owner'] }])
    assert.equal(owned.includes('legacy-backoffice'), false)
    assert.equal(owned.includes('ops-bastion'), true)
    const vpcs = await ask('ec2:DescribeVpcs', {
      Filters: [{ Name: 'tag:Name', Values: ['staging'] }],
    })
    const inStaging = [{ Name: 'vpc-id', Values: strings(vpcs, 'Vpcs.VpcId') }]
    assert.deepEqual(await names(inStaging), ['staging-search-1', 'staging-loadtest'])
    const inZone = [...inStaging, { Name: 'availability-zone', Values: ['us-east-1b'] }]
    assert.deepEqual(await names(inZone), ['staging-loadtest'])
    const groups = await ask('ec2:DescribeSecurityGroups', {
      Filters: [{ Name: 'ip-permission.cidr', Values: ['0.0.0.0/0'] }],
    })
    assert.deepEqual(strings(groups, 'SecurityGroups.GroupName'), ['ops-bastion', 'storefront-alb'])
    const inGroup = [{ Name: 'group-id', Values: [strings(groups, 'SecurityGroups.GroupId')[0]] }]
    assert.deepEqual(await names(inGroup), ['ops-bastion'])
  })

  it('tell attached volumes from spare ones', async () => {
    const volumes = async (Name: string, value: string) =>
      all(await ask('ec2:DescribeVolumes', { Filters: [{ Name, Values: [value] }] }), 'Volumes')
    const everything = all(await ask('ec2:DescribeVolumes'), 'Volumes')
    const attached = await volumes('attachment.status', 'attached')
    const spare = await volumes('status', 'available')
    assert.equal(spare.length, 3)
    assert.equal(attached.length + spare.length, everything.length)
  })

  it('leave nothing where they name what nothing has', async () => {
    assert.deepEqual(await names([{ Name: 'no-such-thing', Values: ['*'] }]), [])
  })
})

describe('paging', () => {
  for (const { call, input, path, size, tokens } of [
    {
      call: 'ec2:DescribeInstances',
      path: 'Reservations.Instances.InstanceId',
      size: { MaxResults: 5 },
      tokens: ['NextToken', 'NextToken'],
    },
    {
      call: 'iam:ListRoles',
      path: 'Roles.RoleName',
      size: { MaxItems: 4 },
      tokens: ['Marker', 'Marker'],
    },
    {
      call: 'lambda:ListFunctions',
      path: 'Functions.FunctionName',
      size: { MaxItems: 2 },
      tokens: ['NextMarker', 'Marker'],
    },
    {
      call: 'elastic-load-balancing-v2:DescribeTargetGroups',
      path: 'TargetGroups.TargetGroupName',
      size: { PageSize: 2 },
      tokens: ['NextMarker', 'Marker'],
    },
    {
      call: 'rds:DescribeDBInstances',
      path: 'DBInstances.DBInstanceIdentifier',
      size: { MaxRecords: 3 },
      tokens: ['Marker', 'Marker'],
    },
    {
      call: 'ecs:ListTasks',
      input: { cluster: 'prod' },
      path: 'taskArns',
      size: { maxResults: 3 },
      tokens: ['nextToken', 'nextToken'],
    },
    {
      call: 'dynamodb:ListTables',
      path: 'TableNames',
      size: { Limit: 3 },
      tokens: ['LastEvaluatedTableName', 'ExclusiveStartTableName'],
    },
    {
      call: 's3:ListBuckets',
      path: 'Buckets.Name',
      size: { MaxBuckets: 3 },
      tokens: ['ContinuationToken', 'ContinuationToken'],
    },
    {
      call: 's3:ListObjectsV2',
      input: { Bucket: 'quillmarket-assets' },
      path: 'Contents.Key',
      size: { MaxKeys: 5 },
      tokens: ['NextContinuationToken', 'ContinuationToken'],
    },
    {
      call: 'cloudtrail:LookupEvents',
      path: 'Events.EventId',
      size: { MaxResults: 2 },
      tokens: ['NextToken', 'NextToken'],
    },
    {
      call: 'sqs:ListQueues',
      path: 'QueueUrls',
      size: { MaxResults: 2 },
      tokens: ['NextToken', 'NextToken'],
    },
    {
      call: 'cloudwatch-logs:FilterLogEvents',
      input: { logGroupName: '/ecs/checkout-api', filterPattern: 'ERROR' },
      path: 'events.eventId',
      size: { limit: 100 },
      tokens: ['nextToken', 'nextToken'],
    },
    {
      call: 'cloudwatch-logs:GetLogEvents',
      input: {
        logGroupName: '/aws/lambda/chat-alerts',
        logStreamName: streamOf('/aws/lambda/chat-alerts'),
        startFromHead: true,
      },
      path: 'events.timestamp',
      size: { limit: 4000 },
      tokens: ['nextForwardToken', 'nextToken'],
    },
  ]) {
    it(`gives every item of ${call} once`, async () => {
      const whole = strings(await ask(call, input), path)
      const [given = '', taken = ''] = tokens
      const paged: string[] = []
      let token: unknown
      do {
        const output: Record<string, unknown> = await ask(call, {
          ...input,
          ...size,
          ...(token !== undefined && { [taken]: token }),
        })
        paged.push(...strings(output, path))
        token = output[given] === token ? undefined : output[given]
      } while (token !== undefined)
      assert.ok(paged.length > Math.max(...Object.values(size).map(Number)), 'one page is no test')
      assert.deepEqual(paged.slice(0, whole.length), whole)
      assert.equal(new Set(paged).size, paged.length)
    })
  }

  it('refuses a token that it did not give', async () => {
    await assert.rejects(ask('ec2:DescribeVolumes', { NextToken: 'made-up' }), {
      name: 'InvalidNextToken',
    })
  })
})

function streamOf(group: string): string {
  return logGroups.find(({ name }) => name === group)?.streams[0] ?? ''
}
