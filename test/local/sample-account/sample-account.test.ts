import assert from 'node:assert/strict'
import { DescribeInstancesCommand, EC2Client, EC2ServiceException } from '@aws-sdk/client-ec2'
import { HeadBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3'
import { sampleAccount } from '../../../local/sample-account/sample-account.ts'
import { all, ask, now, operationSchema } from './ask.ts'

const account = sampleAccount({ now: () => now })

describe('sampleAccount', () => {
  it('answers a client that has neither credentials nor a network', async () => {
    const client = new S3Client({ region: 'us-east-1', endpoint: 'http://127.0.0.1:1' })
    account.plugInto(client, { service: 's3', region: 'us-east-1' })
    const { Buckets, $metadata } = await client.send(new ListBucketsCommand({ MaxBuckets: 1 }))
    assert.deepEqual(Buckets, [
      {
        Name: 'quillmarket-access-logs',
        BucketRegion: 'us-east-1',
        BucketArn: 'arn:aws:s3:::quillmarket-access-logs',
        CreationDate: new Date('2023-09-25T14:25:31Z'),
      },
    ])
    assert.equal($metadata.httpStatusCode, 200)
  })

  it('lets the SDK refuse a missing path label before it answers', async () => {
    const client = new S3Client({ region: 'us-east-1' })
    account.plugInto(client, { service: 's3', region: 'us-east-1' })
    await assert.rejects(client.send(new HeadBucketCommand({ Bucket: undefined })), {
      message: 'No value provided for input HTTP label: Bucket.',
    })
  })

  it('throws what is not there as an exception of the SDK', async () => {
    const client = new EC2Client({ region: 'us-east-1' })
    account.plugInto(client, { service: 'ec2', region: 'us-east-1' })
    const asked = client.send(new DescribeInstancesCommand({ InstanceIds: ['i-0missing'] }))
    const ServiceException = Object.getPrototypeOf(EC2ServiceException)
    await assert.rejects(asked, (error) => error instanceof ServiceException)
    await assert.rejects(asked, {
      name: 'InvalidInstanceID.NotFound',
      message: "The instance ID 'i-0missing' does not exist",
      $fault: 'client',
      $metadata: { httpStatusCode: 400, attempts: 1, requestId: 'sample-account' },
    })
  })

  for (const [call, input, name] of [
    ['s3:HeadBucket', { Bucket: 'somebody-elses' }, 'NotFound'],
    ['s3:GetBucketTagging', { Bucket: 'somebody-elses' }, 'NoSuchBucket'],
    ['s3:GetBucketPolicy', { Bucket: 'quillmarket-backups' }, 'NoSuchBucketPolicy'],
    [
      's3:GetPublicAccessBlock',
      { Bucket: 'quillmarket-assets' },
      'NoSuchPublicAccessBlockConfiguration',
    ],
    ['lambda:GetFunction', { FunctionName: 'nobody' }, 'ResourceNotFoundException'],
    ['lambda:GetPolicy', { FunctionName: 'chat-alerts' }, 'ResourceNotFoundException'],
    ['iam:GetUser', { UserName: 'nobody' }, 'NoSuchEntityException'],
    ['rds:DescribeDBInstances', { DBInstanceIdentifier: 'none' }, 'DBInstanceNotFoundFault'],
    ['sqs:GetQueueUrl', { QueueName: 'none' }, 'QueueDoesNotExist'],
    ['ecs:ListServices', { cluster: 'none' }, 'ClusterNotFoundException'],
    ['eks:DescribeCluster', { name: 'none' }, 'ResourceNotFoundException'],
    ['cloudformation:DescribeStacks', { StackName: 'none' }, 'ValidationError'],
    ['route-53:GetHostedZone', { Id: 'Z0NONE' }, 'NoSuchHostedZone'],
    ['dynamodb:DescribeTable', { TableName: 'none' }, 'ResourceNotFoundException'],
    ['cloudwatch-logs:FilterLogEvents', { logGroupName: 'none' }, 'ResourceNotFoundException'],
  ] as const) {
    it(`answers ${call} of ${Object.values(input)} with ${name}`, async () => {
      await assert.rejects(ask(call, input), { name, $fault: 'client' })
    })
  }

  it('says an empty list of what the company does not have', async () => {
    assert.deepEqual(await ask('ec2:DescribeTransitGateways'), { TransitGateways: [] })
    assert.deepEqual(await ask('lambda:ListLayers'), { Layers: [] })
    assert.deepEqual(await ask('rds:DescribeDBClusters'), { DBClusters: [] })
  })

  it('does not say that there is nothing where there is something, and names the way to a real account', async () => {
    for (const call of [
      'rds:DescribeDBEngineVersions',
      'ec2:DescribeSpotPriceHistory',
      'ec2:DescribeVolumeStatus',
    ]) {
      await assert.rejects(ask(call), {
        name: 'NotInSampleAccount',
        message:
          `The sample account holds nothing for ${call}. ` +
          'To ask a real account, start with --account aws.',
      })
    }
  })

  it('does not say of a service that it does not hold that there is nothing of it', async () => {
    const schema = await operationSchema('ec2', 'DescribeTransitGateways')
    const call = { operation: 'DescribeTransitGateways', input: {}, region: 'us-east-1', schema }
    assert.deepEqual(await account.answer({ ...call, service: 'ec2' }), { TransitGateways: [] })
    await assert.rejects(account.answer({ ...call, service: 'ssm' }), {
      name: 'NotInSampleAccount',
    })
  })

  it('declines services and operations of which it holds nothing', async () => {
    for (const [service, operation] of [
      ['ec2', 'DescribeNothing'],
      ['nosuchservice', 'ListThings'],
      ['constructor', 'ListThings'],
      ['dynamodb', 'Scan'],
      ['cloudwatch-logs', 'GetLookupTable'],
    ] as const) {
      const call = { service, operation, input: {}, region: 'us-east-1' }
      await assert.rejects(account.answer(call), { name: 'NotInSampleAccount' })
    }
  })

  it('changes nothing: it answers no operation that is not a read', async () => {
    for (const operation of ['TerminateInstances', 'RunInstances', 'CreateVpc', 'Getaway']) {
      const schema = await operationSchema('ec2', operation)
      const call = { service: 'ec2', operation, input: {}, region: 'us-east-1', schema }
      await assert.rejects(account.answer(call), {
        name: 'ReadOnlySampleAccount',
        message: `The sample account is read-only: it does not answer ec2:${operation}.`,
      })
    }
  })

  it('moves with the clock', async () => {
    const later = new Date(now.getTime() + 3 * 24 * 60 * 60_000)
    const launches = async (when: Date) => {
      const output = await ask('ec2:DescribeInstances', {}, { now: when })
      return all(output, 'Reservations.Instances.LaunchTime').map(Number)
    }
    const shifted = (await launches(now)).map((time) => time + 3 * 24 * 60 * 60_000)
    assert.deepEqual(await launches(later), shifted)
  })

  it('gives the same answer to the same question', async () => {
    for (const call of ['ec2:DescribeInstances', 'cloudtrail:LookupEvents', 'iam:ListUsers']) {
      assert.deepEqual(await ask(call), await ask(call))
    }
  })
})
