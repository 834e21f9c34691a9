import assert from 'node:assert/strict'
import { violations } from './violations.ts'

const ownRole = 'arn:aws:iam::123456789012:role/own'
const accountRoot = (account: string) => ({ AWS: `arn:aws:iam::${account}:root` })
const agentCore = { Service: 'bedrock-agentcore.amazonaws.com' }
const github = {
  Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
}

const trusts: [name: string, statement: object, rules: string[]][] = [
  ['Lambda', { Principal: { Service: 'lambda.amazonaws.com' } }, []],
  [
    'AgentCore for one gateway',
    {
      Principal: agentCore,
      Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
    },
    [],
  ],
  [
    'the AgentCore service account in its statement',
    { Sid: 'AgentCoreServiceAccount', Principal: accountRoot('996756280381') },
    [],
  ],
  [
    'an issuer for tokens of one subject',
    {
      Principal: github,
      Condition: { StringEquals: { 'token.actions.githubusercontent.com:sub': 'repo:a/b' } },
    },
    [],
  ],
  ['AgentCore for whomever', { Principal: agentCore }, ['iam-trust-source']],
  [
    'AgentCore for a source that may be absent',
    {
      Principal: agentCore,
      Condition: { StringEqualsIfExists: { 'aws:SourceAccount': '123456789012' } },
    },
    ['iam-trust-source'],
  ],
  [
    'AgentCore for any source',
    { Principal: agentCore, Condition: { ArnLike: { 'aws:SourceArn': '*' } } },
    ['iam-trust-source'],
  ],
  [
    'another account in that statement',
    { Sid: 'AgentCoreServiceAccount', Principal: accountRoot('210987654321') },
    ['iam-trust-source'],
  ],
  [
    'another account beside it',
    {
      Sid: 'AgentCoreServiceAccount',
      Principal: { AWS: ['arn:aws:iam::996756280381:root', 'arn:aws:iam::210987654321:root'] },
    },
    ['iam-trust-source'],
  ],
  ['all of an issuer', { Principal: github }, ['iam-trust-source']],
  ['everybody', { Principal: '*' }, ['iam-trust-source']],
  ['everybody but one', { NotPrincipal: { AWS: ownRole } }, ['iam-trust-source']],
]

const table = 'arn:aws:dynamodb:us-east-1:123456789012:table/own'
const permissions: [name: string, statement: object, rules: string[]][] = [
  ['a named action on a named table', { Action: 'dynamodb:GetItem', Resource: table }, []],
  ['streams of one log group', { Action: 'logs:PutLogEvents', Resource: `${table}:*` }, []],
  ['a deny of everything', { Effect: 'Deny', Action: '*', Resource: '*' }, []],
  [
    'reading the whole estate, as the tools do',
    { Sid: 'ReadEc2', Action: ['ec2:DescribeInstances', 'apigateway:GET'], Resource: '*' },
    [],
  ],
  [
    'a write among what the tools read',
    { Sid: 'ReadEc2', Action: ['ec2:DescribeInstances', 'ec2:StopInstances'], Resource: '*' },
    ['iam-wildcards'],
  ],
  [
    'everything of a service on a table',
    { Action: 'dynamodb:*', Resource: table },
    ['iam-wildcards'],
  ],
  ['all buckets', { Action: 's3:PutObject', Resource: 'arn:aws:s3:::*' }, ['iam-wildcards']],
  ['all but some actions', { NotAction: 'iam:GetRole', Resource: table }, ['iam-wildcards']],
  ['all but some resources', { Action: 'dynamodb:GetItem', NotResource: table }, ['iam-wildcards']],
  ['everything', { Action: '*', Resource: '*' }, ['iam-wildcards', 'iam-administrators']],
  ['passing a role on', { Action: 'iam:PassRole', Resource: ownRole }, ['iam-administrators']],
  [
    'writing its own policy',
    { Action: ['iam:putrolepolicy'], Resource: ownRole },
    ['iam-administrators'],
  ],
]

describe('the policy pack on IAM', () => {
  for (const [name, statement, rules] of trusts) {
    it(`${rules.length === 0 ? 'passes' : 'refuses'} a role that trusts ${name}`, async () => {
      const assumeRolePolicy = policy({ Action: 'sts:AssumeRole', ...statement })
      assert.deepEqual(await rulesBroken('aws:iam/role:Role', { assumeRolePolicy }), rules)
    })
  }

  for (const [name, statement, rules] of permissions) {
    const verdict = rules.length === 0 ? 'passes' : 'refuses'
    it(`${verdict} ${name}, in a policy and inline`, async () => {
      const written = { policy: policy(statement) }
      assert.deepEqual(await rulesBroken('aws:iam/policy:Policy', written), rules)
      assert.deepEqual(await rulesBroken('aws:iam/rolePolicy:RolePolicy', written), rules)
      const assumeRolePolicy = policy({ Principal: { Service: 'lambda.amazonaws.com' } })
      const role = { assumeRolePolicy, inlinePolicies: [{ name: 'own', ...written }] }
      assert.deepEqual(await rulesBroken('aws:iam/role:Role', role), rules)
    })
  }

  it('refuses AWS’s own administrators’ policies in any partition, and passes ReadOnlyAccess', async () => {
    const attached = (policyArn: string) =>
      rulesBroken('aws:iam/rolePolicyAttachment:RolePolicyAttachment', { role: 'own', policyArn })
    assert.deepEqual(await attached('arn:aws-us-gov:iam::aws:policy/AdministratorAccess'), [
      'iam-administrators',
    ])
    assert.deepEqual(await attached('arn:aws:iam::aws:policy/ReadOnlyAccess'), [])
  })

  it('refuses users and access keys', async () => {
    assert.deepEqual(await rulesBroken('aws:iam/user:User', {}), ['iam-long-lived-keys'])
    assert.deepEqual(await rulesBroken('aws:iam/accessKey:AccessKey', { user: 'ops' }), [
      'iam-long-lived-keys',
    ])
  })

  it('says which statement is wrong, with what, and what to do', async () => {
    const written = { policy: policy({ Sid: 'Tables', Action: 'dynamodb:*', Resource: '*' }) }
    assert.deepEqual(await violations({ type: 'aws:iam/policy:Policy', inputs: written }), {
      'iam-wildcards': [
        'Statement Tables: action dynamodb:* is a wildcard. Name each action.',
        'Statement Tables: resource * is everything. Name it by ARN; what cannot be belongs in exceptions.ts, with the reason.',
      ],
    })
  })

  it('fails at a document that it cannot read, rather than pass it', async () => {
    const unread = (document: string) =>
      violations({ type: 'aws:iam/policy:Policy', inputs: { policy: document } })
    await assert.rejects(unread('{"Statement": [{"Effect": "Perhaps"}]}'), /Invalid/)
    await assert.rejects(unread('not JSON'), SyntaxError)
  })

  it('refuses a bucket or key whose policy allows everybody', async () => {
    const open = policy({ Principal: { AWS: '*' }, Action: 's3:GetObject', Resource: '*' })
    assert.deepEqual(await rulesBroken('aws:s3/bucketPolicy:BucketPolicy', { policy: open }), [
      'public-resource-policies',
    ])
    const organisation = { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } }
    const held = policy({ Principal: '*', Action: 'kms:Decrypt', Condition: organisation })
    assert.deepEqual(await rulesBroken('aws:kms/key:Key', { policy: held }), [])
  })
})

function policy(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...statement } })
}

async function rulesBroken(type: string, inputs: Record<string, unknown>): Promise<string[]> {
  return Object.keys(await violations({ type, inputs }))
}
