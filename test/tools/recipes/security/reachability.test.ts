import assert from 'node:assert/strict'
import {
  holds,
  type Rule,
  refusals,
  rulesOf,
} from '../../../../tools/recipes/security/reach/rules.ts'
import { reachability } from '../../../../tools/recipes/security/reachability.ts'
import { answerOf, regionOf, sampleClients } from '../sample-answer.ts'

const ask = (parameters: Record<string, unknown>, clients = sampleClients()) =>
  answerOf(reachability, { parameters, clients, region: 'us-east-1' })

describe('whether one thing reaches another', () => {
  const cases: [from: string, to: string, port: string | undefined, said: RegExp][] = [
    [
      'build-server',
      'orders-db',
      'postgres',
      /^Yes, by the network: .*prod-databases lets in 5432/,
    ],
    ['build-server', 'orders-db', undefined, /^Yes, .*5432 \(PostgreSQL\)/],
    ['build-server', 'orders-db', '22', /^No: .*what is let in: 5432 .*from prod-services/],
    ['ops-bastion', 'orders-db', '5432', /^No: .*no rule of prod-databases lets it in/],
    ['staging-loadtest', 'orders-db', undefined, /^No: .*two VPCs.*stopped now/],
    ['the internet', 'ops-bastion', 'ssh', /^Yes, .*from everywhere/],
    ['the internet', 'orders-db', undefined, /^No: .*no public address/],
    ['web', 'the staging database', undefined, /web \(staging\)\*\* can open .*staging-orders-db/],
  ]
  for (const [from, to, port, said] of cases) {
    it(`is told of ${from}, ${to} and ${port ?? 'its own port'}`, async () => {
      const { summary = '' } = await ask({ from, to, ...(port && { port }) })
      assert.match(summary, said)
    })
  }

  it('is told of all that a thing lets in', async () => {
    const { summary = '' } = await ask({ to: 'search-1', port: '9200' })
    assert.match(summary, /search-1\*\* lets in on 9200: prod-services .*build-server/)
  })

  it('says what was not looked at, and nothing of what there is none of', async () => {
    const { notes = [] } = await ask({ from: 'build-server', to: 'orders-db' })
    assert.match(notes.join(' '), /Not looked at: whether something listens there/)
    const { summary = '' } = await ask({ from: 'build-server', to: 'atlantis-db' })
    assert.match(summary, /^Nothing in us-east-1 .*atlantis-db/)
    const refused = await regionOf(reachability, {
      parameters: { to: 'orders-db', port: 'gopher' },
    })
    assert.equal(refused.status === 'error' && refused.code, 'invalid_parameter')
  })

  it('is not known where a prefix list may hold the address', async () => {
    const sample = sampleClients()
    const clients = {
      send: async (call: Parameters<typeof sample.send>[0]) => {
        const answer = await sample.send(call)
        if (call.operation !== 'DescribeSecurityGroups') return answer
        const groups = answer.SecurityGroups as { GroupName: string }[]
        return {
          ...answer,
          SecurityGroups: groups.map((group) =>
            group.GroupName === 'prod-databases'
              ? {
                  ...group,
                  IpPermissions: [
                    {
                      IpProtocol: 'tcp',
                      FromPort: 5432,
                      ToPort: 5432,
                      IpRanges: [],
                      UserIdGroupPairs: [],
                      PrefixListIds: [{ PrefixListId: 'pl-0a1b' }],
                    },
                  ],
                }
              : group,
          ),
        }
      },
    }
    const { summary = '' } = await ask({ from: 'build-server', to: 'orders-db' }, clients)
    assert.match(summary, /^Not known: whether .*prefix list pl-0a1b/)
  })
})

describe('rules of the network', () => {
  it('hold addresses and blocks', () => {
    assert.equal(holds('10.20.0.0/16', '10.20.11.7'), true)
    assert.equal(holds('10.20.0.0/16', '10.21.0.0/24'), false)
    assert.equal(holds('10.20.11.0/24', '10.20.0.0/16'), false)
    assert.equal(holds('0.0.0.0/0', '203.0.113.9'), true)
    assert.equal(holds('not a block', '10.0.0.1'), false)
  })

  it('are of TCP, or of everything', () => {
    const rule = (IpProtocol: string, more = {}) =>
      rulesOf(
        {
          GroupId: 'sg-1',
          IpPermissions: [{ IpProtocol, ...more, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
        },
        'in',
      ).map(({ from, to }: Rule) => [from, to])
    assert.deepEqual(rule('-1'), [[0, 65_535]])
    assert.deepEqual(rule('tcp', { FromPort: 22, ToPort: 22 }), [[22, 22]])
    assert.deepEqual(rule('udp', { FromPort: 53, ToPort: 53 }), [])
  })

  it('refuse what an earlier entry of a network ACL refuses, there and back', () => {
    const entry = { Protocol: '-1', CidrBlock: '0.0.0.0/0' }
    const acl = (...entries: object[]) => ({
      NetworkAclId: 'acl-1',
      Associations: [{ SubnetId: 'subnet-b' }],
      Entries: entries as never,
    })
    const crossing = {
      from: [{ id: 'subnet-a', block: '10.0.1.0/24' }],
      to: [{ id: 'subnet-b', block: '10.0.2.0/24' }],
      port: 5432,
    }
    const open = [
      { ...entry, RuleNumber: 100, Egress: false, RuleAction: 'allow' },
      { ...entry, RuleNumber: 100, Egress: true, RuleAction: 'allow' },
    ]
    assert.deepEqual(refusals({ ...crossing, acls: [acl(...open)] }), [])
    const shut = {
      Protocol: '6',
      CidrBlock: '10.0.1.0/24',
      PortRange: { From: 5432, To: 5432 },
      RuleNumber: 90,
      Egress: false,
      RuleAction: 'deny',
    }
    assert.match(
      refusals({ ...crossing, acls: [acl(shut, ...open)] })[0] ?? '',
      /refuses port 5432 from 10\.0\.1\.0\/24/,
    )
    const mute = { ...entry, RuleNumber: 90, Egress: true, RuleAction: 'deny' }
    assert.match(
      refusals({ ...crossing, acls: [acl(mute, ...open)] })[0] ?? '',
      /refuses the answers/,
    )
  })
})
