import assert from 'node:assert/strict'
import { all, ask, now, one, records, strings } from './ask.ts'

const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const wholeMinutesAgo = (date: unknown) =>
  Math.floor((now.getTime() - new Date(String(date)).getTime()) / 60_000)

describe('the bad deploy of checkout-api', () => {
  it('is a deployment with fewer tasks than desired, whose health checks fail', async () => {
    const output = await ask('ecs:DescribeServices', {
      cluster: 'prod',
      services: ['checkout-api'],
    })
    assert.equal(one(output, 'services.desiredCount'), 6)
    assert.equal(one(output, 'services.runningCount'), 3)
    assert.equal(one(output, 'services.pendingCount'), 2)
    assert.deepEqual(strings(output, 'services.deployments.rolloutState'), [
      'IN_PROGRESS',
      'COMPLETED',
    ])
    assert.match(strings(output, 'services.events.message').join(), /Health checks failed.*503/)
    const others = await ask('ecs:DescribeServices', {
      cluster: 'prod',
      services: ['web', 'catalog-api', 'order-worker'],
    })
    assert.deepEqual(all(others, 'services.desiredCount'), all(others, 'services.runningCount'))
  })

  it('was made by the person and at the time that ECS and CloudTrail agree on', async () => {
    const service = await ask('ecs:DescribeServices', {
      cluster: 'prod',
      services: ['checkout-api'],
    })
    const trail = await ask('cloudtrail:LookupEvents', {
      StartTime: minutesAgo(60),
      EndTime: now,
    })
    assert.deepEqual(strings(trail, 'Events.EventName'), [
      'UpdateService',
      'RegisterTaskDefinition',
    ])
    assert.deepEqual(strings(trail, 'Events.Username'), ['tom.lindqvist', 'tom.lindqvist'])
    assert.equal(
      strings(trail, 'Events.EventTime')[0],
      strings(service, 'services.deployments.createdAt')[0],
    )
    assert.equal(wholeMinutesAgo(all(trail, 'Events.EventTime')[0]), 41)
    const definition = await ask('ecs:DescribeTaskDefinition', {
      taskDefinition: one(service, 'services.taskDefinition'),
    })
    assert.match(String(one(definition, 'taskDefinition.registeredBy')), /user\/tom\.lindqvist$/)
  })

  it('changed one variable and the image', async () => {
    const [before, after] = await Promise.all(
      [86, 87].map((revision) =>
        ask('ecs:DescribeTaskDefinition', { taskDefinition: `prod-checkout-api:${revision}` }),
      ),
    )
    const path = 'taskDefinition.containerDefinitions.environment'
    const changed = records(after, path).filter(
      (variable) => !records(before, path).some((old) => old.value === variable.value),
    )
    assert.deepEqual(changed, [{ name: 'DB_POOL_MAX', value: '2' }])
    assert.match(strings(before, 'taskDefinition.containerDefinitions.image').join(), /:4\.11\.3$/)
    assert.match(strings(after, 'taskDefinition.containerDefinitions.image').join(), /:4\.12\.0$/)
  })

  it('shows in the target group as in ECS', async () => {
    const groups = await ask('elastic-load-balancing-v2:DescribeTargetGroups', {
      Names: ['checkout-api'],
    })
    const health = await ask('elastic-load-balancing-v2:DescribeTargetHealth', {
      TargetGroupArn: one(groups, 'TargetGroups.TargetGroupArn'),
    })
    assert.deepEqual(strings(health, 'TargetHealthDescriptions.TargetHealth.State'), [
      'healthy',
      'unhealthy',
      'unhealthy',
    ])
  })

  it('shows in metrics and alarms from the same time on', async () => {
    const alarm = records(
      await ask('cloudwatch:DescribeAlarms', { AlarmNames: ['checkout-api-5xx'] }),
      'MetricAlarms',
    )[0]
    assert.equal(alarm?.StateValue, 'ALARM')
    assert.equal(wholeMinutesAgo(alarm?.StateUpdatedTimestamp), 37)
    const { Namespace, MetricName, Dimensions, Threshold } = alarm ?? {}
    const output = await ask('cloudwatch:GetMetricStatistics', {
      Namespace,
      MetricName,
      Dimensions,
      StartTime: minutesAgo(120),
      EndTime: now,
      Period: 60,
      Statistics: ['Sum'],
    })
    const over = records(output, 'Datapoints').filter(
      (point) => Number(point.Sum) > Number(Threshold),
    )
    assert.equal(wholeMinutesAgo(over[0]?.Timestamp), 39)
    assert.equal(over.length, 40)
  })

  it('shows in the history of its alarms', async () => {
    const history = await ask('cloudwatch:DescribeAlarmHistory', {
      AlarmName: 'checkout-api-5xx',
      HistoryItemType: 'StateUpdate',
    })
    assert.deepEqual(strings(history, 'AlarmHistoryItems.HistorySummary'), [
      'Alarm updated from OK to ALARM',
    ])
  })

  it('fills the log with three kinds of errors, always as many', async () => {
    const count = async (filterPattern: string) => {
      const output = await ask('cloudwatch-logs:FilterLogEvents', {
        logGroupName: '/ecs/checkout-api',
        startTime: minutesAgo(30).getTime(),
        endTime: now.getTime(),
        filterPattern,
      })
      return all(output, 'events').length
    }
    assert.equal(await count('ERROR'), 180)
    assert.equal(await count('ERROR TimeoutError'), 90)
    assert.equal(await count('ERROR HealthCheckFailed'), 60)
    assert.equal(await count('ERROR PaymentCaptureError'), 30)
    assert.equal(await count('ERROR -TimeoutError'), 90)
    assert.equal(await count('?TimeoutError ?PaymentCaptureError'), 120)
    assert.equal(await count('"no connection from pool"'), 90)
    assert.equal(await count('{ $.level = "ERROR" }'), 0)
  })

  it('was preceded by a log without errors', async () => {
    const output = await ask('cloudwatch-logs:FilterLogEvents', {
      logGroupName: '/ecs/checkout-api',
      startTime: minutesAgo(600).getTime(),
      endTime: minutesAgo(41).getTime(),
      filterPattern: 'ERROR',
    })
    assert.deepEqual(all(output, 'events'), [])
  })
})

describe('the security group open to the world', () => {
  it('lets anybody in on 22 and a database port, and sits on a running instance', async () => {
    const groups = await ask('ec2:DescribeSecurityGroups', {
      Filters: [{ Name: 'group-name', Values: ['ops-bastion'] }],
    })
    const open = records(groups, 'SecurityGroups.IpPermissions')
      .filter((rule) => strings(rule, 'IpRanges.CidrIp').includes('0.0.0.0/0'))
      .map((rule) => rule.FromPort)
    assert.deepEqual(open, [22, 5432])
    const instances = await ask('ec2:DescribeInstances', {
      Filters: [
        { Name: 'instance.group-id', Values: [one(groups, 'SecurityGroups.GroupId')] },
        { Name: 'instance-state-name', Values: ['running'] },
      ],
    })
    assert.deepEqual(strings(instances, 'Reservations.Instances.PublicIpAddress'), [
      '198.51.100.20',
    ])
  })

  it('was opened yesterday by the person whom CloudTrail names', async () => {
    const trail = await ask('cloudtrail:LookupEvents', {
      LookupAttributes: [
        { AttributeKey: 'EventName', AttributeValue: 'AuthorizeSecurityGroupIngress' },
      ],
    })
    const groups = await ask('ec2:DescribeSecurityGroups', {
      Filters: [{ Name: 'group-name', Values: ['ops-bastion'] }],
    })
    assert.deepEqual(strings(trail, 'Events.Username'), ['jonas.weber', 'jonas.weber'])
    assert.deepEqual(
      new Set(strings(trail, 'Events.Resources.ResourceName')),
      new Set(strings(groups, 'SecurityGroups.GroupId')),
    )
    for (const when of all(trail, 'Events.EventTime')) {
      assert.ok(wholeMinutesAgo(when) > 24 * 60 && wholeMinutesAgo(when) < 48 * 60)
    }
  })
})

describe('the forgotten fleet', () => {
  const there = { region: 'eu-west-1' }

  it('runs where and since when EC2, CloudTrail and Cost Explorer agree', async () => {
    const output = await ask(
      'ec2:DescribeInstances',
      { Filters: [{ Name: 'instance-type', Values: ['g5.*'] }] },
      there,
    )
    const trail = await ask(
      'cloudtrail:LookupEvents',
      { LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'RunInstances' }] },
      there,
    )
    const instances = records(output, 'Reservations.Instances')
    assert.equal(instances.length, 4)
    assert.deepEqual(strings(trail, 'Events.Username'), ['priya.raman'])
    assert.deepEqual(
      strings(trail, 'Events.Resources.ResourceName'),
      instances.map(({ InstanceId }) => InstanceId),
    )
    const [launched] = strings(output, 'Reservations.Instances.LaunchTime')
    assert.equal(launched, String(one(trail, 'Events.EventTime')))
    const costs = await ask('cost-explorer:GetCostAndUsage', {
      TimePeriod: { Start: '2026-03-01', End: '2026-03-19' },
      Granularity: 'DAILY',
      Metrics: ['UnblendedCost'],
      GroupBy: [{ Type: 'DIMENSION', Key: 'INSTANCE_TYPE' }],
      Filter: { Dimensions: { Key: 'REGION', Values: ['eu-west-1'] } },
    })
    const firstDay = records(costs, 'ResultsByTime').find((day) =>
      strings(day, 'Groups.Keys').includes('g5.12xlarge'),
    )
    assert.equal(one(firstDay, 'TimePeriod.Start'), '2026-03-09')
    assert.equal(launched, String(new Date('2026-03-09T14:25:31Z')))
  })

  it('is the root cause of a cost anomaly', async () => {
    const output = await ask('cost-explorer:GetAnomalies', {
      DateInterval: { StartDate: '2026-03-01' },
    })
    assert.equal(one(output, 'Anomalies.RootCauses.Region'), 'eu-west-1')
    assert.equal(one(output, 'Anomalies.RootCauses.UsageType'), 'EU-BoxUsage:g5.12xlarge')
    assert.equal(one(output, 'Anomalies.AnomalyStartDate'), '2026-03-09T00:00:00.000Z')
    assert.ok(Number(one(output, 'Anomalies.Impact.TotalImpact')) > 5000)
  })

  it('has no owner in its tags, and does nothing', async () => {
    const output = await ask(
      'ec2:DescribeInstances',
      { Filters: [{ Name: 'tag:Service', Values: ['embedding-backfill'] }] },
      there,
    )
    const tagKeys = strings(output, 'Reservations.Instances.Tags.Key')
    assert.equal(tagKeys.includes('Owner'), false)
    const [InstanceId] = strings(output, 'Reservations.Instances.InstanceId')
    const cpu = await ask(
      'cloudwatch:GetMetricStatistics',
      {
        Namespace: 'AWS/EC2',
        MetricName: 'CPUUtilization',
        Dimensions: [{ Name: 'InstanceId', Value: InstanceId }],
        StartTime: minutesAgo(1440),
        EndTime: now,
        Period: 3600,
        Statistics: ['Maximum'],
      },
      there,
    )
    assert.ok(all(cpu, 'Datapoints.Maximum').every((value) => Number(value) < 1))
  })
})

describe('the dead-letter queue', () => {
  it('holds what its metric rose to', async () => {
    const { QueueUrl } = await ask('sqs:GetQueueUrl', { QueueName: 'order-events-dlq' })
    const attributes = await ask('sqs:GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] })
    const metric = await ask('cloudwatch:GetMetricData', {
      StartTime: minutesAgo(240),
      EndTime: now,
      MetricDataQueries: [
        {
          Id: 'depth',
          MetricStat: {
            Metric: {
              Namespace: 'AWS/SQS',
              MetricName: 'ApproximateNumberOfMessagesVisible',
              Dimensions: [{ Name: 'QueueName', Value: 'order-events-dlq' }],
            },
            Period: 60,
            Stat: 'Maximum',
          },
        },
      ],
    })
    const values = all(metric, 'MetricDataResults.Values').map(Number)
    assert.equal(one(attributes, 'Attributes.ApproximateNumberOfMessages'), '1440')
    assert.ok((values[0] ?? 0) > 1430 && (values[0] ?? 0) <= 1440)
    assert.deepEqual(
      values,
      values.toSorted((low, high) => high - low),
    )
    assert.equal(values.at(-1), 0)
  })

  it('fires an alarm, and its source names it', async () => {
    const alarms = await ask('cloudwatch:DescribeAlarms', { StateValue: 'ALARM' })
    assert.ok(strings(alarms, 'MetricAlarms.AlarmName').includes('order-events-dlq-not-empty'))
    const { QueueUrl } = await ask('sqs:GetQueueUrl', { QueueName: 'order-events-dlq' })
    const sources = await ask('sqs:ListDeadLetterSourceQueues', { QueueUrl })
    assert.deepEqual(
      strings(sources, 'queueUrls').map((url) => url.split('/').at(-1)),
      ['order-events'],
    )
  })

  it('comes from a consumer that fails as often as its log says', async () => {
    const mappings = await ask('lambda:ListEventSourceMappings', {
      FunctionName: 'order-events-consumer',
    })
    assert.equal(
      one(mappings, 'EventSourceMappings.LastProcessingResult'),
      'PROBLEM: Function call failed',
    )
    const range = { StartTime: minutesAgo(61), EndTime: minutesAgo(1) }
    const errors = await ask('cloudwatch:GetMetricStatistics', {
      ...range,
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: 'order-events-consumer' }],
      Period: 60,
      Statistics: ['Sum'],
    })
    const log = await ask('cloudwatch-logs:FilterLogEvents', {
      logGroupName: '/aws/lambda/order-events-consumer',
      startTime: minutesAgo(1440).getTime(),
      filterPattern: 'ERROR',
      limit: 1,
    })
    assert.deepEqual(new Set(all(errors, 'Datapoints.Sum')), new Set([24]))
    assert.equal(wholeMinutesAgo(new Date(Number(one(log, 'events.timestamp')))), 180)
  })
})

describe('the expiring certificate', () => {
  it('ends in five days, serves a listener, and failed to renew', async () => {
    const listed = await ask('acm:ListCertificates')
    const soon = records(listed, 'CertificateSummaryList').filter(
      ({ NotAfter }) => wholeMinutesAgo(NotAfter) > -14 * 24 * 60,
    )
    assert.deepEqual(
      soon.map(({ DomainName }) => DomainName),
      ['pay.quillmarket.example'],
    )
    const CertificateArn = soon[0]?.CertificateArn
    const described = await ask('acm:DescribeCertificate', { CertificateArn })
    assert.equal(one(described, 'Certificate.RenewalSummary.RenewalStatus'), 'PENDING_VALIDATION')
    const listeners = await ask('elastic-load-balancing-v2:DescribeListeners', {
      LoadBalancerArn: one(described, 'Certificate.InUseBy'),
    })
    assert.ok(all(listeners, 'Listeners.Certificates.CertificateArn').includes(CertificateArn))
  })

  it('lacks the DNS record that would prove its domain; the others have theirs', async () => {
    const missing = []
    const zone = await ask('route-53:ListResourceRecordSets', { HostedZoneId: 'Z0SAMPLE0PUBLIC' })
    const listed = await ask('acm:ListCertificates')
    for (const CertificateArn of all(listed, 'CertificateSummaryList.CertificateArn')) {
      const { Certificate } = await ask('acm:DescribeCertificate', { CertificateArn })
      const [name] = strings(Certificate, 'DomainValidationOptions.ResourceRecord.Name')
      if (!strings(zone, 'ResourceRecordSets.Name').includes(name ?? '')) {
        missing.push(one(Certificate, 'DomainName'))
      }
    }
    assert.deepEqual(missing, ['pay.quillmarket.example'])
  })
})
