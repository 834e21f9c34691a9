import assert from 'node:assert/strict'
import type { Principal } from '../../../../tools/recipes/security/permissions/principals.ts'
import { covers, rulingOf } from '../../../../tools/recipes/security/permissions/ruling.ts'
import { permissions } from '../../../../tools/recipes/security/permissions.ts'
import { answerOf, regionOf, sampleClients } from '../sample-answer.ts'

const allow = (action: string, more: Record<string, string | object> = {}) => ({
  Effect: 'Allow',
  Action: action,
  Resource: '*',
  ...more,
})
const deny = (action: string, more: Record<string, string | object> = {}) => ({
  ...allow(action, more),
  Effect: 'Deny',
})
const one = (
  statements: ReturnType<typeof allow>[] | undefined,
  more: Partial<Principal> = {},
): Principal => ({
  kind: 'user',
  name: 'somebody',
  isOfService: false,
  carried: [{ policy: 'own', how: 'attached', ...(statements && { statements }) }],
  ...more,
})
const boundary = (...statements: ReturnType<typeof allow>[]) => ({
  boundary: { policy: 'edge', how: 'boundary', statements },
})

describe('what policies say of an action', () => {
  const cases: [why: string, who: Principal, action: string, verdict: string, on?: string][] = [
    ['allowed by a star', one([allow('s3:*')]), 's3:DeleteBucket', 'allowed'],
    ['in any case', one([allow('S3:deletebucket')]), 's3:DeleteBucket', 'allowed'],
    ['nothing allows it', one([allow('ec2:*')]), 's3:DeleteBucket', 'not allowed'],
    ['a denial goes before', one([allow('*'), deny('s3:Delete*')]), 's3:DeleteBucket', 'denied'],
    ['text not read', one(undefined), 's3:DeleteBucket', 'unknown'],
    [
      'a condition',
      one([allow('s3:*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })]),
      's3:DeleteBucket',
      'some',
    ],
    [
      'on other resources',
      one([allow('s3:*', { Resource: 'arn:aws:s3:::logs' })]),
      's3:DeleteBucket',
      'not allowed',
      'invoices',
    ],
    [
      'objects of a bucket are not another bucket',
      one([allow('s3:*', { Resource: 'arn:aws:s3:::logs/*' })]),
      's3:DeleteBucket',
      'not allowed',
      'invoices',
    ],
    [
      'on the resource',
      one([allow('dynamodb:*', { Resource: 'arn:aws:dynamodb:*:*:table/orders' })]),
      'dynamodb:DeleteTable',
      'allowed',
      'orders',
    ],
    [
      'the boundary does not',
      one([allow('*')], boundary(allow('ec2:*'))),
      's3:DeleteBucket',
      'not allowed',
    ],
    ['the boundary does', one([allow('*')], boundary(allow('s3:*'))), 's3:DeleteBucket', 'allowed'],
    [
      'all but what is not',
      one([{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } as never]),
      'iam:CreateUser',
      'not allowed',
    ],
    ['some of a star', one([allow('iam:ListRoles')]), 'iam:*', 'some'],
  ]
  for (const [why, who, action, verdict, on] of cases) {
    it(`is ${verdict}: ${why}`, () => assert.equal(rulingOf(who, action, on).verdict, verdict))
  }

  it('says a denial of a part beside what is allowed', () => {
    const { verdict, but } = rulingOf(
      one([allow('*'), deny('s3:*', { Resource: 'arn:aws:s3:::logs' })]),
      's3:DeleteBucket',
    )
    assert.deepEqual([verdict, but[0]?.resources], ['allowed', ['arn:aws:s3:::logs']])
  })

  it('takes no dot for any character', () => {
    assert.equal(covers('arn:aws:s3:::a.b', 'arn:aws:s3:::axb'), false)
    assert.equal(covers('arn:aws:s3:::a?b', 'arn:aws:s3:::axb'), true)
  })
})

describe('permissions of the sample company', () => {
  const ask = (parameters: Record<string, unknown>) => answerOf(permissions, { parameters })

  it('are told with the policy that gives them, and what was not read', async () => {
    const answer = await ask({ name: 'jonas', action: 's3:DeleteBucket' })
    assert.equal(
      answer.summary,
      'Yes: the user **jonas.weber** may do `s3:DeleteBucket`, by **PowerUserAccess** (by the group developers).',
    )
    assert.match(answer.notes?.join(' ') ?? '', /Not read: policies of the organization \(SCPs/)
  })

  it('are no bare no: what could still give them is said', async () => {
    const { summary = '' } = await ask({ name: 'samir.haddad', action: 'ec2:StopInstances' })
    assert.match(summary, /^No, by its own policies: .*Billing by the group billing/)
    assert.match(summary, /Only a policy of the resource itself, which was not read/)
  })

  it('are told of all who may', async () => {
    const { summary = '' } = await ask({ action: 'ec2:TerminateInstances' })
    assert.match(summary, /^5 of 8 users may do `ec2:TerminateInstances`: \*\*maya\.okafor/)
    assert.match(summary, /priya\.raman\*\* \(AmazonEC2FullAccess/)
  })

  it('are of all that a service has, where a star is asked', async () => {
    const { summary = '' } = await ask({ name: 'jonas.weber', action: 'iam:*' })
    assert.match(summary, /In part: of `iam:\*`, .* only `iam:CreateServiceLinkedRole`/)
  })

  it('are of nobody whom the account does not have', async () => {
    const { summary = '' } = await ask({ name: 'gandalf', action: 's3:DeleteBucket' })
    assert.match(summary, /^No IAM user, role or group is called gandalf/)
  })

  it('ask for an action as IAM calls it', async () => {
    const refused = await regionOf(permissions, { parameters: { action: 'delete buckets' } })
    assert.equal(refused.status === 'error' && refused.code, 'invalid_parameter')
  })
})

describe('inline policies and boundaries', () => {
  it('are read with those of groups', async () => {
    const document = (...statements: object[]) =>
      encodeURIComponent(JSON.stringify({ Statement: statements }))
    const clients = sampleClients(undefined, ({ operation }) =>
      operation === 'GetAccountAuthorizationDetails'
        ? {
            UserDetailList: [
              {
                UserName: 'ann',
                Path: '/',
                GroupList: ['ops'],
                UserPolicyList: [{ PolicyName: 'mine', PolicyDocument: document(allow('s3:*')) }],
                PermissionsBoundary: {
                  PermissionsBoundaryArn: 'arn:aws:iam::123456789012:policy/edge',
                },
              },
            ],
            GroupDetailList: [
              {
                GroupName: 'ops',
                GroupPolicyList: [
                  { PolicyName: 'ours', PolicyDocument: document(deny('s3:Delete*')) },
                ],
              },
            ],
            RoleDetailList: [],
            Policies: [
              {
                Arn: 'arn:aws:iam::123456789012:policy/edge',
                PolicyVersionList: [
                  { VersionId: 'v1', IsDefaultVersion: false, Document: document(allow('*')) },
                  { VersionId: 'v2', IsDefaultVersion: true, Document: document(allow('s3:Get*')) },
                ],
              },
            ],
            IsTruncated: false,
          }
        : undefined,
    )
    const said = async (action: string) =>
      (await answerOf(permissions, { parameters: { name: 'ann', action }, clients })).summary
    assert.match(
      (await said('s3:DeleteBucket')) ?? '',
      /ours\*\* \(inline in the group ops\) denies/,
    )
    assert.match((await said('s3:PutObject')) ?? '', /permission boundary edge does not/)
    assert.match((await said('s3:GetObject')) ?? '', /^Yes: .*mine\*\* \(inline\)/)
  })
})
