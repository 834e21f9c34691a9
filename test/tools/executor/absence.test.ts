import assert from 'node:assert/strict'
import { sdkPackages } from '../../../tools/catalogue/loaders.ts'
import { type Service, serviceNames } from '../../../tools/catalogue/services.ts'
import { absentConfiguration } from '../../../tools/executor/absence.ts'
import { execute } from '../../../tools/executor/execute.ts'
import { awsError, contextOf, scriptedClients } from './scripted-clients.ts'

const bucket = { Bucket: 'b01' }
const fn = { FunctionName: 'f' }

const asked = async (service: Service, operation: string, parameters: object, error: Error) => {
  const { clients } = scriptedClients(({ operation }) => {
    if (operation === 'HeadBucket') return { BucketRegion: 'us-east-1' }
    throw error
  })
  return execute({ services: [service], operation, parameters }, contextOf(clients))
}

describe('what is not configured', () => {
  const absent: [Service, string, object, string, string?][] = [
    ['s3', 'GetBucketPolicy', bucket, 'NoSuchBucketPolicy'],
    ['s3', 'GetBucketWebsite', bucket, 'NoSuchWebsiteConfiguration'],
    ['s3', 'GetBucketLifecycleConfiguration', bucket, 'NoSuchLifecycleConfiguration'],
    ['s3', 'GetBucketEncryption', bucket, 'ServerSideEncryptionConfigurationNotFoundError'],
    ['s3', 'GetPublicAccessBlock', bucket, 'NoSuchPublicAccessBlockConfiguration'],
    ['s3', 'GetBucketTagging', bucket, 'NoSuchTagSet'],
    ['s3', 'GetBucketCors', bucket, 'NoSuchCORSConfiguration'],
    ['s3', 'GetBucketReplication', bucket, 'ReplicationConfigurationNotFoundError'],
    ['s3', 'GetObjectLockConfiguration', bucket, 'ObjectLockConfigurationNotFoundError'],
    ['s3', 'GetBucketOwnershipControls', bucket, 'OwnershipControlsNotFoundError'],
    ['s3', 'GetObjectRetention', { ...bucket, Key: 'k' }, 'NoSuchObjectLockConfiguration'],
    ['dynamodb', 'GetResourcePolicy', { ResourceArn: 'arn' }, 'PolicyNotFoundException'],
    ['cloudtrail', 'GetResourcePolicy', { ResourceArn: 'arn' }, 'ResourcePolicyNotFoundException'],
    ['cloudtrail', 'GetInsightSelectors', { TrailName: 't' }, 'InsightNotEnabledException'],
    ['route-53', 'GetDNSSEC', { HostedZoneId: 'Z1' }, 'DNSSECNotFound'],
    [
      ...(['lambda', 'GetPolicy', fn, 'ResourceNotFoundException'] as const),
      'The resource you requested does not exist.',
    ],
    [
      ...(['lambda', 'GetFunctionEventInvokeConfig', fn, 'ResourceNotFoundException'] as const),
      "The function arn:aws:lambda:us-east-1:111122223333:function:f doesn't have an EventInvokeConfig",
    ],
    [
      ...(['iam', 'GetLoginProfile', { UserName: 'ana' }, 'NoSuchEntityException'] as const),
      'Login Profile for User ana cannot be found.',
    ],
    [
      ...(['iam', 'GetAccountPasswordPolicy', {}, 'NoSuchEntity'] as const),
      'The Password Policy with domain name 111122223333 cannot be found.',
    ],
  ]
  for (const [service, operation, parameters, code, message = 'None.'] of absent) {
    it(`is an answer: ${service}:${operation}, ${code}`, async () => {
      const result = await asked(service, operation, parameters, awsError(code, message, 404))
      const [region] = result.regions
      assert.ok(region?.status === 'ok')
      assert.deepEqual(
        [result.status, region.items, region.truncated, region.hint],
        ['ok', [], false, `${code}: none is configured.`],
      )
    })
  }

  it('is an answer too where AWS gives one with nothing in it', async () => {
    const { clients } = scriptedClients(({ operation }) =>
      operation === 'HeadBucket' ? { BucketRegion: 'us-east-1' } : { $metadata: {} },
    )
    const call = { services: ['s3' as const], operation: 'GetBucketLogging', parameters: bucket }
    const { regions } = await execute(call, contextOf(clients))
    assert.deepEqual(regions, [
      {
        region: 'us-east-1',
        status: 'ok',
        items: [],
        truncated: false,
        hint: 'AWS answered with nothing: none is configured.',
      },
    ])
  })

  const missing: [Service, string, object, string, string?][] = [
    ['s3', 'GetBucketPolicy', bucket, 'NoSuchBucket'],
    ['s3', 'GetBucketTagging', bucket, 'NoSuchBucket'],
    ['s3', 'GetObjectRetention', { ...bucket, Key: 'k' }, 'NoSuchKey'],
    ['dynamodb', 'GetResourcePolicy', { ResourceArn: 'arn' }, 'ResourceNotFoundException'],
    ['dynamodb', 'DescribeTable', { TableName: 't' }, 'ResourceNotFoundException'],
    [
      ...(['lambda', 'GetPolicy', fn, 'ResourceNotFoundException'] as const),
      'Function not found: arn:aws:lambda:us-east-1:111122223333:function:f',
    ],
    ['lambda', 'GetFunctionConfiguration', fn, 'ResourceNotFoundException'],
    [
      ...(['iam', 'GetLoginProfile', { UserName: 'ana' }, 'NoSuchEntity'] as const),
      'The user with name ana cannot be found.',
    ],
    ['elastic-load-balancing-v2', 'DescribeSSLPolicies', {}, 'SSLPolicyNotFoundException'],
  ]
  for (const [service, operation, parameters, code, message = 'Gone.'] of missing) {
    it(`is no answer where the thing itself is missing: ${service}:${operation}, ${code}`, async () => {
      const { status, regions } = await asked(
        ...([service, operation, parameters] as const),
        awsError(code, message, 404),
      )
      const [region] = regions
      assert.ok(region?.status === 'error')
      assert.deepEqual([status, region.code], ['error', 'not_found'])
    })
  }

  const empty: [Service, string, Record<string, unknown>, string][] = [
    ['s3', 'HeadBucket', { Bucket: 'b' }, 'It is there: AWS says no more of it.'],
    ['s3', 'HeadObject', { Bucket: 'b', Key: 'k' }, 'It is there: AWS says no more of it.'],
    [
      ...(['dynamodb', 'GetItem', { TableName: 't', Key: { id: 'a' } }] as const),
      'There is no item with this key.',
    ],
    [
      ...(['s3', 'GetBucketVersioning', { Bucket: 'b' }] as const),
      'AWS answered with nothing: none is configured.',
    ],
  ]
  for (const [service, operation, parameters, hint] of empty) {
    it(`is said in the operation’s words where AWS answers with nothing: ${service}:${operation}`, async () => {
      const { clients } = scriptedClients(() => ({}))
      const context = contextOf(clients, { dataAccess: new Set(['items', 'objects']) })
      const call = { services: [service], operation, parameters }
      const [region] = (await execute(call, context)).regions
      assert.deepEqual(region?.status === 'ok' && [region.items, region.hint], [[], hint])
    })
  }

  it('has a code that the clients declare, or one of those that S3 and others do not', async () => {
    const declared = new Set<string>()
    for (const service of serviceNames) {
      for (const name of Object.keys(await sdkPackages[service]())) declared.add(name)
    }
    const configurations = [...declared].filter(
      (name) =>
        /(polic|config|controls|tagset|insight|dnssec)\w*not(found|enabled)|nosuch\w*(config|polic)/i.test(
          name,
        ) && !name.endsWith('$'),
    )
    assert.deepEqual(
      configurations.filter((name) => !absentConfiguration.has(name)).sort(),
      // Each of these names a thing that was asked for and is not there.
      [
        'BackupPolicyNotFoundFault',
        'CodeSigningConfigNotFoundException',
        'HsmConfigurationNotFoundFault',
        'LifecyclePolicyPreviewNotFoundException',
        'NoSuchCachePolicy',
        'NoSuchConfigRuleException',
        'NoSuchConfigRuleInConformancePackException',
        'NoSuchConfigurationAggregatorException',
        'NoSuchConfigurationRecorderException',
        'NoSuchContinuousDeploymentPolicy',
        'NoSuchFieldLevelEncryptionConfig',
        'NoSuchOrganizationConfigRuleException',
        'NoSuchOriginRequestPolicy',
        'NoSuchQueryLoggingConfig',
        'NoSuchRealtimeLogConfig',
        'NoSuchRemediationConfigurationException',
        'NoSuchResponseHeadersPolicy',
        'NoSuchRetentionConfigurationException',
        'NoSuchTrafficPolicy',
        'NoSuchTrafficPolicyInstance',
        'PolicyTypeNotEnabledException',
        'PolicyTypeNotFoundException',
        'SSLPolicyNotFoundException',
        'SigningConfigurationNotFoundException',
        'TypeConfigurationNotFoundException',
      ],
    )
  })
})
