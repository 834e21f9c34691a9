import assert from 'node:assert/strict'
import { answerQuestion } from '../../../../tools/questions/answer-question.ts'
import { crossAccountRoles } from '../../../../tools/recipes/security/cross-account-roles.ts'
import { portsCalled } from '../../../../tools/recipes/security/exposed/world-rules.ts'
import { fullAdmin } from '../../../../tools/recipes/security/full-admin.ts'
import { groupMembers } from '../../../../tools/recipes/security/group-members.ts'
import { openPorts } from '../../../../tools/recipes/security/open-ports.ts'
import { passwordPolicy } from '../../../../tools/recipes/security/password-policy.ts'
import { rootUser } from '../../../../tools/recipes/security/root-user.ts'
import { trailLogging } from '../../../../tools/recipes/security/trail-logging.ts'
import type { AwsCall } from '../../../../tools/tool.ts'
import { awsError, contextOf } from '../../executor/scripted-clients.ts'
import { answerOf, regionOf, rowsOf, sampleClients } from '../sample-answer.ts'

const instead = (answers: Record<string, (call: AwsCall) => Record<string, unknown>>) =>
  sampleClients(undefined, (call) => answers[call.operation]?.(call))

const refused = () => {
  throw awsError('AccessDenied', 'no', 403)
}

describe('the password policy', () => {
  it('is held against the length that is asked for', async () => {
    const short = await answerOf(passwordPolicy, { parameters: { min_length: 12 } })
    assert.match(short.summary ?? '', /^\*\*No\*\*: the minimum length is \*\*10\*\*, and 12 are/)
    const enough = await answerOf(passwordPolicy, { parameters: { min_length: 10 } })
    assert.match(enough.summary ?? '', /^\*\*Yes\*\*: passwords must have at least 10 characters/)
  })

  it("is AWS's own where an account has none, and an error where it may not be read", async () => {
    const none = instead({
      GetAccountPasswordPolicy: () => {
        throw awsError('NoSuchEntityException', 'no policy', 404)
      },
    })
    const { summary } = await answerOf(passwordPolicy, { clients: none, parameters: {} })
    assert.match(summary ?? '', /at least \*\*8 characters\*\*.*no password policy of its own/)
    const region = await regionOf(passwordPolicy, {
      clients: instead({ GetAccountPasswordPolicy: refused }),
      parameters: {},
    })
    assert.equal(region.status, 'error')
  })
})

describe('the root user', () => {
  it('has MFA and no keys, or is told to have neither', async () => {
    const { summary } = await answerOf(rootUser)
    assert.equal(summary, 'The root user **has MFA**. It has no access key.')
    const clients = instead({
      GetAccountSummary: () => ({
        SummaryMap: { AccountMFAEnabled: 0, AccountAccessKeysPresent: 2 },
      }),
    })
    const open = await answerOf(rootUser, { clients })
    assert.equal(
      open.summary,
      'The root user **has no MFA**. It has **2 access keys**, and should have none.',
    )
  })
})

describe('CloudTrail’s trails', () => {
  const trail = (facts: Record<string, unknown>) => ({
    DescribeTrails: () => ({
      trailList: [
        {
          Name: 'one',
          TrailARN: 'arn:one',
          S3BucketName: 'logs-of-one',
          HomeRegion: 'us-east-1',
          ...facts,
        },
      ],
    }),
  })

  it('log in all regions, to a bucket', async () => {
    const { summary = '' } = await answerOf(trailLogging, { region: 'in use' })
    assert.match(
      summary,
      /^\*\*Yes\*\*: CloudTrail logs in all regions, by the trail all-regions\./,
    )
    assert.match(summary, /is logging, to the bucket quillmarket-cloudtrail, last delivered 4 min/)
  })

  it('log in one region, are switched off, or leave out what manages the account', async () => {
    const one = await answerOf(trailLogging, { clients: instead(trail({})) })
    assert.match(
      one.summary ?? '',
      /^\*\*Not in all regions\*\*: 1 trail logs, one \(us-east-1 alone/,
    )
    const off = await answerOf(trailLogging, {
      clients: instead({
        ...trail({ IsMultiRegionTrail: true }),
        GetTrailStatus: () => ({ IsLogging: false }),
      }),
    })
    assert.match(off.summary ?? '', /^\*\*No\*\*: no trail is logging\. .*is \*\*not\*\* logging/)
    const data = await answerOf(trailLogging, {
      clients: instead({
        ...trail({ IsMultiRegionTrail: true }),
        GetEventSelectors: () => ({
          AdvancedEventSelectors: [
            { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] },
          ],
        }),
      }),
    })
    assert.match(
      data.summary ?? '',
      /^\*\*Not in all regions\*\*.*management events are \*\*not\*\*/,
    )
  })

  it('are said to be none, or not to be known', async () => {
    const none = instead({ DescribeTrails: () => ({ trailList: [] }) })
    const { summary } = await answerOf(trailLogging, { clients: none })
    assert.match(summary ?? '', /^\*\*No\*\*: there is no trail in us-east-1\./)
    const unread = await answerOf(trailLogging, { clients: instead({ GetTrailStatus: refused }) })
    assert.doesNotMatch(unread.summary ?? '', /\*\*(?:Yes|No)\*\*/)
  })
})

describe('full admin rights', () => {
  it('are told with who holds them, by the members of groups', async () => {
    const { summary } = await answerOf(fullAdmin)
    assert.equal(
      summary,
      '2 policies grant full admin rights. **AdministratorAccess** (AWS) is held by the group platform (maya.okafor). Attached to nobody: old-backoffice.',
    )
  })

  it('are found in what stands in a user or a role, and not where a condition holds them', async () => {
    const all = { Effect: 'Allow', Action: '*', Resource: '*' }
    const clients = instead({
      ListRolePolicies: ({ input }) => ({
        PolicyNames: input.RoleName === 'eks-node' ? ['everything', 'with-mfa'] : [],
      }),
      GetRolePolicy: ({ input }) => ({
        RoleName: input.RoleName,
        PolicyName: input.PolicyName,
        PolicyDocument: encodeURIComponent(
          JSON.stringify({
            Statement:
              input.PolicyName === 'everything'
                ? all
                : [{ ...all, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }],
          }),
        ),
      }),
    })
    const answer = await answerOf(fullAdmin, { clients })
    assert.match(
      answer.summary ?? '',
      /\*\*everything\*\* \(inline\) is held by the role eks-node\./,
    )
    assert.doesNotMatch(answer.summary ?? '', /with-mfa/)
  })
})

describe('roles that others may assume', () => {
  const trusting = (statement: Record<string, unknown>) =>
    instead({
      ListRoles: () => ({
        Roles: [
          {
            RoleName: 'partner',
            Arn: 'arn:aws:iam::123456789012:role/partner',
            AssumeRolePolicyDocument: encodeURIComponent(
              JSON.stringify({ Statement: [{ Effect: 'Allow', ...statement }] }),
            ),
          },
        ],
      }),
      GetRole: () => ({ Role: { RoleName: 'partner' } }),
    })

  it('are those of another account, with when they were used', async () => {
    const { summary } = await answerOf(crossAccountRoles)
    assert.match(
      summary ?? '',
      /^1 role of 17 can be assumed .*\*\*former-agency-access\*\* by the other account 111122223333, without a condition \(last used 2024-07-06\)\.$/,
    )
  })

  it('are those of anybody, told with the conditions; of the own account they are none', async () => {
    const anybody = await answerOf(crossAccountRoles, {
      clients: trusting({
        Principal: '*',
        Condition: { StringEquals: { 'sts:ExternalId': 'x' } },
      }),
    })
    assert.match(
      anybody.summary ?? '',
      /\*\*anybody\*\* , if sts:ExternalId fits|anybody\*\*, if sts/,
    )
    const own = await answerOf(crossAccountRoles, {
      clients: trusting({ Principal: { AWS: ['123456789012'] } }),
    })
    assert.equal(own.summary, 'No role can be assumed from another AWS account (1 looked at).')
  })

  it('say of one role who may assume it', async () => {
    const { summary } = await answerOf(crossAccountRoles, { parameters: { name: 'eks-cluster' } })
    assert.match(summary ?? '', /^\*\*eks-cluster\*\* can be assumed by eks\.amazonaws\.com/)
    const none = await answerOf(crossAccountRoles, { parameters: { name: 'zzz' } })
    assert.equal(none.summary, 'There is no IAM role called zzz.')
  })
})

describe('ports that security groups let in', () => {
  it('are said by number, range or what listens there', () => {
    assert.deepEqual(portsCalled('ssh'), [{ from: 22, to: 22 }])
    assert.deepEqual(portsCalled('plain http'), [{ from: 80, to: 80 }])
    assert.deepEqual(portsCalled('postgres'), portsCalled('5432'))
    assert.deepEqual(portsCalled('8000-8100'), [{ from: 8000, to: 8100 }])
    assert.equal(portsCalled('gopher'), undefined)
  })

  it('are found within ranges, and from where', async () => {
    const { summary } = await answerOf(openPorts, {
      parameters: { port: 'mysql' },
      region: 'in use',
    })
    assert.match(
      summary ?? '',
      /^2 security groups of 9 let in port 3306 \(mysql\): \*\*prod-datab/,
    )
    const world = await answerOf(openPorts, {
      parameters: { port: '5432', from: 'internet' },
      region: 'in use',
    })
    assert.deepEqual(
      rowsOf(world, 'Rule').map((row) => Object.values(row)[0]),
      ['ops-bastion'],
    )
    const all = await answerOf(openPorts, {
      parameters: { port: 'rdp' },
      clients: instead({
        DescribeSecurityGroups: () => ({
          SecurityGroups: [
            {
              GroupName: 'wide',
              GroupId: 'sg-1',
              IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-1' }] }],
            },
          ],
        }),
      }),
    })
    assert.match(all.summary ?? '', /\*\*wide\*\* \(sg-1\) from members of the same group\.$/)
  })

  it('must be said', async () => {
    const region = await regionOf(openPorts, { parameters: { port: 'gopher' } })
    assert.equal(region.status === 'error' && region.code, 'invalid_parameter')
  })
})

describe('members of IAM groups', () => {
  it('are told of one group, or of each', async () => {
    const one = await answerOf(groupMembers, { parameters: { name: 'machines' } })
    assert.match(one.summary ?? '', /has 2 users: ci-deployer and legacy-reporting\.$/)
    const none = await answerOf(groupMembers, { parameters: { name: 'sales' } })
    assert.match(none.summary ?? '', /^There is no IAM group called sales\. There: platform, /)
  })
})

describe('questions about how an account is held', () => {
  const asked: readonly (readonly [string, RegExp])[] = [
    ['must passwords be 16 characters long?', /^\*\*No\*\*: the minimum length is \*\*10\*\*/],
    ['do we have root access keys', /It has no access key\.$/],
    ['which bucket do our cloudtrail logs end up in?', /to the bucket quillmarket-cloudtrail/],
    [
      'do we have any superusers?',
      /\*\*AdministratorAccess\*\* \(AWS\) is held by the group platf/,
    ],
    ['do we have roles that third parties can assume?', /\*\*former-agency-access\*\*/],
    ['security groups that let in elasticsearch', /\*\*prod-search\*\*/],
    [
      'is mysql open to the world?',
      /^No security group .* lets in port 3306 \(mysql\) from the int/,
    ],
    ['who belongs to the group data-science?', /has 1 user: priya\.raman\.$/],
    ['what can ecs-services be assumed by?', /by the service ecs-tasks\.amazonaws\.com/],
    ['whom does ecs-services trust?', /by the service ecs-tasks\.amazonaws\.com/],
  ]
  const now = () => new Date('2026-03-18T14:25:31.250Z')
  for (const [question, summary] of asked) {
    it(`are answered: ${question}`, async () => {
      const answer = await answerQuestion({ question }, contextOf(sampleClients(), { now }))
      const [first] = answer.regions
      assert.match((first?.status === 'ok' && first.summary) || answer.summary || '', summary)
    })
  }
})
