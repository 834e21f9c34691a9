import assert from 'node:assert/strict'
import { ask, now, one as only, records, strings } from './ask.ts'

const eu = { region: 'eu-west-1' }

describe('what the sample account tells of further services', () => {
  it('has the images that its task definitions name, and that checkout runs the one with findings', async () => {
    const { taskDefinitionArns } = await ask('ecs:ListTaskDefinitions')
    const images = await Promise.all(
      [taskDefinitionArns].flat().map(async (taskDefinition) => {
        const output = await ask('ecs:DescribeTaskDefinition', { taskDefinition })
        return String(only(output, 'taskDefinition.containerDefinitions.image'))
      }),
    )
    const worst = new Set<string>()
    for (const image of images) {
      const [, repositoryName, imageTag] = /\/([\w-]+):([\w.-]+)$/.exec(image) ?? []
      const input = { repositoryName, imageIds: [{ imageTag }] }
      const described = await ask('ecr:DescribeImages', input)
      const [counts] = records(
        described,
        'imageDetails.imageScanFindingsSummary.findingSeverityCounts',
      )
      if (counts?.CRITICAL) worst.add(image)
    }
    assert.ok(images.length > 6)
    assert.deepEqual(
      [...worst],
      ['123456789012.dkr.ecr.us-east-1.amazonaws.com/checkout-api:4.12.0'],
    )
  })

  it('counts the findings that it lists, and has none where nobody scanned', async () => {
    const imageId = { imageTag: '4.12.0' }
    const input = { repositoryName: 'checkout-api', imageId }
    const output = await ask('ecr:DescribeImageScanFindings', input)
    const severities = strings(output, 'imageScanFindings.findings.severity')
    assert.deepEqual(only(output, 'imageScanFindings.findingSeverityCounts'), {
      CRITICAL: severities.filter((one) => one === 'CRITICAL').length,
      HIGH: 2,
      MEDIUM: 2,
      LOW: 1,
    })
    await assert.rejects(
      ask('ecr:DescribeImageScanFindings', {
        repositoryName: 'order-worker',
        imageId: { imageTag: '2.8.1' },
      }),
      { name: 'ScanNotFoundException' },
    )
  })

  it('lets executions fail since the field is missing, with the cause that the consumer logs', async () => {
    const { stateMachines } = await ask('sfn:ListStateMachines')
    const [stateMachineArn] = strings(stateMachines, 'stateMachineArn')
    const failed = await ask('sfn:ListExecutions', { stateMachineArn, statusFilter: 'FAILED' })
    const [executionArn, ...others] = strings(failed, 'executions.executionArn')
    assert.equal(others.length, 8)
    const { cause, error } = await ask('sfn:DescribeExecution', { executionArn })
    assert.equal(error, 'TypeError')
    assert.match(String(cause), /reading 'currency'/)
    const { Functions } = await ask('lambda:ListFunctions')
    const definition = String(
      (await ask('sfn:DescribeStateMachine', { stateMachineArn })).definition,
    )
    const called = strings(Functions, 'FunctionArn').filter((arn) => definition.includes(arn))
    assert.equal(called.length, 1)
    assert.deepEqual(await ask('sfn:ListStateMachines', {}, eu), { stateMachines: [] })
  })

  it('tells of rotation: keys with and without, a secret that never did, one that is overdue', async () => {
    const { Keys } = await ask('kms:ListKeys')
    const rotates = await Promise.all(
      strings(Keys, 'KeyId').map((KeyId) => ask('kms:GetKeyRotationStatus', { KeyId })),
    )
    const without = rotates.filter(({ KeyRotationEnabled }) => KeyRotationEnabled === false)
    assert.deepEqual([without.length, rotates.length], [3, 6])
    const encryption = await ask('s3:GetBucketEncryption', { Bucket: 'quillmarket-invoices' })
    const rule = 'ServerSideEncryptionConfiguration.Rules.ApplyServerSideEncryptionByDefault'
    const [key = ''] = strings(encryption, `${rule}.KMSMasterKeyID`)
    assert.ok(strings(Keys, 'KeyArn').includes(key))

    const listed = records(await ask('secrets-manager:ListSecrets'), 'SecretList')
    assert.deepEqual(
      strings(
        listed.filter(({ RotationEnabled }) => RotationEnabled !== true),
        'Name',
      ),
      ['prod/payments/api-key', 'prod/invoices/smtp'],
    )
    const due = listed.filter(
      ({ NextRotationDate }) => NextRotationDate && Number(NextRotationDate) < now.getTime(),
    )
    assert.deepEqual(strings(due, 'Name'), ['prod/partner-api/token'])
  })

  it('uses nearly all of the quota that the forgotten fleet is under', async () => {
    const asked = { ServiceCode: 'ec2', QuotaCode: 'L-DB2E81BA' }
    const { Quota } = await ask('service-quotas:GetServiceQuota', asked, eu)
    const metric = 'UsageMetric.MetricDimensions'
    const Dimensions = Object.entries(only(Quota, metric) ?? {}).map(([Name, Value]) => ({
      Name,
      Value,
    }))
    const used = await ask(
      'cloudwatch:GetMetricStatistics',
      {
        Namespace: only(Quota, 'UsageMetric.MetricNamespace'),
        MetricName: only(Quota, 'UsageMetric.MetricName'),
        Dimensions,
        StartTime: new Date(now.getTime() - 600_000),
        EndTime: now,
        Period: 300,
        Statistics: ['Maximum'],
      },
      eu,
    )
    const [most] = strings(used, 'Datapoints.Maximum')
    assert.deepEqual([most, only(Quota, 'Value')], ['192', 208])
  })

  it('backs up each database but one, and has a distribution before a bucket that is there', async () => {
    const databases = (
      await Promise.all(['us-east-1', 'eu-west-1'].map((region) => databasesIn(region)))
    ).flat()
    assert.deepEqual(
      databases.filter(({ isProtected }) => !isProtected).map(({ name }) => name),
      ['analytics-db'],
    )
    const { Buckets } = await ask('s3:ListBuckets')
    const distributions = await ask('cloudfront:ListDistributions')
    const [origin] = strings(distributions, 'DistributionList.Items.Origins.Items.Id')
    assert.ok(strings(Buckets, 'Name').includes(origin ?? ''))
  })

  it('stopped the pipeline of the release that was then delivered by hand', async () => {
    const { pipelines } = await ask('codepipeline:ListPipelines')
    const runs = await Promise.all(
      strings(pipelines, 'name').map(async (pipelineName) => {
        const listed = await ask('codepipeline:ListPipelineExecutions', { pipelineName })
        const [newest] = records(listed, 'pipelineExecutionSummaries')
        return { pipelineName, newest }
      }),
    )
    const failed = runs.filter(({ newest }) => newest?.status === 'Failed')
    assert.deepEqual(strings(failed, 'pipelineName'), ['checkout-api'])
    const [since] = records(failed, 'newest').map(({ lastUpdateTime }) => Number(lastUpdateTime))
    const trail = await ask('cloudtrail:LookupEvents', {
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'RegisterTaskDefinition' }],
    })
    const [registered] = records(trail, 'Events').map(({ EventTime }) => Number(EventTime))
    assert.ok((since ?? 0) < (registered ?? 0))
    const state = await ask('codepipeline:GetPipelineState', { name: 'checkout-api' })
    const [id] = strings(state, 'stageStates.actionStates.latestExecution.externalExecutionId')
    const { builds } = await ask('codebuild:BatchGetBuilds', { ids: [id] })
    assert.equal(only(builds, 'buildStatus'), 'FAILED')
  })

  it('says of what was never turned on what AWS says, and declines the rest', async () => {
    for (const [call, name] of [
      ['compute-optimizer:GetEC2InstanceRecommendations', 'OptInRequiredException'],
      ['organizations:DescribeOrganization', 'AWSOrganizationsNotInUseException'],
      ['securityhub:GetFindings', 'InvalidAccessException'],
      ['resource-explorer-2:ListResources', 'UnauthorizedException'],
      ['health:DescribeEventsForOrganization', 'ValidationException'],
      ['athena:ListWorkGroups', 'NotInSampleAccount'],
      ['xray:GetGroups', 'NotInSampleAccount'],
      ['config-service:DescribeConfigRules', 'NotInSampleAccount'],
    ]) {
      await assert.rejects(ask(call ?? ''), { name })
    }
    assert.deepEqual(await ask('compute-optimizer:GetEnrollmentStatus'), {
      status: 'Inactive',
      memberAccountsEnrolled: false,
    })
  })
})

async function databasesIn(region: string) {
  const { DBInstances } = await ask('rds:DescribeDBInstances', {}, { region })
  const covered = strings(
    await ask('backup:ListProtectedResources', {}, { region }),
    'Results.ResourceArn',
  )
  return records({ DBInstances }, 'DBInstances').map((one) => ({
    name: one.DBInstanceIdentifier,
    isProtected: covered.includes(String(one.DBInstanceArn)),
  }))
}
