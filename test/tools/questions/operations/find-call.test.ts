import assert from 'node:assert/strict'
import { findCall } from '../../../../tools/questions/operations/find-call.ts'

const services = ['ec2', 'elastic-load-balancing-v2', 'auto-scaling', 's3']
const now = new Date('2026-03-04T05:06:07Z')
const ask = (question: string) => findCall(question, { services, now })

describe('findCall', () => {
  const filters = (Name: string, value: string) => ({ Filters: [{ Name, Values: [value] }] })
  const i = 'i-0123456789abcdef0'
  const vpc = 'vpc-0123456789abcdef0'
  const sg = 'sg-0123456789abcdef0'

  const calls: [
    question: string,
    operation: string,
    parameters: object,
    region?: string | string[],
  ][] = [
    ['List my EC2 instances in us-east-1', 'DescribeInstances', {}, 'us-east-1'],
    ['which servers are running?', 'DescribeInstances', filters('instance-state-name', 'running')],
    [`show ${i}`, 'DescribeInstances', { InstanceIds: [i] }],
    [`what runs in ${vpc}? instances only`, 'DescribeInstances', filters('vpc-id', vpc)],
    ['instances tagged Env=prod', 'DescribeInstances', filters('tag:Env', 'prod')],
    ['the instance named "web-1"', 'DescribeInstances', filters('tag:Name', 'web-1')],
    ['unattached disks', 'DescribeVolumes', filters('status', 'available')],
    ['VPCs in Ireland', 'DescribeVpcs', {}, 'eu-west-1'],
    [`which subnets are in ${vpc}?`, 'DescribeSubnets', filters('vpc-id', vpc)],
    ['security groups in all regions', 'DescribeSecurityGroups', {}, 'all'],
    [`rules of ${sg}`, 'DescribeSecurityGroupRules', filters('group-id', sg)],
    [
      'NAT gateways in us-east-1 and eu-west-1',
      'DescribeNatGateways',
      {},
      ['us-east-1', 'eu-west-1'],
    ],
    ['our AMIs', 'DescribeImages', { Owners: ['self'] }],
    ['elastic ips', 'DescribeAddresses', {}],
    ['which load balancers do we have?', 'DescribeLoadBalancers', {}],
    ['target groups', 'DescribeTargetGroups', {}],
    ['auto scaling groups', 'DescribeAutoScalingGroups', {}],
    ['list all buckets', 'ListBuckets', {}],
    ['is versioning enabled on bucket acme-logs?', 'GetBucketVersioning', { Bucket: 'acme-logs' }],
    ['show the policy of bucket "acme-logs"', 'GetBucketPolicy', { Bucket: 'acme-logs' }],
    ['encryption of bucket acme-logs', 'GetBucketEncryption', { Bucket: 'acme-logs' }],
  ]
  for (const [question, operation, parameters, region] of calls) {
    it(`answers “${question}” with ${operation}`, async () => {
      const planned = await ask(question)
      assert.deepEqual(
        [planned?.operation, planned?.parameters, planned?.region],
        [operation, parameters, region],
      )
    })
  }

  it('finds what lacks a tag by a query', async () => {
    const planned = await ask("which instances don't have an Owner tag, in all regions?")
    assert.deepEqual(planned, {
      service: 'ec2',
      operation: 'DescribeInstances',
      parameters: {},
      region: 'all',
      query: "[?!(Tags[?Key=='Owner'])]",
      nouns: ['instanc'],
      left: [],
    })
  })

  it('says which words nothing in the call stands for', async () => {
    const planned = await ask('list lonely instances of the basement')
    assert.deepEqual(planned?.left, ['lonely', 'basement'])
  })

  for (const question of [
    'are there any spot requests?',
    'show the encryption of a bucket',
    'how is the weather?',
  ]) {
    it(`finds none where no one thing is named: “${question}”`, async () => {
      assert.equal(await ask(question), undefined)
    })
  }

  it('never finds a call that is not allowed', async () => {
    for (const question of [
      'terminate instances',
      'get password data',
      'run instances',
      'put object',
    ]) {
      const planned = await ask(question)
      if (planned !== undefined) assert.match(planned.operation, /^(?:Describe|List|Get)/)
      assert.notEqual(planned?.operation, 'GetPasswordData')
    }
  })
})
