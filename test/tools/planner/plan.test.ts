import assert from 'node:assert/strict'
import { plan } from '../../../tools/planner/plan.ts'

const services = ['ec2', 'elastic-load-balancing-v2', 'auto-scaling', 's3']
const now = new Date('2026-03-04T05:06:07Z')
const ask = (question: string) => plan(question, { services, now })

describe('plan', () => {
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
      assert(planned.kind === 'call')
      assert.deepEqual(
        [planned.operation, planned.parameters, planned.region],
        [operation, parameters, region],
      )
    })
  }

  it('finds what lacks a tag by a query', async () => {
    const planned = await ask("which instances don't have an Owner tag, in all regions?")
    assert.deepEqual(planned, {
      kind: 'call',
      service: 'ec2',
      operation: 'DescribeInstances',
      parameters: {},
      region: 'all',
      query: "[?!(Tags[?Key=='Owner'])]",
      sure: true,
      others: [],
    })
  })

  const orders: [question: string, verb: string, operation: string][] = [
    [`stop ${i}`, 'stop', 'DescribeInstances'],
    ['Please delete the bucket acme-logs', 'delete', 'ListBuckets'],
    ['create a VPC', 'create', 'DescribeVpcs'],
    ['find unattached volumes and remove them', 'remove', 'DescribeVolumes'],
  ]
  for (const [question, verb, operation] of orders) {
    it(`says that it only reads when told “${question}”, and shows the state`, async () => {
      const planned = await ask(question)
      assert(planned.kind === 'call')
      assert.equal(planned.operation, operation)
      assert.match(
        planned.notice ?? '',
        new RegExp(`^This only reads: it cannot ${verb} anything\\.`),
      )
    })
  }

  it('says which words did not narrow the answer', async () => {
    const planned = await ask('list lonely instances of the basement')
    assert.match(planned.notice ?? '', /^Not narrowed by “lonely basement”/)
    assert(planned.kind === 'call' && !planned.sure)
    assert.equal(planned.others.length, 2)
  })

  it('offers the three nearest where the question names no one thing', async () => {
    const planned = await ask('are there any spot requests?')
    assert(planned.kind === 'unclear')
    assert.equal(planned.suggestions.length, 3)
    assert(planned.suggestions.every(({ operation }) => /^ec2:Describe.*Spot/.test(operation)))
  })

  it('says what a call still needs', async () => {
    const planned = await ask('show the encryption of a bucket')
    assert(planned.kind === 'unclear')
    assert.equal(planned.message, 's3:GetBucketEncryption also needs Bucket.')
    assert.equal(planned.suggestions[0]?.operation, 's3:GetBucketEncryption')
  })

  it('finds nothing near where there is nothing', async () => {
    const planned = await ask('how is the weather?')
    assert.deepEqual(planned, {
      kind: 'unclear',
      suggestions: [],
      message: 'Nothing that these tools can read is near to this question.',
    })
  })

  it('never plans a call that is not allowed', async () => {
    for (const question of [
      'terminate instances',
      'get password data',
      'run instances',
      'put object',
    ]) {
      const planned = await ask(question)
      if (planned.kind === 'call') assert.match(planned.operation, /^(?:Describe|List|Get)/)
      if (planned.kind === 'call') assert.notEqual(planned.operation, 'GetPasswordData')
    }
  })
})
