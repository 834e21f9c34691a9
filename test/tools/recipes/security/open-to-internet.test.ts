import assert from 'node:assert/strict'
import { isWorld, worldRules } from '../../../../tools/recipes/security/exposed/world-rules.ts'
import { openToInternet } from '../../../../tools/recipes/security/open-to-internet.ts'
import { awsError, scriptedClients } from '../../executor/scripted-clients.ts'
import { answerOf, membersOf, sampleClients } from '../sample-answer.ts'

describe('what is open to the internet', () => {
  it('begins with the group that should not be, what it reaches, who opened it and when', async () => {
    const { summary = '', items } = await answerOf(openToInternet)
    assert.match(
      summary,
      /^1 dangerous opening to the internet in us-east-1\. The security group ops-bastion \(sg-\w+\) lets everybody in on 22 \(SSH\) .* and 5432 \(PostgreSQL\) .*; it reaches running instance ops-bastion at 198\.51\.100\.20\. Opened: 22 \(SSH\) by jonas\.weber at 2026-03-17 12:25 UTC and 5432 \(PostgreSQL\) by jonas\.weber at 2026-03-17 12:27 UTC\./,
    )
    assert.match(summary, /To be checked: bucket quillmarket-assets \(its bucket policy/)
    assert.match(summary, /public service is: security group storefront-alb .*443 \(HTTPS\)/)
    assert.equal(items.length, 5)
  })

  it('is in the other region only what is meant to be', async () => {
    const answer = await answerOf(openToInternet, { region: 'eu-west-1' })
    assert.match(answer.summary ?? '', /^Nothing in eu-west-1 is dangerously open/)
    assert.deepEqual(membersOf(answer, 'Risk'), ['expected', 'expected'])
  })

  it('is nothing where there is nothing', async () => {
    const { summary, items } = await answerOf(openToInternet, { region: 'us-west-2' })
    assert.equal(summary, 'Nothing that was looked at in us-west-2 is open to the internet.')
    assert.deepEqual(items, [])
  })

  it('holds databases, functions, clusters and interfaces that anybody reaches', async () => {
    const answer = await answerOf(openToInternet, { clients: exposedAccount().clients })
    assert.deepEqual(
      answer.items.map((item) => Object.values(item ?? {}).slice(1)),
      [
        [
          'security group wide (sg-1)',
          'high',
          'all ports',
          'database crm at crm.example and network interface eni-1 “task” at 203.0.113.9',
        ],
        [
          'database crm',
          'medium',
          'publicly accessible',
          'crm.example, as far as its security groups let through',
        ],
        ['function hook', 'medium', 'function URL without authentication', 'https://hook.example/'],
        ['EKS cluster dev', 'medium', 'Kubernetes API', 'https://eks.example'],
      ],
    )
    assert.match(answer.summary ?? '', /CloudTrail does not tell who opened it\./)
  })

  it('asks CloudTrail about the dangerous groups, however many harmless ones there are', async () => {
    const rule = (port: number) => [
      { IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
    ]
    const web = Array.from({ length: 9 }, (_, index) => ({
      GroupId: `sg-web${index}`,
      GroupName: `web-${index}`,
      IpPermissions: rule(443),
    }))
    const ssh = { GroupId: 'sg-ssh', GroupName: 'ssh', IpPermissions: rule(22) }
    const { clients, calls } = scriptedClients(({ operation }) =>
      operation === 'DescribeSecurityGroups' ? { SecurityGroups: [...web, ssh] } : {},
    )
    const answer = await answerOf(openToInternet, { clients })
    assert.match(String(membersOf(answer, 'What')[0]), /^security group ssh/)
    const lookups = calls.filter(({ operation }) => operation === 'LookupEvents')
    assert.deepEqual(
      lookups.map(({ input }) => input.LookupAttributes),
      [[{ AttributeKey: 'ResourceName', AttributeValue: 'sg-ssh' }]],
    )
  })

  it('says what could not be looked at, and still the rest', async () => {
    const clients = sampleClients(undefined, ({ service }) => {
      if (service === 's3' || service === 'lambda') throw awsError('AccessDenied', 'no', 403)
      return undefined
    })
    const { summary = '', notes = [] } = await answerOf(openToInternet, { clients })
    assert.match(
      summary,
      /^Incomplete, without s3:ListBuckets and lambda:ListFunctions\. 1 dangerous opening/,
    )
    assert.deepEqual(
      notes
        .map((note) => /^Not looked at: (\S+)\./.exec(note)?.[1])
        .filter(Boolean)
        .sort(),
      ['lambda:ListFunctions', 's3:ListBuckets'],
    )
  })
})

describe('a rule of a security group', () => {
  for (const block of ['0.0.0.0/0', '::/0', '0.0.0.0/1', '128.0.0.0/1', '2000::/3']) {
    it(`that lets in ${block} is open to the world`, () => assert.equal(isWorld(block), true))
  }

  for (const block of ['10.0.0.0/8', '203.0.113.0/28', '2001:db8::/32', '', '10.0.0.0/0x']) {
    it(`that lets in ${block || 'nothing'} is not`, () => assert.equal(isWorld(block), false))
  }

  it('is judged by what listens on its ports as a rule', () => {
    const open = (IpProtocol: string, FromPort?: number, ToPort?: number) =>
      worldRules(
        {
          IpPermissions: [
            {
              IpProtocol,
              Ipv6Ranges: [{ CidrIpv6: '::/0' }],
              ...(FromPort !== undefined && { FromPort }),
              ...(ToPort !== undefined && { ToPort }),
            },
          ],
        },
        new Set(),
      ).map(({ label, risk }) => [label, risk])
    assert.deepEqual(open('tcp', 443, 443), [['443 (HTTPS)', 'expected']])
    assert.deepEqual(open('tcp', 8080, 8080), [['8080', 'medium']])
    assert.deepEqual(open('tcp', 3000, 4000), [['3000-4000', 'high']])
    assert.deepEqual(open('tcp', 0, 65535), [['all ports', 'high']])
    assert.deepEqual(open('udp', 53, 53), [['udp 53', 'medium']])
    assert.deepEqual(open('-1'), [['all ports', 'high']])
    assert.deepEqual(open('icmp', -1, -1), [['icmp', 'expected']])
  })
})

/** An account in which everything stands open that the sample account keeps closed. */
const exposedAccount = () =>
  scriptedClients(({ operation }) => {
    if (operation === 'DescribeSecurityGroups') {
      const IpPermissions = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]
      return { SecurityGroups: [{ GroupId: 'sg-1', GroupName: 'wide', IpPermissions }] }
    }
    if (operation === 'DescribeNetworkInterfaces') {
      const member = { InterfaceType: 'interface', Groups: [{ GroupId: 'sg-1' }] }
      const Association = { PublicIp: '203.0.113.9' }
      const task = { NetworkInterfaceId: 'eni-1', Description: 'task', Association, ...member }
      return { NetworkInterfaces: [task, { ...task, Attachment: { InstanceId: 'i-1' } }] }
    }
    if (operation === 'DescribeDBInstances') {
      const crm = {
        DBInstanceIdentifier: 'crm',
        PubliclyAccessible: true,
        Endpoint: { Address: 'crm.example' },
        VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-1' }],
      }
      return { DBInstances: [crm] }
    }
    if (operation === 'ListFunctions') return { Functions: [{ FunctionName: 'hook' }] }
    if (operation === 'ListFunctionUrlConfigs') {
      return { FunctionUrlConfigs: [{ AuthType: 'NONE', FunctionUrl: 'https://hook.example/' }] }
    }
    if (operation === 'ListClusters') return { clusters: ['dev'] }
    if (operation === 'DescribeCluster') {
      const resourcesVpcConfig = { endpointPublicAccess: true, publicAccessCidrs: ['0.0.0.0/0'] }
      return { cluster: { name: 'dev', endpoint: 'https://eks.example', resourcesVpcConfig } }
    }
    return {}
  })
