import assert from 'node:assert/strict'
import { coreServices } from '../../../tools/catalogue/services.ts'
import { type ExecutionPolicy, executionPolicies } from '../../../tools/iam/execution-policies.ts'
import { dataKinds } from '../../../tools/tool.ts'
import { iamEvaluator, needsIamEvaluator, type Simulation } from '../../iam-evaluator.ts'
import { resourcesOf } from './simulated-role.ts'

const own = '123456789012'
const other = '999999999999'
const amazon = '137112412989'
const role = `arn:aws:iam::${own}:role/tool`

interface Read {
  action: string
  resource: string
  /** Of the resource; undefined where IAM gives none. */
  account?: string
}

/** Whether IAM lets the role read it, though the resource's own policy lets everybody read. */
async function allowed(policies: readonly ExecutionPolicy[], read: Read): Promise<boolean> {
  const evaluator = (await iamEvaluator()) ?? assert.fail('no IAM evaluator')
  const result = await evaluator.runSimulation(simulation(policies, read), {})
  assert.equal(result.resultType, 'single', JSON.stringify(result.errors))
  return result.overallResult === 'Allowed'
}

function simulation(
  policies: readonly ExecutionPolicy[],
  { action, resource, account }: Read,
): Simulation {
  return {
    request: {
      principal: role,
      action,
      resource: { resource, accountId: account ?? own },
      contextVariables: {
        'aws:PrincipalAccount': own,
        ...(account === undefined ? {} : { 'aws:ResourceAccount': account }),
      },
    },
    identityPolicies: policies.map(({ name, document }) => ({ name, policy: document })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy: {
      Version: '2012-10-17',
      Statement: [
        { Sid: 'All', Effect: 'Allow', Principal: '*', Action: action, Resource: resource },
      ],
    },
  }
}

const policiesFor = (readableAccounts: readonly string[] = []) =>
  executionPolicies({
    services: coreServices,
    dataAccess: new Set(dataKinds),
    partition: 'aws',
    readableAccounts,
  })

/** One read of each service whose resources let other accounts in by a policy of their own. */
const reads: readonly Read[] = [
  { action: 's3:ListBucket', resource: 'arn:aws:s3:::bucket' },
  { action: 's3:GetObject', resource: 'arn:aws:s3:::bucket/key' },
  { action: 's3:GetObjectTagging', resource: 'arn:aws:s3:::bucket/key' },
  { action: 'dynamodb:DescribeTable', resource: 'arn:aws:dynamodb:us-east-1:ACCOUNT:table/t' },
  { action: 'dynamodb:Scan', resource: 'arn:aws:dynamodb:us-east-1:ACCOUNT:table/t' },
  { action: 'sns:GetTopicAttributes', resource: 'arn:aws:sns:us-east-1:ACCOUNT:topic' },
  { action: 'sqs:GetQueueAttributes', resource: 'arn:aws:sqs:us-east-1:ACCOUNT:queue' },
  { action: 'lambda:GetPolicy', resource: 'arn:aws:lambda:us-east-1:ACCOUNT:function:f' },
  {
    action: 'lambda:GetFunctionConfiguration',
    resource: 'arn:aws:lambda:us-east-1:ACCOUNT:function:f',
  },
  { action: 'lambda:ListTags', resource: 'arn:aws:lambda:us-east-1:ACCOUNT:function:f' },
]

const of = ({ action, resource }: Read, account: string): Read => ({
  action,
  resource: resource.replace('ACCOUNT', account),
  account,
})

describe('the execution role and what is another account’s', () => {
  needsIamEvaluator()

  for (const read of reads) {
    describe(`by ${read.action}`, () => {
      it('reads its own', async () => {
        assert.ok(await allowed(await policiesFor(), of(read, own)))
      })

      it('is denied another’s, even where that one’s policy lets everybody in', async () => {
        assert.ok(!(await allowed(await policiesFor(), of(read, other))))
      })

      it('is denied it by that statement alone', async () => {
        const without = (await policiesFor()).map(({ name, document }) => ({
          name,
          document: {
            ...document,
            Statement: document.Statement.filter(({ Sid }) => Sid !== 'DenyForeign'),
          },
        }))
        assert.ok(await allowed(without, of(read, other)))
      })

      it('reads an account’s that configuration names, and still no third one’s', async () => {
        const policies = await policiesFor([other])
        assert.ok(await allowed(policies, of(read, other)))
        assert.ok(await allowed(policies, of(read, own)))
        assert.ok(!(await allowed(policies, of(read, '555555555555'))))
      })
    })
  }

  it('is denied another’s by each action of these services, but for those about layers', async () => {
    const policies = await policiesFor()
    const actions = policies
      .flatMap(({ document }) => document.Statement)
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action }) => Action)
      .filter((action) => /^(?:s3|dynamodb|sns|sqs|lambda):/.test(action))
    assert.ok(actions.length > 100, `${actions.length} actions`)
    const evaluator = (await iamEvaluator()) ?? assert.fail('no IAM evaluator')
    // By the role's policies alone and unchecked, as some actions take several types of resource.
    const may = (action: string, resource: string, account: string) => {
      const {
        request,
        resourcePolicy: _,
        ...rest
      } = simulation(policies, {
        ...{ action, resource, account },
      })
      const asked = { ...rest, request: { ...request, resource: { resource, accountId: own } } }
      return evaluator.runUnsafeSimulation(asked, {}) === 'Allowed'
    }
    const [foreign, refused]: [string[], string[]] = [[], []]
    for (const action of actions) {
      const [resource = '*'] = await resourcesOf(action)
      if (may(action, resource.replace(own, other), other)) foreign.push(action)
      if (!may(action, resource, own)) refused.push(action)
    }
    assert.deepEqual(
      foreign.filter((action) => !/^lambda:\w*Layer/.test(action)),
      [],
    )
    assert.deepEqual(refused, [])
  })

  const ofAws: readonly Read[] = [
    { action: 'ec2:DescribeImages', resource: '*', account: amazon },
    { action: 'ec2:DescribeSnapshots', resource: '*', account: amazon },
    { action: 'iam:GetPolicy', resource: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    { action: 'iam:GetPolicyVersion', resource: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    { action: 'iam:ListEntitiesForPolicy', resource: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    {
      action: 'lambda:GetLayerVersionPolicy',
      resource: 'arn:aws:lambda:us-east-1:017000801446:layer:powertools:1',
      account: '017000801446',
    },
    {
      action: 'bedrock:GetFoundationModel',
      resource: 'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude',
    },
  ]
  for (const read of ofAws) {
    it(`reads what AWS owns by ${read.action}`, async () => {
      assert.ok(await allowed(await policiesFor(), read))
    })
  }

  it('reads where IAM names no account of a resource, as lists of all buckets have none', async () => {
    assert.ok(await allowed(await policiesFor(), { action: 's3:ListAllMyBuckets', resource: '*' }))
    assert.ok(await allowed(await policiesFor(), { action: 'sqs:ListQueues', resource: '*' }))
  })
})
